import type { EventOf } from '@parley/protocol';

/** What a host does to me: has turned a source of mine off (by the room's rule where `byUserId` is null), or asks. */
export type Moderation =
  | ({ readonly type: 'muted' } & Readonly<EventOf<'muted'>>)
  | ({ readonly type: 'unmute-asked' } & Readonly<EventOf<'unmute-asked'>>);

export type ModerationListener = (moderation: Moderation) => void;

/** Tells whoever wants to know. What happens is no state: whoever comes later is told nothing. */
export class ModerationListeners {
  readonly #listeners = new Set<ModerationListener>();

  /** @returns removes the listener. */
  add(listener: ModerationListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(moderation: Moderation): void {
    for (const listener of [...this.#listeners]) listener(moderation);
  }

  clear(): void {
    this.#listeners.clear();
  }
}
