import { networkOf } from '../../clientAddress.ts';
import { SfuError } from '../../errors.ts';
import type { ApiCaller } from './Operation.ts';

const WINDOW_MS = 60_000;
/** More different rooms within a minute than people of one household or office open. */
const MAX_ROOMS = 60;
const MAX_ADDRESSES = 10_000;

interface Asked {
  sinceMs: number;
  roomIds: Set<string>;
}

/**
 * Keeps an address from looking for rooms by trying ids: asking often for the same one is free. The clock (milliseconds,
 * monotonic) is given so that the policy can be tested.
 */
export class ScanLimit {
  readonly #asked = new Map<string, Asked>();

  /** Whether this address may ask for this room now. */
  take(address: string, roomId: string, nowMs: number): boolean {
    const key = networkOf(address);
    const known = this.#asked.get(key);
    const asked =
      known === undefined || nowMs - known.sinceMs >= WINDOW_MS
        ? { sinceMs: nowMs, roomIds: new Set<string>() }
        : known;
    if (asked.roomIds.size >= MAX_ROOMS && !asked.roomIds.has(roomId)) return false;
    asked.roomIds.add(roomId);
    // The newest at the end, so that the oldest are forgotten first.
    if (asked !== known) this.#asked.delete(key);
    this.#asked.set(key, asked);
    if (this.#asked.size > MAX_ADDRESSES) this.#forgetOldest();
    return true;
  }

  /** Whoever has the API key may see every room anyway. @throws {SfuError} RATE_LIMITED */
  check({ address, hasApiKey }: Pick<ApiCaller, 'address' | 'hasApiKey'>, roomId: string): void {
    if (!hasApiKey && !this.take(address, roomId, performance.now())) throw new SfuError('RATE_LIMITED');
  }

  #forgetOldest(): void {
    const [oldest] = this.#asked.keys();
    if (oldest !== undefined) this.#asked.delete(oldest);
  }
}
