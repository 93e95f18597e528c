/**
 * How long after the fastest packet of its time one is still played. Browsers' buffers grow to about this where packets are
 * late or sent again.
 */
const PLAYOUT_MS = 400;
/** The fastest packet is that of the last one to two of these: clocks drift, and ways change. */
const WINDOW_MS = 30_000;
/** Nothing is that late: the sender's clock was started anew. */
const RESTART_MS = 5000;

/** Whether packets of a voice come in time to be played, by their timestamps. */
export class PlayoutClock {
  #fastestMs = Infinity;
  #fastestBeforeMs = Infinity;
  #windowEndsAtMs = -Infinity;

  /**
   * @param capturedMs by the sender's own clock, whose beginning does not matter
   * @returns whether the packet is played
   */
  note(capturedMs: number, nowMs: number): boolean {
    const transitMs = nowMs - capturedMs;
    if (nowMs >= this.#windowEndsAtMs) this.#beginWindow(nowMs);
    if (transitMs - this.#referenceMs > RESTART_MS) {
      this.#fastestMs = Infinity;
      this.#fastestBeforeMs = Infinity;
    }
    this.#fastestMs = Math.min(this.#fastestMs, transitMs);
    return transitMs - this.#referenceMs <= PLAYOUT_MS;
  }

  get #referenceMs(): number {
    return Math.min(this.#fastestMs, this.#fastestBeforeMs);
  }

  #beginWindow(nowMs: number): void {
    // After a long silence what was before says nothing any more.
    const isOld = nowMs >= this.#windowEndsAtMs + WINDOW_MS;
    this.#fastestBeforeMs = isOld ? Infinity : this.#fastestMs;
    this.#fastestMs = Infinity;
    this.#windowEndsAtMs = nowMs + WINDOW_MS;
  }
}
