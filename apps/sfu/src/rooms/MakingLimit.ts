import { AddressLimit } from '../AddressLimit.ts';

/**
 * Keeps an address from filling the server with rooms: what is made is kept for months. Connections and requests cost nothing
 * to whoever wants many of them, so they are not what is counted. The clock (milliseconds, monotonic) is given so that
 * the policy can be tested.
 */
export class MakingLimit {
  readonly #limit: AddressLimit;

  constructor(perMinute: number) {
    this.#limit = new AddressLimit({ capacity: perMinute, perSecond: perMinute / 60 });
  }

  /** Whether this address may make one more room now. */
  take(address: string, nowMs: number): boolean {
    return this.#limit.take(address, nowMs);
  }
}
