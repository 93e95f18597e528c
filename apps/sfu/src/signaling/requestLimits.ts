import type { RequestName } from '@parley/protocol';
import type { RateLimit } from '../rateLimit.ts';

/** A busy client sends a few requests a second; joining, publishing and unmuting at once is a burst of about ten. */
export const REQUEST_LIMIT: RateLimit = { capacity: 100, perSecond: 20 };

/** What everybody in the room is told of. */
const ANNOUNCED: RateLimit = { capacity: 10, perSecond: 1 };
/** What a host does to one person after another, or one switch after another. */
const MODERATION: RateLimit = { capacity: 30, perSecond: 3 };

/** Whoever goes on asking after having been refused for this often is cut off: refusing costs something, too. */
export const REFUSAL_LIMIT: RateLimit = { capacity: 300, perSecond: 30 };

/** Requests that cost others something have limits of their own. */
export const COSTLY_LIMITS: Partial<Record<RequestName, RateLimit>> = {
  'create-room': { capacity: 5, perSecond: 0.2 },
  'join-room': { capacity: 10, perSecond: 0.5 },
  'enter-lobby': { capacity: 10, perSecond: 0.5 },
  'send-chat': { capacity: 10, perSecond: 2 },
  'renew-consumer': { capacity: 10, perSecond: 0.5 },
  'raise-hand': ANNOUNCED,
  'set-away': ANNOUNCED,
  'rename-user': ANNOUNCED,
  'set-role': ANNOUNCED,
  'set-spotlight': ANNOUNCED,
  'mute-all': ANNOUNCED,
  'lock-room': MODERATION,
  'update-room': MODERATION,
  'lower-hand': MODERATION,
  'mute-user': MODERATION,
  'ask-unmute': MODERATION,
  'stop-source': MODERATION,
  'return-to-lobby': MODERATION,
  'remove-user': MODERATION,
  // A room whose media bring down more than five workers in a minute is closed.
  'simulate-fault': { capacity: 3, perSecond: 1 / 30 },
};

/** What everybody in a room is told of, by all of its people together: one message to a room of 200 is 200 messages. */
const TOLD_TO_ROOM: RateLimit = { capacity: 400, perSecond: 40 };

/**
 * Limits of a whole room, however many connections share the work. Those who come are counted generously: a room of 200
 * comes back at once after a restart, and one address alone shall not use up what a room has.
 */
export const ROOM_LIMITS: Partial<Record<RequestName, RateLimit>> = {
  'join-room': { capacity: 1000, perSecond: 50 },
  'enter-lobby': { capacity: 1000, perSecond: 50 },
  'send-chat': { capacity: 200, perSecond: 20 },
  'raise-hand': TOLD_TO_ROOM,
  'set-away': TOLD_TO_ROOM,
  'rename-user': TOLD_TO_ROOM,
  'simulate-fault': { capacity: 5, perSecond: 1 / 15 },
};

/** What people behind one address may do together, by how many of them there may be. */
export function addressLimits(people: number) {
  const perMinute = (count: number): RateLimit => ({ capacity: count, perSecond: count / 60 });
  return {
    /** Each comes, and comes again. */
    connections: perMinute(people),
    joins: perMinute(people),
    /** A few at once of each, and two a second on average. */
    requests: { capacity: people * 20, perSecond: people * 2 },
  };
}
