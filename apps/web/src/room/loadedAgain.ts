const STORAGE_KEY = 'parley.loaded-again';

/**
 * Whether the page may be loaded anew because a script is missing. Some browsers remember that they could not load one,
 * and only a new page asks for it again; but not twice in a row, so that the second time says what is wrong.
 */
export function mayLoadAgain(storage: () => Storage): boolean {
  try {
    const before = storage().getItem(STORAGE_KEY);
    if (before === null) storage().setItem(STORAGE_KEY, '1');
    else storage().removeItem(STORAGE_KEY);
    return before === null;
  } catch {
    return false; // storage is forbidden: nobody would know the second time
  }
}

/** The script is there: the next failure is a first one. */
export function forgetLoadedAgain(storage: () => Storage): void {
  try {
    storage().removeItem(STORAGE_KEY);
  } catch {
    // Storage is forbidden: there is nothing to forget.
  }
}
