import type { ParsedPayloadOf, RequestName } from '@parley/protocol';
import { AddressLimit } from '../AddressLimit.ts';
import { SfuError } from '../errors.ts';
import { TokenBucket } from '../rateLimit.ts';
import type { Room } from '../rooms/Room.ts';
import type { RoomRegistry } from '../rooms/RoomRegistry.ts';
import { addressLimits, ROOM_LIMITS } from './requestLimits.ts';
import type { Session } from './Session.ts';

export interface RequestGuardOptions {
  registry: Pick<RoomRegistry, 'get' | 'find'>;
  /** People who may call from one address. */
  peoplePerAddress: number;
  /** Rooms that one address may make in a minute. */
  newRoomsPerMinute: number;
}

/** Limits that many connections share: those of an address, and those of a room. A Session has its own ones. */
export class RequestGuard {
  readonly #registry: RequestGuardOptions['registry'];
  readonly #requests: AddressLimit;
  readonly #joins: AddressLimit;
  readonly #searches: AddressLimit;
  /** Gone with their rooms. */
  readonly #byRoom = new WeakMap<Room, Map<RequestName, TokenBucket>>();

  constructor({ registry, peoplePerAddress, newRoomsPerMinute }: RequestGuardOptions) {
    const limits = addressLimits(peoplePerAddress);
    this.#registry = registry;
    this.#requests = new AddressLimit(limits.requests);
    this.#joins = new AddressLimit(limits.joins);
    // Twice as many as may be made: who has made rooms opens them as well.
    this.#searches = new AddressLimit({ capacity: newRoomsPerMinute * 2, perSecond: newRoomsPerMinute / 30 });
  }

  /** Counts a request of any shape. @throws {SfuError} RATE_LIMITED */
  checkAddress({ caller }: Session): void {
    refuseUnless(this.#requests.take(caller.address, performance.now()));
  }

  /** Counts a request that is well-formed. @throws {SfuError} RATE_LIMITED, NOT_JOINED */
  checkCost<N extends RequestName>(session: Session, name: N, payload: ParsedPayloadOf<N>): void {
    if (name === 'join-room' || name === 'enter-lobby')
      this.#checkDoor(session, name, (payload as ParsedPayloadOf<'join-room' | 'enter-lobby'>).roomId);
    else if (ROOM_LIMITS[name] !== undefined) this.#checkRoom(session.membership.room, name);
  }

  #checkDoor({ caller }: Session, name: RequestName, roomId: string): void {
    const nowMs = performance.now();
    refuseUnless(this.#joins.take(caller.address, nowMs));
    // Whether it is made by that or not: trying ids is a way to look for rooms.
    if (this.#registry.find(roomId) === null) refuseUnless(this.#searches.take(caller.address, nowMs));
    const room = this.#registry.get(roomId);
    if (room !== undefined) this.#checkRoom(room, name);
  }

  #checkRoom(room: Room, name: RequestName): void {
    const limit = ROOM_LIMITS[name];
    if (limit === undefined) return;
    const nowMs = performance.now();
    const buckets = this.#byRoom.get(room) ?? new Map<RequestName, TokenBucket>();
    this.#byRoom.set(room, buckets);
    const bucket = buckets.get(name) ?? new TokenBucket(limit, nowMs);
    buckets.set(name, bucket);
    refuseUnless(bucket.take(nowMs));
  }
}

function refuseUnless(allowed: boolean): void {
  if (!allowed) throw new SfuError('RATE_LIMITED');
}
