import { expect, test } from 'vitest';
import { canPaste, pastedText } from './clipboard.ts';

test('pasting is offered where the browser can do it', () => {
  expect(canPaste({})).toBe(false); // plain http
  expect(canPaste({ clipboard: {} })).toBe(false);
  expect(canPaste({ clipboard: { readText: () => Promise.resolve('') } })).toBe(true);
});

test.each([
  ['what was copied', () => Promise.resolve(' 회의 링크 '), ' 회의 링크 '],
  ['nothing but blanks', () => Promise.resolve(' \n'), null],
  ['a refusal', () => Promise.reject(new DOMException('denied', 'NotAllowedError')), null],
])('%s', async (_name, readText, expected) => {
  expect(await pastedText({ clipboard: { readText } })).toBe(expected);
});

test('no clipboard at all', async () => {
  expect(await pastedText({})).toBeNull();
});
