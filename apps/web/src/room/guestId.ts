import { randomId } from '@parley/client';
import { readPreference, writePreference } from '../preferences.ts';

const STORAGE_KEY = 'parley.guest';

/** A random id of this browser: it keeps the place in a lobby over reloads, and lets hosts keep out whom they removed. */
export function guestId(): string {
  const known = readPreference(STORAGE_KEY);
  if (known !== null && /^[0-9a-f]{32}$/.test(known)) return known;
  const made = randomId();
  writePreference(STORAGE_KEY, made);
  return made;
}
