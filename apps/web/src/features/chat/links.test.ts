import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLinks } from './links.ts';

const links = (message: string) =>
  splitLinks(message).flatMap((part) => (part.kind === 'link' ? [part.text] : []));

describe('splitLinks', () => {
  it.each([
    ['no link here', []],
    ['see https://example.com', ['https://example.com']],
    ['see https://example.com.', ['https://example.com']],
    ['(https://example.com/a)', ['https://example.com/a']],
    ['https://en.wikipedia.org/wiki/Seoul_(city)', ['https://en.wikipedia.org/wiki/Seoul_(city)']],
    ['문서는 https://example.com/문서?x=1#y 에 있어요', ['https://example.com/문서?x=1#y']],
    ['https://example.com에서 만나요', ['https://example.com']],
    ['https://example.com:3000으로 오세요', ['https://example.com:3000']],
    ['http://a.example 그리고 https://b.example!', ['http://a.example', 'https://b.example']],
    ['javascript:alert(1)', []],
    ['ftp://example.com data:text/html,x', []],
    ['https://', []],
    ['xhttps://example.com', []],
  ])('%s', (message, expected) => {
    expect(links(message)).toEqual(expected);
  });

  it('loses no character of any message', () => {
    const word = fc.oneof(fc.webUrl(), fc.string(), fc.constantFrom(' ', '에서', ').', 'https://'));
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const message = words.join('');
        const joined = splitLinks(message)
          .map(({ text }) => text)
          .join('');
        expect(joined).toBe(message);
      }),
    );
  });

  it('links only to web addresses', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (message) => {
        for (const part of splitLinks(message)) {
          if (part.kind === 'link') expect(part.href).toMatch(/^https?:/);
        }
      }),
    );
  });
});
