/** How long to wait before each attempt in milliseconds; the last one repeats. */
const DELAYS_MS = [100, 400, 1000, 2000, 3000] as const;
/** Share of the delay that is random, so that a whole room does not come back in the same instant. */
const JITTER = 0.5;

/**
 * Delay before the next attempt to connect.
 *
 * It stays short for ever: a growing backoff punishes the person who comes back after a long outage, and one socket
 * attempt every few seconds costs nobody anything.
 * @param attempt How many attempts have failed since the connection was lost, from 0.
 * @param random A number in [0, 1).
 */
export function reconnectDelayMs(attempt: number, random: number): number {
  const delay = DELAYS_MS[Math.min(attempt, DELAYS_MS.length - 1)] ?? 0;
  return Math.round(delay * (1 - JITTER + JITTER * random));
}
