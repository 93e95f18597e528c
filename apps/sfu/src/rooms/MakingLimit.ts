import { networkOf } from '../clientAddress.ts';
import { TokenBucket } from '../rateLimit.ts';

/** More than this many at once are many machines; the one that was quiet for longest is forgotten first. */
const MAX_ADDRESSES = 10_000;

/**
 * Keeps an address from filling the server with rooms: what is made is kept for months. Connections and requests cost nothing
 * to whoever wants many of them, so they are not what is counted. The clock (milliseconds, monotonic) is given so that
 * the policy can be tested.
 */
export class MakingLimit {
  readonly #perMinute: number;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Whether this address may make one more room now. */
  take(address: string, nowMs: number): boolean {
    const key = networkOf(address);
    const limit = { capacity: this.#perMinute, perSecond: this.#perMinute / 60 };
    const bucket = this.#buckets.get(key) ?? new TokenBucket(limit, nowMs);
    // The latest at the end, so that the first is the one that was quiet for longest.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > MAX_ADDRESSES) this.#forgetOldest();
    return bucket.take(nowMs);
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
