import { useSyncExternalStore } from 'react';
import { readPreference, writePreference } from '../../preferences.ts';

const STORAGE_KEY = 'parley.shortcuts';

let enabled = readPreference(STORAGE_KEY) !== 'off';
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether single keys do something. People who speak to their computer turn this off (WCAG 2.1.4). */
export function useShortcutsEnabled(): boolean {
  return useSyncExternalStore(subscribe, () => enabled);
}

/** Turns single keys on or off and remembers it on this device. */
export function setShortcutsEnabled(on: boolean): void {
  enabled = on;
  writePreference(STORAGE_KEY, on ? 'on' : 'off');
  for (const listener of listeners) listener();
}
