import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { type Language, languages } from './languages.ts';
import { defineTexts } from './texts.ts';

type Dictionary = Record<string, unknown>;

/** Files that export something other than words. */
const MECHANISM = ['languages.ts', 'texts.ts', 'plural.ts', 'useText.ts'];

const files = (await readdir(import.meta.dirname)).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !MECHANISM.includes(name),
);

test.each(files)('%s has every text in every language', async (file) => {
  const exports = Object.values(
    (await import(/* @vite-ignore */ `${import.meta.dirname}/${file}`)) as Record<string, unknown>,
  );
  const dictionaries = exports.filter(isTexts);
  expect(dictionaries.length).toBeGreaterThan(0);
  for (const { en, ko } of dictionaries) {
    expect(Object.keys(ko).toSorted()).toEqual(Object.keys(en).toSorted());
    for (const [key, text] of [...Object.entries(en), ...Object.entries(ko)]) expectWords(key, text);
  }
});

test('a text missing in one language does not compile', () => {
  defineTexts({
    en: { hello: 'Hello', people: (count: number) => String(count) },
    // @ts-expect-error -- `people` is missing
    ko: { hello: '안녕하세요' },
  });
  defineTexts({
    en: { hello: 'Hello' },
    // @ts-expect-error -- a text where English has none
    ko: { hello: '안녕하세요', more: '더' },
  });
  expect(languages).toEqual(['ko', 'en']);
});

function isTexts(value: unknown): value is Record<Language, Dictionary> {
  return typeof value === 'object' && value !== null && languages.every((language) => language in value);
}

/** Functions are checked by the compiler; strings and steps must say something, without stray blanks. */
function expectWords(key: string, text: unknown): void {
  const words = Array.isArray(text) ? text : [text];
  for (const word of words.filter((candidate) => typeof candidate === 'string')) {
    expect(word, key).toMatch(/^\S(?:.*\S)?$/u);
  }
}
