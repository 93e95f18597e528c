import type { RoomSettings, User } from '@parley/protocol';

/** What follows when the host leaves: somebody becomes host, nobody does, or the meeting ends. */
export type AfterHost = { readonly becomesHost: string } | 'nobody' | 'ends';

/** As the server will decide it: the co-host who has been here longest, else the room's rule. `others` as they came. */
export function afterHost(
  others: readonly Pick<User, 'role' | 'displayName'>[],
  rule: RoomSettings['succession'],
): AfterHost {
  const next =
    others.find(({ role }) => role === 'co-host') ?? (rule === 'longest-present' ? others[0] : undefined);
  if (next !== undefined) return { becomesHost: next.displayName };
  return rule === 'end' ? 'ends' : 'nobody';
}
