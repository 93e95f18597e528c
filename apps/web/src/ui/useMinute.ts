import { useSyncExternalStore } from 'react';

const MINUTE_MS = 60_000;

/** The time of day as minutes since the epoch; renders again when the minute changes, not before. */
export function useMinute(): number {
  return useSyncExternalStore(everySecond, () => Math.floor(Date.now() / MINUTE_MS));
}

function everySecond(listener: () => void): () => void {
  const timer = setInterval(listener, 1000);
  return () => clearInterval(timer);
}
