import { networkOf } from '../clientAddress.ts';

/** Wrong ones that cost nothing: a person mistypes. */
const FREE_TRIES = 5;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** Without a try for this long, all is forgotten. */
const FORGET_MS = 30 * 60_000;
/** More than these at once are many machines: who tried last longest ago is forgotten first. */
const MAX_COUNTS = 10_000;

interface Counted {
  wrong: number;
  pausedUntilMs: number;
  lastMs: number;
}

/**
 * Counts wrong passcodes and keys, by who tries and what they try; from the sixth on each one costs a longer pause. The clock
 * (milliseconds, monotonic) is given so that the policy can be tested.
 */
export class Tries {
  readonly #counts = new Map<string, Counted>();

  /**
   * In how many milliseconds another try is allowed; 0 is now. Then it counts as a wrong one until it is forgiven, so that
   * many at once are not many free ones.
   */
  take(key: string, nowMs: number): number {
    const known = this.#counts.get(key);
    const count = known === undefined || nowMs - known.lastMs > FORGET_MS ? fresh() : known;
    if (nowMs < count.pausedUntilMs) return count.pausedUntilMs - nowMs;
    count.wrong += 1;
    count.lastMs = nowMs;
    if (count.wrong >= FREE_TRIES) {
      const pauseMs = FIRST_PAUSE_MS * 2 ** (count.wrong - FREE_TRIES);
      count.pausedUntilMs = nowMs + Math.min(pauseMs, LONGEST_PAUSE_MS);
    }
    // The latest at the end, so that the first is the one who tried longest ago.
    this.#counts.delete(key);
    this.#counts.set(key, count);
    if (this.#counts.size > MAX_COUNTS) this.#forgetOldest();
    return 0;
  }

  /** It was the right one. */
  forgive(key: string): void {
    this.#counts.delete(key);
  }

  #forgetOldest(): void {
    const [oldest] = this.#counts.keys();
    if (oldest !== undefined) this.#counts.delete(oldest);
  }
}

function fresh(): Counted {
  return { wrong: 0, pausedUntilMs: 0, lastMs: 0 };
}

/** Who tries what. */
export function triesKey(address: string, what: string): string {
  return `${networkOf(address)} ${what}`;
}
