import { SfuError } from '../errors.ts';
import type { CutOffMeeting } from './Continuity.ts';
import type { Actor, Moderation } from './Moderation.ts';
import type { Peer } from './Peer.ts';
import type { People } from './People.ts';
import type { RoomNews } from './RoomNews.ts';

export interface SpotlightContext {
  people: People;
  moderation: Moderation;
  cutOff: CutOffMeeting | null;
  news: RoomNews;
  /** Who shall be there in the next process as well. */
  keep: (userId: string | null) => void;
}

/** Whom a host has put on everyone's stage. */
export class Spotlight {
  readonly #people: People;
  readonly #moderation: Moderation;
  readonly #news: RoomNews;
  readonly #keep: SpotlightContext['keep'];
  #userId: string | null = null;
  /** Who was there when the process before this one ended, until they are back or somebody else is. */
  #awaitedId: string | null;

  constructor({ people, moderation, cutOff, news, keep }: SpotlightContext) {
    this.#people = people;
    this.#moderation = moderation;
    this.#awaitedId = cutOff?.spotlightUserId ?? null;
    this.#news = news;
    this.#keep = keep;
  }

  get userId(): string | null {
    return this.#userId;
  }

  /** Null ends it. @throws {SfuError} NOT_ALLOWED, USER_NOT_FOUND */
  set(actor: Actor, userId: string | null): void {
    this.#moderation.check(actor, 'spotlight');
    if (userId !== null && this.#people.get(userId) === undefined) throw new SfuError('USER_NOT_FOUND');
    this.#awaitedId = null;
    this.#change(userId);
  }

  /** Somebody is inside, perhaps as whom they were in the process before. */
  entered(peer: Peer): void {
    if (this.#awaitedId === peer.id) this.#change(peer.id);
  }

  /** They are gone. */
  left(peer: Peer): void {
    if (this.#userId === peer.id) this.#change(null);
  }

  #change(userId: string | null): void {
    if (userId === this.#userId) return;
    this.#userId = userId;
    this.#awaitedId = null;
    this.#keep(userId);
    this.#news.announce();
  }
}
