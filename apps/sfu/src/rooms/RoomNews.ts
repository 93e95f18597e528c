import type { RoomState } from '@parley/protocol';
import type { Peer } from './Peer.ts';
import type { People } from './People.ts';

/** Tells everybody in a room what it is like now. */
export class RoomNews {
  readonly #people: People;
  readonly #state: () => RoomState;
  /** Whom they know to be the host. */
  #hostId: string | null = null;

  constructor(people: People, state: () => RoomState) {
    this.#people = people;
    this.#state = state;
  }

  announce(except?: Peer): void {
    const room = this.#state();
    this.#hostId = room.hostId;
    this.#people.broadcast('room-updated', { room }, except);
  }

  /** Only if the host is another one, or nobody is. */
  announceHost(except?: Peer): void {
    if (this.#hostId !== this.#state().hostId) this.announce(except);
  }
}
