import { expect, it } from 'vitest';
import { reconnectDelayMs } from './ReconnectPolicy.ts';

it.each([
  [0, 0, 0],
  [1, 200, 400],
  [2, 500, 1000],
  [3, 1000, 2000],
  [4, 2000, 4000],
  [1000, 2000, 4000],
])('attempt %d waits between %d and %d ms', (attempt, min, max) => {
  expect(reconnectDelayMs(attempt, 0)).toBe(min);
  expect(reconnectDelayMs(attempt, 0.999_999)).toBe(max);
});
