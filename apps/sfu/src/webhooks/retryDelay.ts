const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** A receiver that restarts is missed for seconds, one that is broken is mended within a day. */
const DELAYS_MS = [
  SECOND_MS,
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
];
/** Messages that failed together are not tried again together. */
const JITTER = 0.2;

/** How long to wait after so many failed tries, `random` being 0 to 1; null: it is given up. */
export function retryDelayMs(failedTries: number, random: number): number | null {
  const delayMs = DELAYS_MS[failedTries - 1];
  return delayMs === undefined ? null : Math.round(delayMs * (1 + JITTER * random));
}
