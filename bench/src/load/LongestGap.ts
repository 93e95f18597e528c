/** The longest time in which nothing new came, by looking often at when the last of it came. */
export class LongestGap {
  #lastAtMs: number;
  #longestMs = 0;

  /** @param sinceMs from when on it counts */
  constructor(sinceMs: number) {
    this.#lastAtMs = sinceMs;
  }

  /** A gap that goes on counts already. */
  get longestMs(): number {
    return this.#longestMs;
  }

  /** @param lastAtMs when the last of it came; null when nothing has come yet, or it was made anew */
  note(lastAtMs: number | null, nowMs: number): void {
    if (lastAtMs === null || lastAtMs <= this.#lastAtMs) {
      this.#longestMs = Math.max(this.#longestMs, nowMs - this.#lastAtMs);
      return;
    }
    this.#longestMs = Math.max(this.#longestMs, lastAtMs - this.#lastAtMs);
    this.#lastAtMs = lastAtMs;
  }
}
