import { expect, test } from 'vitest';
import { levelOf } from './useMicrophoneLevel.ts';

const tone = (amplitude: number) =>
  Float32Array.from({ length: 1024 }, (_, index) => amplitude * Math.sin((index * Math.PI) / 16));

test('silence is 0, speech in between, shouting 1', () => {
  expect(levelOf(new Float32Array(1024))).toBe(0);
  expect(levelOf(tone(0.05))).toBeGreaterThan(0.4);
  expect(levelOf(tone(0.05))).toBeLessThan(0.9);
  expect(levelOf(tone(1))).toBe(1);
});

test('louder is never lower', () => {
  const levels = [0.001, 0.01, 0.05, 0.1, 0.5].map((amplitude) => levelOf(tone(amplitude)));
  expect(levels.toSorted((a, b) => a - b)).toEqual(levels);
});
