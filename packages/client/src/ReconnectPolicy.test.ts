import { expect, it } from 'vitest';
import { reconnectDelayMs } from './ReconnectPolicy.ts';

it.each([
  [0, 50, 100],
  [1, 200, 400],
  [3, 1000, 2000],
  [4, 1500, 3000],
  [1000, 1500, 3000],
])('attempt %d waits between %d and %d ms', (attempt, min, max) => {
  expect(reconnectDelayMs(attempt, 0)).toBe(min);
  expect(reconnectDelayMs(attempt, 0.999_999)).toBe(max);
});
