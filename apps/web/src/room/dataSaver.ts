import { useSyncExternalStore } from 'react';
import { MeteredNetwork } from '../platform/MeteredNetwork.ts';
import { readPreference, writePreference } from '../preferences.ts';
import { type DataChoice, type DataMode, dataMode } from './dataPolicy.ts';

const STORAGE_KEY = 'parley.data';

export const dataChoices = ['auto', 'off', 'low', 'audio'] as const satisfies readonly DataChoice[];

const network = new MeteredNetwork();
const stored = readPreference(STORAGE_KEY);
let choice: DataChoice = dataChoices.find((known) => known === stored) ?? 'auto';
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  const stopWatching = network.subscribe(listener);
  listeners.add(listener);
  return () => {
    stopWatching();
    listeners.delete(listener);
  };
};

/** What this person wants to save. */
export function useDataChoice(): DataChoice {
  return useSyncExternalStore(subscribe, () => choice);
}

/** What is saved now, by the choice and the network. */
export function useDataMode(): DataMode {
  return useSyncExternalStore(subscribe, currentDataMode);
}

export function currentDataMode(): DataMode {
  return dataMode(choice, network.isMetered());
}

/** Changes what is saved, in a call too, and remembers it on this device. */
export function chooseDataSaving(next: DataChoice): void {
  choice = next;
  writePreference(STORAGE_KEY, next);
  for (const listener of listeners) listener();
}
