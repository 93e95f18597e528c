/** A token bucket: bursts up to `capacity`, then `perSecond` on average. */
export interface RateLimit {
  capacity: number;
  perSecond: number;
}

/**
 * Takes one token per call, or as many as something costs; the clock (milliseconds, monotonic) is given so that the policy
 * can be tested.
 */
export class TokenBucket {
  readonly #limit: RateLimit;
  #tokens: number;
  #updatedAtMs: number;

  constructor(limit: RateLimit, nowMs: number) {
    this.#limit = limit;
    this.#tokens = limit.capacity;
    this.#updatedAtMs = nowMs;
  }

  /** Whether another one is allowed now. */
  take(nowMs: number, cost = 1): boolean {
    const refill = ((nowMs - this.#updatedAtMs) / 1000) * this.#limit.perSecond;
    this.#tokens = Math.min(this.#limit.capacity, this.#tokens + refill);
    this.#updatedAtMs = nowMs;
    if (this.#tokens < cost) return false;
    this.#tokens -= cost;
    return true;
  }
}
