import { randomUUID, timingSafeEqual } from 'node:crypto';
import { type EventOf, limits, type LobbyGuest, type WaitReason } from '@parley/protocol';
import { SfuError } from '../errors.ts';
import { newSecret } from '../secrets.ts';
import type { Visitor } from './Doorkeeper.ts';
import type { DoorMemory, KeptGuest } from './DoorMemory.ts';
import { lastingMarks, markKey, personalMarks } from './marks.ts';
import type { PeerLink } from './Peer.ts';

export interface LobbyContext {
  roomId: string;
  /** Where places are kept that outlive the process. */
  memory: DoorMemory;
  /** How long a place is kept for somebody whose connection broke. */
  graceMs: number;
  onChanged(): void;
}

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
  readonly #context: LobbyContext;
  readonly #guests = new Map<string, WaitingGuest>();

  constructor(context: LobbyContext) {
    this.#context = context;
  }

  /** Those whom a host may let in, longest first. */
  get waiting(): readonly WaitingGuest[] {
    const waiting = [...this.#guests.values()].filter(({ admission }) => admission === null);
    // Who waited in the process before comes in any order.
    return waiting.sort((one, other) => one.since - other.since);
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

  /** Whether somebody with these marks has a place, or had one when the process before this one ended. */
  has(marks: readonly string[]): boolean {
    return this.#find(marks) !== undefined || this.#findKept(marks) !== null;
  }

  /**
   * Takes somebody's place, or finds the one they have; what they hear, they hear from now on by `link`.
   * @throws {SfuError} LOBBY_FULL
   */
  enter(visitor: Visitor, reason: WaitReason, link: PeerLink): WaitingGuest {
    const known = this.#find(visitor.marks);
    if (known !== undefined) {
      const { displayName } = known.admission === null ? visitor : known.visitor;
      return this.#return(Object.assign(known, { visitor: { ...visitor, displayName }, reason }), link);
    }
    if (this.#guests.size >= limits.lobbyMaxLength) throw new SfuError('LOBBY_FULL');
    const guest = takePlace(visitor, this.#findKept(visitor.marks), reason, link);
    this.#guests.set(guest.id, guest);
    this.#keep(guest);
    this.#context.onChanged();
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
    if (guest.admission === null) this.#expire(guest, this.#context.graceMs);
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
    this.#keep(guest);
    this.#context.onChanged();
  }

  /** Says for what they wait, where that is something else now. */
  explain(guest: WaitingGuest, reason: WaitReason): void {
    if (guest.reason === reason) return;
    guest.reason = reason;
    guest.link?.notify('still-waiting', { reason });
  }

  deny(guest: WaitingGuest): void {
    this.#tellDenied(guest, 'denied');
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

  /** Nobody comes in any more; a place in front of a meeting that goes on in the next process is kept for it. */
  close(): void {
    for (const guest of [...this.#guests.values()]) {
      this.#tellDenied(guest, 'closed');
      this.#forget(guest);
    }
  }

  #tellDenied({ link }: WaitingGuest, reason: EventOf<'denied'>['reason']): void {
    link?.notify('denied', { reason });
  }

  /** Connections come and go, and one token may be given to many: only what a client keeps to itself is a person. */
  #find(marks: readonly string[]): WaitingGuest | undefined {
    const own = personalMarks(marks);
    const isSame = ({ visitor }: WaitingGuest) => own.some((mark) => visitor.marks.includes(mark));
    return [...this.#guests.values()].find(isSame);
  }

  #findKept(marks: readonly string[]): KeptGuest | null {
    const keys = lastingMarks(personalMarks(marks)).map(markKey);
    return keys.length === 0 ? null : this.#context.memory.findGuest(this.#context.roomId, keys);
  }

  #keep({ id, visitor, since, admission }: WaitingGuest): void {
    const keys = lastingMarks(personalMarks(visitor.marks)).map(markKey);
    const { displayName } = visitor;
    const kept = { id, displayName, since, admitted: admission !== null };
    if (keys.length > 0) this.#context.memory.keepGuest(this.#context.roomId, kept, keys);
  }

  #return(guest: WaitingGuest, link: PeerLink): WaitingGuest {
    const before = guest.link;
    guest.link = link;
    if (before !== null && before !== link) before.replaced();
    if (guest.admission === null) this.#stopTimer(guest);
    this.#context.onChanged();
    return guest;
  }

  #remove(guest: WaitingGuest): void {
    if (this.#guests.has(guest.id)) this.#context.memory.dropGuest(this.#context.roomId, guest.id);
    this.#forget(guest);
  }

  #forget(guest: WaitingGuest): void {
    this.#stopTimer(guest);
    guest.link = null;
    if (this.#guests.delete(guest.id)) this.#context.onChanged();
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

/** A new place, or the one they had in the process before; whom a host has let in, comes in as whom the host saw. */
function takePlace(
  visitor: Visitor,
  kept: KeptGuest | null,
  reason: WaitReason,
  link: PeerLink,
): WaitingGuest {
  const admission = kept?.admitted === true ? newSecret() : null;
  const displayName = admission === null || kept === null ? visitor.displayName : kept.displayName;
  return {
    id: kept?.id ?? randomUUID(),
    visitor: { ...visitor, displayName },
    reason,
    since: kept?.since ?? Date.now(),
    link,
    admission,
    timer: null,
  };
}

function isEqual(secret: string | null, given: string): boolean {
  if (secret === null) return false;
  const [expected, actual] = [Buffer.from(secret), Buffer.from(given)];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
