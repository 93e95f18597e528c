/** Names of those who came and went between two looks at the room. */
export interface PresenceChange {
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

type Person = Readonly<{ id: string; displayName: string }>;

/** Compares two looks; whoever came and went (or went and came back) in between is not worth a word. */
export function presenceChange(before: readonly Person[], after: readonly Person[]): PresenceChange {
  return { joined: missingIn(before, after), left: missingIn(after, before) };
}

function missingIn(known: readonly Person[], people: readonly Person[]): string[] {
  const ids = new Set(known.map(({ id }) => id));
  return people.filter(({ id }) => !ids.has(id)).map(({ displayName }) => displayName);
}
