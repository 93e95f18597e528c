import type { EventName, EventOf, User } from '@parley/protocol';
import type { Peer } from './Peer.ts';
import { QualityNews } from './QualityNews.ts';

/** Who is in a room, in the order they came, and what all of them are told. */
export class People {
  readonly #peers = new Map<string, Peer>();
  /** What everyone was last told of somebody, as JSON. */
  readonly #told = new WeakMap<Peer, string>();
  readonly #qualityNews = new QualityNews({
    qualityOf: (userId) => this.#peers.get(userId)?.media.quality ?? null,
    tell: (news) => this.broadcast('people-quality', news),
  });

  get list(): readonly Peer[] {
    return [...this.#peers.values()];
  }

  get size(): number {
    return this.#peers.size;
  }

  get(userId: string): Peer | undefined {
    return this.#peers.get(userId);
  }

  /** Somebody of these marks whose connection is lost: who comes with them now is the same person. */
  ghostOf(marks: readonly string[]): Peer | undefined {
    return this.list.find((peer) => !peer.connected && peer.marks.some((mark) => marks.includes(mark)));
  }

  /** Whether they were not here: whom another client of theirs has spoken for until now never left. */
  add(peer: Peer): boolean {
    const isNew = this.#peers.get(peer.id) !== peer;
    this.#peers.set(peer.id, peer);
    return isNew;
  }

  /** Tells the others of somebody who has just come, or speaks by another client now. */
  introduce(peer: Peer, isNew: boolean): void {
    if (isNew) this.broadcast('user-joined', { user: peer.toUser() }, peer);
    else this.announce(peer);
  }

  /** Whether they were here. */
  delete(peer: Peer): boolean {
    return this.#peers.delete(peer.id);
  }

  clear(): void {
    this.#qualityNews.close();
    this.#peers.clear();
  }

  usersExcept(peer?: Peer): User[] {
    return this.list.filter((other) => other !== peer).map((other) => other.toUser());
  }

  notify<N extends EventName>(userId: string, name: N, data: EventOf<N>): void {
    this.#peers.get(userId)?.notify(name, data);
  }

  broadcast<N extends EventName>(name: N, data: EventOf<N>, except?: Peer): void {
    for (const peer of this.#peers.values()) if (peer !== except) peer.notify(name, data);
  }

  /** For data that is worthless when late. */
  broadcastVolatile<N extends EventName>(name: N, data: EventOf<N>): void {
    for (const peer of this.#peers.values()) peer.notifyVolatile(name, data);
  }

  /** Somebody's connection has another quality now: everyone will be told. */
  announceQuality(userId: string): void {
    if (this.#peers.has(userId)) this.#qualityNews.note(userId);
  }

  /**
   * Tells everyone, themselves included, what somebody is now. Several changes at once may each ask for it, as camera and
   * microphone of a newcomer do: what has been told is not told again.
   */
  announce(peer: Peer): void {
    const user = peer.toUser();
    const json = JSON.stringify(user);
    if (this.#told.get(peer) === json) return;
    this.#told.set(peer, json);
    this.broadcast('user-updated', { user });
  }
}
