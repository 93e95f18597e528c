import type { ErrorCode, LobbyGuest, RoomSettings } from '@parley/protocol';
import { SfuError } from '../errors.ts';
import { Barred } from './Barred.ts';
import type { Visitor } from './Doorkeeper.ts';
import type { BarReason, DoorMemory } from './DoorMemory.ts';
import { type EntryFacts, entryRefusal } from './entry.ts';
import { Lobby, type WaitingGuest } from './Lobby.ts';
import type { Actor, Moderation } from './Moderation.ts';
import type { Peer, PeerLink } from './Peer.ts';

export interface EntranceContext {
  roomId: string;
  /** What the next process has to know of this. */
  memory: DoorMemory;
  settings(): RoomSettings;
  moderation: Moderation;
  hostInside(): boolean;
  /** Seats nobody has. */
  freeSeats(): number;
  /** Whether somebody of these marks is inside who has lost their connection. */
  hasGhost(marks: readonly string[]): boolean;
  /** How long a place is kept for somebody whose connection broke. */
  graceMs: number;
  /** Somebody else waits now, or somebody no longer does. */
  onChanged(): void;
}

/** Who may come into one room, and who waits in front of it. */
export class Entrance {
  readonly #context: EntranceContext;
  readonly #lobby: Lobby;
  readonly #barred: Barred;

  constructor(context: EntranceContext) {
    this.#context = context;
    this.#lobby = new Lobby(context);
    this.#barred = new Barred(context.roomId, context.memory);
  }

  get isEmpty(): boolean {
    return this.#lobby.isEmpty;
  }

  /** The ways to those who wait. */
  get waitingLinks(): PeerLink[] {
    return this.#lobby.waiting.flatMap(({ link }) => link ?? []);
  }

  /** Who waits, for those who may know. */
  guestsFor(peer: Peer): LobbyGuest[] {
    return this.#context.moderation.may(peer, 'see-lobby') ? this.#lobby.guests : [];
  }

  showLobby(peer: Peer): void {
    peer.notify('lobby-updated', { guests: this.guestsFor(peer) });
  }

  /** Whether this admission lets somebody with these marks in. */
  knows(admission: string | undefined, marks: readonly string[]): boolean {
    return this.#lobby.holderOf(admission, marks) !== null;
  }

  /**
   * Lets somebody in, with the name under which they come; whoever was inside before needs no admission. One is used up by
   * it: a second one could join with it while the first one's transports are made.
   * @throws {SfuError} REMOVED, ROOM_LOCKED, ROOM_FULL, HOST_ABSENT, LOBBY_REQUIRED
   */
  pass(visitor: Visitor, admission: string | undefined): Visitor {
    const guest = this.#lobby.holderOf(admission, visitor.marks);
    const refusal = this.#refusal(visitor, { isAdmitted: guest !== null || visitor.tenure !== undefined });
    if (refusal !== null) throw new SfuError(refusal);
    if (guest === null) return visitor;
    this.#lobby.redeem(guest);
    this.#barred.forgive([...visitor.marks, ...guest.visitor.marks]);
    // A host has let in whom they saw.
    return { ...visitor, displayName: guest.visitor.displayName };
  }

  /**
   * Takes a place in front of the room, and lets them in where nothing stands against that.
   * @throws {SfuError} REMOVED, ROOM_LOCKED, ROOM_FULL, LOBBY_FULL
   */
  wait(visitor: Visitor, link: PeerLink): WaitingGuest {
    const refusal = this.#refusal(visitor);
    if (refusal !== null && refusal !== 'LOBBY_REQUIRED' && refusal !== 'HOST_ABSENT')
      throw new SfuError(refusal);
    const guest = this.#lobby.enter(visitor, refusal === 'HOST_ABSENT' ? 'host-absent' : 'lobby', link);
    if (guest.admission !== null || refusal === null) this.#lobby.admit(guest);
    return guest;
  }

  stopWaiting(guest: WaitingGuest, link: PeerLink): void {
    this.#lobby.leave(guest, link);
  }

  detach(guest: WaitingGuest, link: PeerLink): void {
    this.#lobby.detach(guest, link);
  }

  /** @throws {SfuError} NOT_ALLOWED, LOBBY_GUEST_NOT_FOUND, ROOM_FULL */
  letIn(actor: Actor, lobbyId: string): void {
    this.#context.moderation.check(actor, 'admit');
    const guest = this.#lobby.get(lobbyId);
    if (this.#freeSeats <= 0) throw new SfuError('ROOM_FULL');
    this.#lobby.admit(guest);
  }

  /** As many as there are seats. @throws {SfuError} NOT_ALLOWED, ROOM_FULL when that is none */
  letAllIn(actor: Actor): void {
    this.#context.moderation.check(actor, 'admit');
    const { waiting } = this.#lobby;
    const seats = this.#freeSeats;
    if (waiting.length > 0 && seats <= 0) throw new SfuError('ROOM_FULL');
    for (const guest of waiting.slice(0, seats)) this.#lobby.admit(guest);
  }

  /** @throws {SfuError} NOT_ALLOWED, LOBBY_GUEST_NOT_FOUND */
  turnAway(actor: Actor, lobbyId: string): void {
    this.#context.moderation.check(actor, 'deny');
    this.#lobby.deny(this.#lobby.get(lobbyId));
  }

  /** Remembers whom a host has put out, and how. */
  remember(peer: Peer, reason: BarReason): void {
    this.#barred.add(peer.marks, reason);
  }

  /** A host has come or gone, a rule has changed, a seat is free: whoever needs to wait no longer is let in. */
  reconsider(): void {
    for (const guest of this.#lobby.waiting) {
      const refusal = this.#refusal(guest.visitor);
      if (refusal === null && this.#freeSeats > 0) this.#lobby.admit(guest);
      else if (refusal === 'HOST_ABSENT') this.#lobby.explain(guest, 'host-absent');
      else if (refusal === 'LOBBY_REQUIRED') this.#lobby.explain(guest, 'lobby');
    }
  }

  close(): void {
    this.#lobby.close();
  }

  /** Seats that are neither taken nor promised. */
  get #freeSeats(): number {
    return this.#context.freeSeats() - this.#lobby.promisedSeats;
  }

  #refusal({ role, marks }: Visitor, { isAdmitted = false } = {}): ErrorCode | null {
    // Who was inside a moment ago is inside still, in the seat they have.
    const hasGhost = this.#context.hasGhost(marks);
    const facts: EntryFacts = {
      settings: this.#context.settings(),
      isHost: role !== 'guest',
      isAdmitted: isAdmitted || hasGhost,
      isFull: !hasGhost && this.#context.freeSeats() <= 0,
      isWaiting: this.#lobby.has(marks),
      hostInside: this.#context.hostInside(),
      wasRemoved: this.#barred.has(marks, 'removed'),
      mustWait: this.#barred.has(marks, 'returned-to-lobby'),
    };
    return entryRefusal(facts);
  }
}
