/** A stretch of a message: plain text, or a web address to open. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

/** Only http and https ever become links; everything else (`javascript:` …) stays text. */
const WEB_ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/giu;
/** Punctuation that ends a sentence rather than an address. */
const TRAILING = /[.,;:!?'")\]}…。、，！？」』]$/u;
/** A Korean particle right behind a bare host (`https://example.com에서`) belongs to the sentence. */
const PARTICLE_AFTER_HOST = /^(https?:\/\/[^\s/?#]*\.[a-z]{2,}(?::\d+)?)\p{Script=Hangul}+$/iu;

/** Splits a message into text and links; joined together, the parts are the message. */
export function splitLinks(message: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of message.matchAll(WEB_ADDRESS)) {
    const text = trimAddress(match[0]);
    const href = webUrl(text);
    if (href === null) continue;
    if (match.index > end) parts.push({ kind: 'text', text: message.slice(end, match.index) });
    parts.push({ kind: 'link', text, href });
    end = match.index + text.length;
  }
  if (end < message.length) parts.push({ kind: 'text', text: message.slice(end) });
  return parts;
}

function trimAddress(found: string): string {
  let address = found;
  while (TRAILING.test(address) && !closesBracket(address)) address = address.slice(0, -1);
  return PARTICLE_AFTER_HOST.exec(address)?.[1] ?? address;
}

/** Whether the closing bracket at the end was opened inside the address, as in `…/wiki/Seoul_(city)`. */
function closesBracket(address: string): boolean {
  return address.endsWith(')') && count(address, '(') >= count(address, ')');
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function webUrl(text: string): string | null {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null;
}
