import { limits } from '@parley/protocol';
import { readPreference, writePreference } from '../preferences.ts';

const STORAGE_KEY = 'parley.host-keys';
/** Whoever makes more rooms than this on one device has the links of the oldest ones somewhere else. */
const MAX_KEYS = 200;

type HostKeys = Readonly<Record<string, string>>;

/** The key that makes the host of this room, as far as this device has it. */
export function readHostKey(roomId: string): string | null {
  return parseHostKeys(readPreference(STORAGE_KEY))[roomId] ?? null;
}

export function rememberHostKey(roomId: string, hostKey: string): void {
  save({ ...without(roomId), [roomId]: hostKey });
}

export function forgetHostKey(roomId: string): void {
  save(without(roomId));
}

/** Reads what is stored and leaves out whatever is no key: others may have written there. */
export function parseHostKeys(stored: string | null): HostKeys {
  if (stored === null) return {};
  try {
    const value: unknown = JSON.parse(stored);
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => isKey(entry[1])),
    );
  } catch {
    return {}; // not JSON: the list starts anew
  }
}

/** The newest ones, in the order in which they came. */
export function boundedKeys(keys: HostKeys): HostKeys {
  return Object.fromEntries(Object.entries(keys).slice(-MAX_KEYS));
}

function without(roomId: string): HostKeys {
  const keys = Object.entries(parseHostKeys(readPreference(STORAGE_KEY)));
  return Object.fromEntries(keys.filter(([known]) => known !== roomId));
}

function save(keys: HostKeys): void {
  writePreference(STORAGE_KEY, JSON.stringify(boundedKeys(keys)));
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= limits.keyMaxLength;
}
