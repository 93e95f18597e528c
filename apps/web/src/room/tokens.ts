const KEY_PREFIX = 'parley.token.';

/** The invitation this tab was opened with: it outlives a reload, not the tab. */
export function readToken(roomId: string): string | null {
  try {
    return sessionStorage.getItem(KEY_PREFIX + roomId);
  } catch {
    return null; // storage is forbidden: the link has to be opened again
  }
}

export function rememberToken(roomId: string, token: string): void {
  try {
    sessionStorage.setItem(KEY_PREFIX + roomId, token);
  } catch {
    // See `readToken`.
  }
}
