import { limits, normalizeDisplayName } from '@parley/protocol';
import { readPreference, writePreference } from '../../preferences.ts';

const STORAGE_KEY = 'parley.name';

/** The name used the last time; '' at first. */
export function readDisplayName(): string {
  return normalizeDisplayName(readPreference(STORAGE_KEY) ?? '').slice(0, limits.displayNameMaxLength);
}

export function rememberDisplayName(name: string): void {
  writePreference(STORAGE_KEY, name);
}
