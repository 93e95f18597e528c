import { networkOf } from './clientAddress.ts';
import { type RateLimit, TokenBucket } from './rateLimit.ts';

/** More than this many at once are many machines; the one that was quiet for longest is forgotten first. */
const MAX_ADDRESSES = 10_000;

/**
 * A token bucket for each address, however many connections it has. The clock (milliseconds, monotonic) is given so that the
 * policy can be tested.
 */
export class AddressLimit {
  readonly #limit: RateLimit;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** Whether one more of this address is allowed now. */
  take(address: string, nowMs: number): boolean {
    const key = networkOf(address);
    const bucket = this.#buckets.get(key) ?? new TokenBucket(this.#limit, nowMs);
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
