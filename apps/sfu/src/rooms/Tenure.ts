import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Role } from '@parley/protocol';

/**
 * What somebody is in one meeting, over all the times they come into it: whoever was lost for longer than the time of
 * grace comes back to what they were. One object for one person, so that what a host decides about them holds for every
 * token they have had.
 */
export interface Tenure {
  /** Proves, for a later connection, that it is this person. */
  readonly secret: Buffer;
  /** What they are while somebody else is the host: a guest who stands in for one stays a guest. */
  standing: Exclude<Role, 'host'>;
  /** They are the host, or were it when they went. */
  reign: Reign | null;
  /** What else they had when the process before this one ended; whoever comes back first takes it up. */
  before: FormerPlace | null;
  /** A host has put them out, or back to the lobby: nothing of it holds any longer. */
  ended: boolean;
}

export interface Reign {
  /** Which one in this meeting, counted up. */
  readonly number: number;
  /** It fell to them because there was no host; otherwise they have it by key, token or hand. */
  readonly inherited: boolean;
}

export interface FormerPlace {
  readonly userId: string;
  readonly handRaisedAt: number | null;
}

export function newTenure(): Tenure {
  return { secret: randomBytes(24), standing: 'guest', reign: null, before: null, ended: false };
}

/** Whether a secret from outside is this person's, compared in constant time. */
export function acceptsSecret({ secret, ended }: Tenure, given: string): boolean {
  const actual = Buffer.from(given, 'base64url');
  return !ended && actual.length === secret.length && timingSafeEqual(actual, secret);
}
