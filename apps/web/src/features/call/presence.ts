/** Names of those who came and went between two looks at the room. */
export interface PresenceChange {
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

type Person = Readonly<{ id: string; displayName: string }>;

/**
 * Compares two looks. Whoever came and went in between is not worth a word, nor is somebody of the same name who went
 * and came: that was one person whose connection had to be made anew.
 */
export function presenceChange(before: readonly Person[], after: readonly Person[]): PresenceChange {
  const joined = missingIn(before, after);
  const left = missingIn(after, before);
  return { joined: without(joined, left), left: without(left, joined) };
}

function missingIn(known: readonly Person[], people: readonly Person[]): string[] {
  const ids = new Set(known.map(({ id }) => id));
  return people.filter(({ id }) => !ids.has(id)).map(({ displayName }) => displayName);
}

/** The names that remain when each of `others` has taken away one of its kind. */
function without(names: readonly string[], others: readonly string[]): string[] {
  const remaining = [...others];
  return names.filter((name) => {
    const match = remaining.indexOf(name);
    if (match === -1) return true;
    remaining.splice(match, 1);
    return false;
  });
}
