interface Waiting {
  readonly atMs: number;
  readonly release: () => void;
}

/** Does things at their times, in the order of these, with one timer: each with its own would come out of order by a millisecond. */
export class DelayLine implements Disposable {
  /** The soonest last. */
  readonly #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | null = null;
  #timerAtMs = Infinity;

  /** @param atMs on the clock of `performance.now()`; what is due by now is done at once, unless something waits before it */
  add(atMs: number, release: () => void): void {
    const nowMs = performance.now();
    const first = this.#waiting.at(-1);
    if (atMs <= nowMs && (first === undefined || first.atMs > atMs)) {
      release();
      return;
    }
    let index = this.#waiting.length;
    while (index > 0 && (this.#waiting[index - 1]?.atMs ?? Infinity) <= atMs) index -= 1;
    this.#waiting.splice(index, 0, { atMs, release });
    this.#arm(nowMs);
  }

  [Symbol.dispose](): void {
    this.#waiting.length = 0;
    this.#disarm();
  }

  #arm(nowMs: number): void {
    const first = this.#waiting.at(-1);
    if (first === undefined || this.#timerAtMs <= first.atMs) return;
    this.#disarm();
    this.#timerAtMs = first.atMs;
    this.#timer = setTimeout(() => this.#run(), Math.max(0, first.atMs - nowMs));
  }

  #disarm(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#timerAtMs = Infinity;
  }

  #run(): void {
    this.#disarm();
    const nowMs = performance.now();
    for (;;) {
      const first = this.#waiting.at(-1);
      if (first === undefined || first.atMs > nowMs) break;
      this.#waiting.pop();
      first.release();
    }
    this.#arm(nowMs);
  }
}
