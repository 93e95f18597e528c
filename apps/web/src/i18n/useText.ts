import { useSyncExternalStore } from 'react';
import { readPreference, writePreference } from '../preferences.ts';
import { type Language, chooseLanguage } from './languages.ts';

const STORAGE_KEY = 'parley.language';

let language = chooseLanguage(readPreference(STORAGE_KEY), navigator.languages);
const listeners = new Set<() => void>();
document.documentElement.lang = language;

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const current = () => language;

/** Switches every text on the page and remembers the choice on this device. */
export function setLanguage(next: Language): void {
  language = next;
  document.documentElement.lang = next;
  writePreference(STORAGE_KEY, next);
  for (const listener of listeners) listener();
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, current);
}

/** The feature's words in the language in force: `const t = useText(homeTexts); t.title; t.people(3)`. */
export function useText<Words>(texts: Readonly<Record<Language, Words>>): Words {
  return texts[useLanguage()];
}
