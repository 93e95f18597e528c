import type { Role, RoomSettings } from '@parley/protocol';

export interface SuccessionState {
  /** Everybody inside, in the order they came. */
  people: readonly { id: string; role: Role }[];
  rule: RoomSettings['succession'];
  /** A host has just gone; otherwise none has been there yet. */
  hostLeft: boolean;
  /** Guests do not come in without a host, so that none of them may become it before one has been there. */
  guarded: boolean;
}

/** What follows when a room is without a host: somebody becomes it, nobody does for now, or the meeting ends. */
export type Succession = { becomesHost: string } | 'nobody' | 'end';

/** The co-host who has been there longest; without one, as the room's rule says. */
export function succession({ people, rule, hostLeft, guarded }: SuccessionState): Succession {
  const coHost = people.find(({ role }) => role === 'co-host');
  if (coHost !== undefined) return { becomesHost: coHost.id };
  if (rule === 'end' && hostLeft) return 'end';
  const first = people[0];
  if (rule !== 'longest-present' || guarded || first === undefined) return 'nobody';
  return { becomesHost: first.id };
}
