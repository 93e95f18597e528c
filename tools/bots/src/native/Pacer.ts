/** Something that wants to run at times that it sets itself. */
export interface Paced {
  /** When to run next, on the clock of `performance.now()`; `Infinity` for not now. */
  readonly nextDueMs: number;
  /** Called once `nextDueMs` has passed; must move it forward. */
  run(nowMs: number): void;
}

const TICK_MS = 5;

/**
 * One timer for all streams of all bots in a process. A timer per stream would wake Node up hundreds of times a
 * second for each bot. The timer runs while there is something to pace.
 */
export class Pacer {
  readonly #paced = new Set<Paced>();
  #timer: NodeJS.Timeout | null = null;

  /** How many are being paced: 0 means that no timer runs. */
  get size(): number {
    return this.#paced.size;
  }

  add(paced: Paced): void {
    this.#paced.add(paced);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  remove(paced: Paced): void {
    this.#paced.delete(paced);
    if (this.#paced.size > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Calls `run` every `periodMs` until the returned function is called. */
  every(periodMs: number, run: (nowMs: number) => void): () => void {
    const paced = {
      nextDueMs: performance.now() + periodMs,
      run(nowMs: number): void {
        this.nextDueMs = nowMs + periodMs;
        run(nowMs);
      },
    };
    this.add(paced);
    return () => this.remove(paced);
  }

  #tick(): void {
    const nowMs = performance.now();
    for (const paced of this.#paced) {
      if (paced.nextDueMs <= nowMs) paced.run(nowMs);
    }
  }
}

/** The pacer that bots use unless told otherwise. */
export const sharedPacer = new Pacer();
