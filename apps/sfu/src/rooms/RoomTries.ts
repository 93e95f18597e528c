/** Wrong ones that a room takes at once, from however many addresses, and how long it takes until it takes one more. */
const AT_ONCE = 100;
const PAUSE_MS = 10_000;
/** More than rooms that somebody tries at the same time; the one that was tried longest ago is forgotten first. */
const MAX_ROOMS = 10_000;

/**
 * Counts wrong passcodes of each room over all addresses: who has thousands of addresses has five free tries with each, and a
 * passcode of four digits has ten thousand. The clock (milliseconds, monotonic) is given so that the policy can be tested.
 */
export class RoomTries {
  /** By when all that was tried is paid off. */
  readonly #paidOffMs = new Map<string, number>();

  /** In how many milliseconds another try is allowed; 0 is now. Then it counts as a wrong one until it is forgiven. */
  take(roomId: string, nowMs: number): number {
    const paidOffMs = Math.max(this.#paidOffMs.get(roomId) ?? 0, nowMs) + PAUSE_MS;
    const tooEarlyMs = paidOffMs - nowMs - AT_ONCE * PAUSE_MS;
    if (tooEarlyMs > 0) return tooEarlyMs;
    this.#keep(roomId, paidOffMs);
    return 0;
  }

  /** It was the right one. */
  forgive(roomId: string): void {
    const paidOffMs = this.#paidOffMs.get(roomId);
    if (paidOffMs !== undefined) this.#keep(roomId, paidOffMs - PAUSE_MS);
  }

  #keep(roomId: string, paidOffMs: number): void {
    this.#paidOffMs.delete(roomId);
    this.#paidOffMs.set(roomId, paidOffMs);
    const [oldest] = this.#paidOffMs.keys();
    if (this.#paidOffMs.size > MAX_ROOMS && oldest !== undefined) this.#paidOffMs.delete(oldest);
  }
}
