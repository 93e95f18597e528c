/** How long to wait before each attempt in milliseconds, the first one at once; the last one repeats, for ever. */
const DELAYS_MS = [0, 400, 1000, 2000, 4000] as const;
/** Share of the delay that is random, so that a whole room does not come back in the same instant. */
const JITTER = 0.5;

/**
 * Delay before the next attempt to connect: none, then growing, up to a bound.
 *
 * The bound is low: whoever waits for a server that is being restarted shall be inside again five seconds after it is up, and
 * one attempt every few seconds costs nobody anything. News of the network, or of the person, cuts every delay short.
 * @param attempt How many attempts have failed since the connection was lost, from 0.
 * @param random A number in [0, 1).
 */
export function reconnectDelayMs(attempt: number, random: number): number {
  const delay = DELAYS_MS[Math.min(attempt, DELAYS_MS.length - 1)] ?? 0;
  return Math.round(delay * (1 - JITTER + JITTER * random));
}
