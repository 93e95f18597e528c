import type { Language } from './languages.ts';

/** A text, a list of steps, or a function that makes a text of its parameters. */
type Text = string | readonly string[] | ((...parameters: never[]) => string);
type Dictionary = Readonly<Record<string, Text>>;
/** The same keys with the same parameters, whatever the words. */
type SameShape<T extends Dictionary> = {
  readonly [K in keyof T]: T[K] extends (...parameters: infer P) => string
    ? (...parameters: P) => string
    : T[K] extends readonly string[]
      ? readonly string[]
      : string;
};
export type Texts<T extends Dictionary> = Readonly<Record<Language, SameShape<T>>>;

/** One feature's words in every language. A key or parameter missing in a language does not compile. */
export function defineTexts<T extends Dictionary>(texts: {
  en: T & SameShape<T>;
  ko: NoInfer<SameShape<T>>;
}): Texts<T> {
  return texts;
}
