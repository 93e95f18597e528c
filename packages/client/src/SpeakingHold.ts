/** Below this a stream is background noise, not speech (dBov: -127 silent to 0 loudest). */
export const AUDIBLE_DBOV = -60;
/** Longer than the pauses between words; levels arrive a few times a second. */
const HOLD_MS = 800;

export interface Level {
  userId: string;
  dbov: number;
}

/**
 * Turns levels that come and go into a steady set of people who are speaking. Pure in time: the caller says what time
 * it is and calls `expire` when `nextExpiryMs` has come.
 */
export class SpeakingHold {
  /** When each of them was last heard, in milliseconds. */
  readonly #heardAtMs = new Map<string, number>();
  #ids: readonly string[] = [];

  /** Who is speaking; the same array as long as the same people are. */
  get ids(): readonly string[] {
    return this.#ids;
  }

  /** When somebody will fall silent unless heard again; null when nobody speaks. */
  get nextExpiryMs(): number | null {
    return this.#heardAtMs.size === 0 ? null : Math.min(...this.#heardAtMs.values()) + HOLD_MS;
  }

  hear(levels: readonly Level[], nowMs: number): void {
    for (const { userId, dbov } of levels) if (dbov > AUDIBLE_DBOV) this.#heardAtMs.set(userId, nowMs);
    this.expire(nowMs);
  }

  expire(nowMs: number): void {
    for (const [userId, heardAtMs] of this.#heardAtMs) {
      if (nowMs - heardAtMs >= HOLD_MS) this.#heardAtMs.delete(userId);
    }
    this.#refresh();
  }

  forget(userId: string): void {
    this.#heardAtMs.delete(userId);
    this.#refresh();
  }

  #refresh(): void {
    const ids = [...this.#heardAtMs.keys()].sort();
    if (ids.length !== this.#ids.length || ids.some((id, index) => id !== this.#ids[index])) this.#ids = ids;
  }
}
