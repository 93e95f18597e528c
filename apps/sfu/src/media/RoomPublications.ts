import type { Publication } from './subscription/SubscribedConsumer.ts';

export interface Publisher {
  readonly publications: readonly Publication[];
}

/** What is published in one room, as each subscriber sees it: everything but its own. Lists are made once per change. */
export class RoomPublications {
  readonly #publishers: ReadonlyMap<string, Publisher>;
  readonly #lists = new Map<string, readonly Publication[]>();

  /** @param publishers by owner id */
  constructor(publishers: ReadonlyMap<string, Publisher>) {
    this.#publishers = publishers;
  }

  exceptOf(ownerId: string): readonly Publication[] {
    const known = this.#lists.get(ownerId);
    if (known !== undefined) return known;
    const list = [...this.#publishers].flatMap(([id, { publications }]) =>
      id === ownerId ? [] : publications,
    );
    this.#lists.set(ownerId, list);
    return list;
  }

  /** Something is published that was not, or the other way round. */
  changed(): void {
    this.#lists.clear();
  }
}
