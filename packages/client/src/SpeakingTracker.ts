import type { RoomStore } from './RoomStore.ts';
import { type Level, SpeakingHold } from './SpeakingHold.ts';

/** Keeps `speakingIds` of the store true as time passes. */
export class SpeakingTracker {
  readonly #store: RoomStore;
  readonly #hold = new SpeakingHold();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(store: RoomStore) {
    this.#store = store;
  }

  hear(levels: readonly Level[]): void {
    this.#hold.hear(levels, performance.now());
    this.#publish();
  }

  forget(userId: string): void {
    this.#hold.forget(userId);
    this.#publish();
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #publish(): void {
    this.#store.update({ speakingIds: this.#hold.ids });
    this.close();
    const expiryMs = this.#hold.nextExpiryMs;
    if (expiryMs !== null) this.#timer = setTimeout(this.#expire, Math.max(0, expiryMs - performance.now()));
  }

  readonly #expire = (): void => {
    this.#hold.expire(performance.now());
    this.#publish();
  };
}
