import { expect, it } from 'vitest';
import { retryDelayMs } from './retryDelay.ts';

it('waits longer after each failure, and gives up within a day or so', () => {
  const delays: number[] = [];
  for (let tries = 1; ; tries += 1) {
    const delayMs = retryDelayMs(tries, 0);
    if (delayMs === null) break;
    delays.push(delayMs);
  }
  expect(delays[0]).toBe(1000);
  expect(delays).toEqual(delays.toSorted((a, b) => a - b));
  const hours = delays.reduce((sum, delayMs) => sum + delayMs, 0) / 3_600_000;
  expect(hours).toBeGreaterThan(20);
  expect(hours).toBeLessThan(36);
});

it('spreads what failed together', () => {
  expect(retryDelayMs(1, 1)).toBe(1200);
});
