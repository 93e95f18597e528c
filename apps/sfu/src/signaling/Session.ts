import type {
  ClientToServerEvents,
  EventName,
  EventOf,
  RequestName,
  ServerToClientEvents,
} from '@parley/protocol';
import type { Socket } from 'socket.io';
import { SfuError, toProtocolError } from '../errors.ts';
import type { Peer, PeerLink } from '../rooms/Peer.ts';
import type { Room } from '../rooms/Room.ts';
import { type RateLimit, TokenBucket } from './rateLimit.ts';

export type SfuSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

/** A busy client sends a few requests a second; joining, publishing and unmuting at once is a burst of about ten. */
const REQUEST_LIMIT: RateLimit = { capacity: 100, perSecond: 20 };
/** Requests that cost others something have limits of their own. */
const COSTLY_LIMITS: Partial<Record<RequestName, RateLimit>> = {
  'create-room': { capacity: 5, perSecond: 0.2 },
  'join-room': { capacity: 10, perSecond: 0.5 },
  'send-chat': { capacity: 10, perSecond: 2 },
  'renew-consumer': { capacity: 10, perSecond: 0.5 },
};

/** One connection, and the participant it speaks for, if it has joined. */
export class Session implements PeerLink {
  readonly #socket: SfuSocket;
  readonly #bucket = new TokenBucket(REQUEST_LIMIT, performance.now());
  readonly #costlyBuckets = new Map<RequestName, TokenBucket>();
  #membership: { room: Room; peer: Peer } | null = null;
  #joining = false;
  /** Events held back while a join's ack is being made: they must not overtake it. */
  #corked: (() => void)[] | null = null;

  constructor(socket: SfuSocket) {
    this.#socket = socket;
  }

  get id(): string {
    return this.#socket.id;
  }

  get connected(): boolean {
    return this.#socket.connected;
  }

  /** The room and peer of this connection. @throws {SfuError} NOT_JOINED */
  get membership(): { room: Room; peer: Peer } {
    if (this.#membership === null) throw new SfuError('NOT_JOINED');
    if (this.#membership.room.closed) throw new SfuError('ROOM_NOT_FOUND');
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
  async enter(enter: () => Promise<{ room: Room; peer: Peer }>): Promise<{ room: Room; peer: Peer }> {
    if (this.#joining || (this.#membership !== null && !this.#membership.room.closed)) {
      throw new SfuError('ALREADY_JOINED');
    }
    this.#joining = true;
    this.#corked = [];
    try {
      const membership = await enter();
      if (!this.connected) {
        membership.room.leave(membership.peer, 'disconnected');
        throw new SfuError('SESSION_NOT_FOUND');
      }
      this.#membership = membership;
      return membership;
    } finally {
      this.#joining = false;
    }
  }

  leave(): void {
    const { room, peer } = this.membership;
    this.#membership = null;
    room.leave(peer, 'left');
  }

  notify<N extends EventName>(name: N, data: EventOf<N>): void {
    const send = () => this.#emit(name, data);
    if (this.#corked === null) send();
    else this.#corked.push(send);
  }

  notifyVolatile<N extends EventName>(name: N, data: EventOf<N>): void {
    if (this.#corked === null) this.#emit(name, data, true);
  }

  replaced(): void {
    this.#membership = null;
    this.notify('error', toProtocolError(new SfuError('SESSION_REPLACED')));
    this.#socket.disconnect(true);
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
    this.#membership = null;
    if (membership === null) return;
    if (goodbye) membership.room.leave(membership.peer, 'left');
    else membership.room.detach(membership.peer, this);
  }

  #emit<N extends EventName>(name: N, data: EventOf<N>, volatile = false): void {
    const socket = volatile ? this.#socket.volatile : this.#socket;
    // The map's value for a generic name is a union of signatures, which no argument list satisfies.
    (socket.emit as (name: EventName, data: EventOf<N>) => boolean)(name, data);
  }
}
