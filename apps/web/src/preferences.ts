/**
 * Small choices that stay on this device. Storage may be forbidden or full (private windows, policies): then the
 * choice holds until the page is closed, which is all that can be done.
 */
const unsaved = new Map<string, string>();

export function readPreference(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? unsaved.get(key) ?? null;
  } catch {
    return unsaved.get(key) ?? null;
  }
}

export function writePreference(key: string, value: string): void {
  unsaved.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // Kept in `unsaved`.
  }
}
