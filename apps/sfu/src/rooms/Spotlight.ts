import { SfuError } from '../errors.ts';
import type { Actor, Moderation } from './Moderation.ts';
import type { Peer } from './Peer.ts';
import type { People } from './People.ts';

/** Whom a host has put on everyone's stage. */
export class Spotlight {
  readonly #people: People;
  readonly #moderation: Moderation;
  readonly #onChanged: () => void;
  #userId: string | null = null;

  constructor(people: People, moderation: Moderation, onChanged: () => void) {
    this.#people = people;
    this.#moderation = moderation;
    this.#onChanged = onChanged;
  }

  get userId(): string | null {
    return this.#userId;
  }

  /** Null ends it. @throws {SfuError} NOT_ALLOWED, USER_NOT_FOUND */
  set(actor: Actor, userId: string | null): void {
    this.#moderation.check(actor, 'spotlight');
    if (userId !== null && this.#people.get(userId) === undefined) throw new SfuError('USER_NOT_FOUND');
    this.#change(userId);
  }

  /** Somebody has come anew whose ghost is still here. */
  takeOver(ghost: Peer, peer: Peer): void {
    if (this.#userId === ghost.id) this.#change(peer.id);
  }

  /** They are gone. */
  left(peer: Peer): void {
    if (this.#userId === peer.id) this.#change(null);
  }

  #change(userId: string | null): void {
    if (userId === this.#userId) return;
    this.#userId = userId;
    this.#onChanged();
  }
}
