import { useSyncExternalStore } from 'react';
import { readPreference, writePreference } from '../preferences.ts';

const STORAGE_KEY = 'parley.speaker';

let speakerId = readPreference(STORAGE_KEY);
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether this browser lets a page choose where its sound comes out. */
export const canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;

/** The chosen loudspeaker's device id; null is the system's own choice. The device may be unplugged now. */
export function useSpeaker(): string | null {
  return useSyncExternalStore(subscribe, () => speakerId);
}

/** Chooses a loudspeaker and remembers it on this device. */
export function chooseSpeaker(deviceId: string): void {
  speakerId = deviceId;
  writePreference(STORAGE_KEY, deviceId);
  for (const listener of listeners) listener();
}
