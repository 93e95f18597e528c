import type {
  ClientToServerEvents,
  EventName,
  EventOf,
  RecordAccess,
  RequestName,
  ServerToClientEvents,
} from '@parley/protocol';
import type { Socket } from 'socket.io';
import { SfuError, toProtocolError } from '../errors.ts';
import type { Caller } from '../rooms/Doorkeeper.ts';
import type { WaitingGuest } from '../rooms/Lobby.ts';
import type { Peer, PeerLink } from '../rooms/Peer.ts';
import type { Room } from '../rooms/Room.ts';
import { TokenBucket } from '../rateLimit.ts';
import { COSTLY_LIMITS, REQUEST_LIMIT } from './requestLimits.ts';
import { givesSignOfLife } from './signOfLife.ts';

export type SfuSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

/** Sends to one connection what is worthless when late. */
export type SendVolatile = <N extends EventName>(name: N, data: EventOf<N>) => void;

interface Membership {
  room: Room;
  peer: Peer;
}

/** A place in front of a room. */
interface Waiting {
  room: Room;
  guest: WaitingGuest;
}

/** One connection, and the participant it speaks for, if it has joined. */
export class Session implements PeerLink {
  readonly #socket: SfuSocket;
  readonly #sendVolatile: SendVolatile;
  readonly #bucket = new TokenBucket(REQUEST_LIMIT, performance.now());
  readonly #costlyBuckets = new Map<RequestName, TokenBucket>();
  #membership: Membership | null = null;
  #waiting: Waiting | null = null;
  #joining = false;
  /** Events held back while a join's ack is being made: they must not overtake it. */
  #corked: (() => void)[] | null = null;
  #proof: Promise<void> | null = null;

  constructor(socket: SfuSocket, sendVolatile: SendVolatile) {
    this.#socket = socket;
    this.#sendVolatile = sendVolatile;
  }

  get id(): string {
    return this.#socket.id;
  }

  /** How rooms know this connection. */
  get caller(): Caller {
    return { link: this, address: this.#socket.handshake.address, sessionId: this.id };
  }

  get connected(): boolean {
    return this.#socket.connected;
  }

  /** The room and peer of this connection. @throws {SfuError} NOT_JOINED */
  get membership(): Membership {
    if (this.#membership === null) throw new SfuError('NOT_JOINED');
    if (this.#membership.room.closed) throw new SfuError('ROOM_NOT_FOUND');
    if (this.#membership.peer.closed) throw new SfuError('NOT_JOINED');
    return this.#membership;
  }

  /** @throws {SfuError} RATE_LIMITED */
  checkRate(name: RequestName): void {
    const now = performance.now();
    const limit = COSTLY_LIMITS[name];
    if (!this.#bucket.take(now)) throw new SfuError('RATE_LIMITED');
    if (limit === undefined) return;
    const bucket = this.#costlyBuckets.get(name) ?? new TokenBucket(limit, now);
    this.#costlyBuckets.set(name, bucket);
    if (!bucket.take(now)) throw new SfuError('RATE_LIMITED');
  }

  /**
   * Makes this connection a participant's, unless it is one already or is gone by the time the work is done.
   * @throws {SfuError} ALREADY_JOINED, SESSION_NOT_FOUND and what `enter` throws
   */
  async enter(enter: () => Promise<Membership>): Promise<Membership> {
    return this.#exclusively(async () => {
      const membership = await enter();
      if (!this.connected) {
        // Unless another connection, which came a moment later, speaks for them by now.
        if (membership.peer.isLinkedTo(this)) membership.room.leave(membership.peer, 'disconnected');
        throw new SfuError('SESSION_NOT_FOUND');
      }
      // Inside one room, nobody waits for another.
      this.stopWaiting();
      this.#membership = membership;
      return membership;
    });
  }

  /**
   * Gives this connection a place in front of a room; what follows from that is said after the ack.
   * @throws {SfuError} ALREADY_JOINED, SESSION_NOT_FOUND and what `wait` throws
   */
  async wait<W extends Waiting>(wait: () => Promise<W>): Promise<W> {
    return this.#exclusively(async () => {
      const waiting = await wait();
      if (!this.connected) {
        waiting.room.entrance.detach(waiting.guest, this);
        throw new SfuError('SESSION_NOT_FOUND');
      }
      if (this.#waiting?.guest !== waiting.guest) this.stopWaiting();
      this.#waiting = waiting;
      return waiting;
    });
  }

  stopWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.room.entrance.stopWaiting(waiting.guest, this);
  }

  /** Leaves the room, and answers the way to its record, for hosts. */
  leave(): RecordAccess | null {
    const { room, peer } = this.membership;
    const record = room.recordFor(peer);
    this.#membership = null;
    room.leave(peer, 'left');
    return record;
  }

  notify<N extends EventName>(name: N, data: EventOf<N>, number?: number): void {
    const send = () => this.#emit(name, data, number);
    if (this.#corked === null) send();
    else this.#corked.push(send);
  }

  notifyVolatile<N extends EventName>(name: N, data: EventOf<N>): void {
    if (this.#corked === null) this.#sendVolatile(name, data);
  }

  replaced(): void {
    this.#membership = null;
    this.#waiting = null;
    this.notify('error', toProtocolError(new SfuError('SESSION_REPLACED')));
    this.#socket.disconnect(true);
  }

  /** Many may want to know at once; it is asked once. */
  proveAlive(): Promise<void> {
    this.#proof ??= this.#endIfSilent().finally(() => (this.#proof = null));
    return this.#proof;
  }

  /** Sends what was held back; called after each ack. */
  uncork(): void {
    if (this.#joining) return;
    const held = this.#corked ?? [];
    this.#corked = null;
    for (const send of held) send();
  }

  /** The connection is gone. Its participant may come back with another one, unless the client said goodbye. */
  disconnected(goodbye: boolean): void {
    const membership = this.#membership;
    const waiting = this.#waiting;
    this.#membership = null;
    this.#waiting = null;
    if (goodbye) waiting?.room.entrance.stopWaiting(waiting.guest, this);
    else waiting?.room.entrance.detach(waiting.guest, this);
    if (membership === null) return;
    if (goodbye) membership.room.links.goodbye(membership.peer, this);
    else membership.room.links.detach(membership.peer, this);
  }

  /** One join or wait at a time; events do not overtake its ack. */
  async #exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (this.#joining || (this.#membership !== null && !this.#isOver(this.#membership))) {
      throw new SfuError('ALREADY_JOINED');
    }
    this.#joining = true;
    this.#corked = [];
    try {
      return await work();
    } finally {
      this.#joining = false;
    }
  }

  async #endIfSilent(): Promise<void> {
    if (!(await givesSignOfLife(this.#socket.conn)) && this.connected) this.#socket.disconnect(true);
  }

  /** The room is closed, or has put the participant out. */
  #isOver({ room, peer }: Membership): boolean {
    return room.closed || peer.closed;
  }

  #emit<N extends EventName>(name: N, data: EventOf<N>, number?: number): void {
    const socket = this.#socket;
    const more = number === undefined ? [] : [number];
    // The map's value for a generic name is a union of signatures, which no argument list satisfies.
    (socket.emit as (name: EventName, data: EventOf<N>, ...more: number[]) => boolean).call(
      socket,
      name,
      data,
      ...more,
    );
  }
}
