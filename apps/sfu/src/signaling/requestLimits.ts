import type { RequestName } from '@parley/protocol';
import type { RateLimit } from '../rateLimit.ts';

/** A busy client sends a few requests a second; joining, publishing and unmuting at once is a burst of about ten. */
export const REQUEST_LIMIT: RateLimit = { capacity: 100, perSecond: 20 };

/** What everybody in the room is told of. */
const ANNOUNCED: RateLimit = { capacity: 10, perSecond: 1 };
/** What a host does to one person after another, or one switch after another. */
const MODERATION: RateLimit = { capacity: 30, perSecond: 3 };

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
};
