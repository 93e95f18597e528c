import { useSyncExternalStore } from 'react';
import type { ViewChoice, ViewMode } from '../layout/viewMode.ts';
import { readPreference, writePreference } from '../preferences.ts';

const STORAGE_KEY = 'parley.view';

export const viewChoices = ['auto', 'speaker', 'grid'] as const satisfies readonly ViewChoice[];

const stored = readPreference(STORAGE_KEY);
let choice: ViewChoice = viewChoices.find((known) => known === stored) ?? 'auto';
/** What is on the screen; null while there is nobody to show. */
let shown: ViewMode | null = null;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** How this person wants to see everyone. */
export function useViewChoice(): ViewChoice {
  return useSyncExternalStore(subscribe, () => choice);
}

/** Changes the view and remembers it on this device. */
export function chooseView(next: ViewChoice): void {
  choice = next;
  writePreference(STORAGE_KEY, next);
  for (const listener of listeners) listener();
}

/** Tells what is on the screen, so that {@link toggleView} knows what the other view is. */
export function reportView(mode: ViewMode | null): void {
  shown = mode;
}

/** From the view that is on the screen to the other one, whatever chose it. */
export function toggleView(): void {
  if (shown !== null) chooseView(shown === 'grid' ? 'speaker' : 'grid');
}
