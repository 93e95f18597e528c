import { randomUUID, timingSafeEqual } from 'node:crypto';
import { type EventOf, limits, type LobbyGuest, type WaitReason } from '@parley/protocol';
import { SfuError } from '../errors.ts';
import { newSecret } from '../secrets.ts';
import type { Visitor } from './Doorkeeper.ts';
import type { PeerLink } from './Peer.ts';

/** Somebody who waits, or who has been let in and has not come yet. */
export interface WaitingGuest {
  readonly id: string;
  visitor: Visitor;
  /** For what they wait, as they know it. */
  reason: WaitReason;
  readonly since: number;
  link: PeerLink | null;
  /** With which they join; null while they wait. */
  admission: string | null;
  timer: NodeJS.Timeout | null;
}

/** Time to come in after having been let in. */
const ADMISSION_TTL_MS = 2 * 60_000;

/** Those who wait in front of one room. They have no media, and nothing of the room reaches them. */
export class Lobby {
  readonly #graceMs: number;
  readonly #onChanged: () => void;
  readonly #guests = new Map<string, WaitingGuest>();

  constructor(graceMs: number, onChanged: () => void) {
    this.#graceMs = graceMs;
    this.#onChanged = onChanged;
  }

  /** Those whom a host may let in, longest first. */
  get waiting(): readonly WaitingGuest[] {
    return [...this.#guests.values()].filter(({ admission }) => admission === null);
  }

  /** The same, as hosts see them. */
  get guests(): LobbyGuest[] {
    return this.waiting.map(({ id, visitor, since }) => ({ id, displayName: visitor.displayName, since }));
  }

  get isEmpty(): boolean {
    return this.#guests.size === 0;
  }

  /** Seats that are promised to people who have not come yet. */
  get promisedSeats(): number {
    return this.#guests.size - this.waiting.length;
  }

  /**
   * Takes somebody's place, or finds the one they have; what they hear, they hear from now on by `link`.
   * @throws {SfuError} LOBBY_FULL
   */
  enter(visitor: Visitor, reason: WaitReason, link: PeerLink): WaitingGuest {
    const known = [...this.#guests.values()].find((guest) => isSamePerson(guest.visitor, visitor));
    if (known !== undefined) return this.#return(Object.assign(known, { visitor, reason }), link);
    if (this.#guests.size >= limits.lobbyMaxLength) throw new SfuError('LOBBY_FULL');
    const since = Date.now();
    const guest = { id: randomUUID(), visitor, reason, since, link, admission: null, timer: null };
    this.#guests.set(guest.id, guest);
    this.#onChanged();
    return guest;
  }

  /** Gives up a place, unless another connection has it by now. */
  leave(guest: WaitingGuest, link: PeerLink): void {
    if (guest.link === link) this.#remove(guest);
  }

  /** The connection broke: the place is kept for a while. */
  detach(guest: WaitingGuest, link: PeerLink): void {
    if (guest.link !== link || !this.#guests.has(guest.id)) return;
    guest.link = null;
    if (guest.admission === null) this.#expire(guest, this.#graceMs);
  }

  /** @throws {SfuError} LOBBY_GUEST_NOT_FOUND */
  get(id: string): WaitingGuest {
    const guest = this.#guests.get(id);
    if (guest?.admission !== null) throw new SfuError('LOBBY_GUEST_NOT_FOUND');
    return guest;
  }

  admit(guest: WaitingGuest): void {
    guest.admission ??= newSecret();
    this.#expire(guest, ADMISSION_TTL_MS);
    guest.link?.notify('admitted', { admission: guest.admission });
    this.#onChanged();
  }

  /** Says for what they wait, where that is something else now. */
  explain(guest: WaitingGuest, reason: WaitReason): void {
    if (guest.reason === reason) return;
    guest.reason = reason;
    guest.link?.notify('still-waiting', { reason });
  }

  deny(guest: WaitingGuest, reason: EventOf<'denied'>['reason'] = 'denied'): void {
    guest.link?.notify('denied', { reason });
    this.#remove(guest);
  }

  /** Whose admission this is; null unless it was given to this visitor and is still good. */
  holderOf(admission: string | undefined, marks: readonly string[]): WaitingGuest | null {
    if (admission === undefined) return null;
    const holder = [...this.#guests.values()].find((guest) => isEqual(guest.admission, admission));
    return holder?.visitor.marks.some((mark) => marks.includes(mark)) === true ? holder : null;
  }

  /** They are inside: their admission is used up. */
  redeem(guest: WaitingGuest): void {
    this.#remove(guest);
  }

  /** Nobody comes in any more. */
  close(): void {
    for (const guest of [...this.#guests.values()]) this.deny(guest, 'closed');
  }

  #return(guest: WaitingGuest, link: PeerLink): WaitingGuest {
    const before = guest.link;
    guest.link = link;
    if (before !== null && before !== link) before.replaced();
    if (guest.admission === null) this.#stopTimer(guest);
    this.#onChanged();
    return guest;
  }

  #remove(guest: WaitingGuest): void {
    this.#stopTimer(guest);
    guest.link = null;
    if (this.#guests.delete(guest.id)) this.#onChanged();
  }

  #expire(guest: WaitingGuest, afterMs: number): void {
    this.#stopTimer(guest);
    guest.timer = setTimeout(() => this.#remove(guest), afterMs);
  }

  #stopTimer(guest: WaitingGuest): void {
    if (guest.timer !== null) clearTimeout(guest.timer);
    guest.timer = null;
  }
}

/** Connections come and go, and one token may be given to many: only what a client keeps to itself is a person. */
function isSamePerson(one: Visitor, other: Visitor): boolean {
  const own = one.marks.filter((mark) => !mark.startsWith('subject:'));
  return own.some((mark) => other.marks.includes(mark));
}

function isEqual(secret: string | null, given: string): boolean {
  if (secret === null) return false;
  const [expected, actual] = [Buffer.from(secret), Buffer.from(given)];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
