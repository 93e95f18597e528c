/** The languages the card is written in; the first is for who does not say, as KakaoTalk's reader of links. */
export const previewLanguages = ['ko', 'en'] as const;
type PreviewLanguage = (typeof previewLanguages)[number];

/** Where the built page wants the card. */
const PLACE = /<!-- link-preview\b[^>]*-->/u;

const texts: Record<PreviewLanguage, { locale: string; title: string; description: string }> = {
  ko: {
    locale: 'ko_KR',
    title: 'Parley 화상 회의',
    description: '설치 없이 링크만 누르면 바로 참여할 수 있어요.',
  },
  en: {
    locale: 'en_US',
    title: 'Parley video meeting',
    description: 'Tap the link to join, nothing to install.',
  },
};

/**
 * The page with the card that messengers show under its link (Open Graph). The card is the same for every room: whoever
 * can see a link must not learn a meeting's name from it. There is no `og:url`, since a messenger that opens that one
 * instead of the link would lose the room.
 * @param origin as the caller addressed the server: pictures are only shown by their full address
 */
export function withLinkPreview(page: string, language: PreviewLanguage, origin: string): string {
  const { locale, title, description } = texts[language];
  const properties = {
    'og:type': 'website',
    'og:site_name': 'Parley',
    'og:locale': locale,
    'og:title': title,
    'og:description': description,
    'og:image': `${origin}/icons/link-preview.png`,
    'og:image:width': '1200',
    'og:image:height': '630',
    'og:image:alt': title,
  };
  const tags = Object.entries(properties).map(
    ([property, content]) => `<meta property="${property}" content="${escaped(content)}" />`,
  );
  tags.push('<meta name="twitter:card" content="summary_large_image" />');
  return page.replace(PLACE, () => tags.join('\n    '));
}

/** The caller's `Host` is anything the caller likes. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`);
}
