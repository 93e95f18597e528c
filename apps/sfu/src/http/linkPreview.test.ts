import { expect, it } from 'vitest';
import { withLinkPreview } from './linkPreview.ts';

const page = '<head><!-- link-preview: here --><title>Parley</title></head>';

it('writes a card in the language, with the picture at its full address', () => {
  const korean = withLinkPreview(page, 'ko', 'https://meet.example.com');
  expect(korean).toContain('<meta property="og:title" content="Parley 화상 회의" />');
  expect(korean).toContain('content="https://meet.example.com/icons/link-preview.png"');
  expect(korean).toContain('content="ko_KR"');
  expect(korean).not.toContain('link-preview:');
  expect(korean).not.toContain('og:url');
  expect(withLinkPreview(page, 'en', 'https://x')).toContain('content="Parley video meeting"');
});

it('a host that is none stays text', () => {
  const hostile = withLinkPreview(page, 'ko', 'https://"><script>$&');
  expect(hostile).not.toContain('<script>');
  expect(hostile).toContain('https://&#34;&#62;&#60;script&#62;$&#38;');
});
