import { expect, it } from 'vitest';
import { type PowerFacts, type PowerSaving, powerSaving } from './powerSaving.ts';

it.each<[PowerFacts['batteryLevel'], PowerFacts['charging'], PowerFacts['pressure'], PowerSaving]>([
  [null, null, null, 'none'], // Safari
  [1, false, null, 'none'],
  [0.21, false, 'nominal', 'none'],
  [0.2, false, 'nominal', 'saving'],
  [0.2, true, 'nominal', 'none'],
  [0.1, false, null, 'frugal'],
  [0.02, true, null, 'none'],
  [1, true, 'fair', 'none'],
  [1, true, 'serious', 'saving'],
  [0.05, true, 'serious', 'saving'],
  [1, true, 'critical', 'frugal'],
  [0.15, false, 'critical', 'frugal'],
  [null, null, 'serious', 'saving'],
  [0.15, null, null, 'saving'],
])('battery %s, charging %s, pressure %s: %s', (batteryLevel, charging, pressure, saving) => {
  expect(powerSaving({ batteryLevel, charging, pressure })).toBe(saving);
});
