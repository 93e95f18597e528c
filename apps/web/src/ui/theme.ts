import { useSyncExternalStore } from 'react';
import { readPreference, writePreference } from '../preferences.ts';

export const themes = ['system', 'dark', 'light'] as const;
export type Theme = (typeof themes)[number];

/** Also read by `public/early.js`, which applies the stored theme before the first paint. */
export const THEME_STORAGE_KEY = 'parley.theme';

const stored = readPreference(THEME_STORAGE_KEY);
let theme: Theme = themes.find((known) => known === stored) ?? 'system';
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Applies a theme to the page and remembers it on this device. */
export function setTheme(next: Theme): void {
  theme = next;
  writePreference(THEME_STORAGE_KEY, next);
  if (next === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = next;
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => theme);
}
