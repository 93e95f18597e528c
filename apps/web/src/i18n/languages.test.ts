import { expect, test } from 'vitest';
import { chooseLanguage } from './languages.ts';

test.each([
  [null, ['ko-KR', 'en-US'], 'ko'],
  [null, ['fr-FR', 'ko'], 'ko'],
  [null, ['en-GB', 'ko'], 'en'],
  [null, ['KO-kr'], 'ko'],
  [null, ['fr'], 'en'],
  [null, [], 'en'],
  ['en', ['ko'], 'en'],
  ['ko', ['en'], 'ko'],
  ['xx', ['ko'], 'ko'],
] as const)('stored %j and preferred %j choose %j', (stored, preferred, expected) => {
  expect(chooseLanguage(stored, preferred)).toBe(expected);
});
