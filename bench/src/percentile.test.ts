import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, percentile, sum } from './percentile.ts';

describe('percentile', () => {
  it.each([
    { samples: [5], percent: 95, expected: 5 },
    { samples: [3, 1, 2], percent: 50, expected: 2 },
    { samples: [4, 1, 3, 2], percent: 50, expected: 2.5 },
    { samples: [10, 20], percent: 95, expected: 19.5 },
    { samples: [30, 10, 20], percent: 0, expected: 10 },
    { samples: [30, 10, 20], percent: 100, expected: 30 },
  ])('p$percent of $samples is $expected', ({ samples, percent, expected }) => {
    expect(percentile(samples, percent)).toBeCloseTo(expected);
  });

  it('lies between the extremes, never falls with the percentage, and leaves the samples alone', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.nat(100), fc.nat(100), (samples, a, b) => {
        const before = [...samples];
        const [low, high] = [percentile(samples, Math.min(a, b)), percentile(samples, Math.max(a, b))];
        expect(low).toBeGreaterThanOrEqual(Math.min(...samples));
        expect(high).toBeLessThanOrEqual(Math.max(...samples));
        expect(high).toBeGreaterThanOrEqual(low - 1e-9);
        expect(samples).toEqual(before);
      }),
    );
  });

  it('refuses what has no answer', () => {
    expect(() => median([])).toThrow(RangeError);
    expect(() => percentile([1], 101)).toThrow(RangeError);
  });
});

it('sums', () => {
  expect(sum([])).toBe(0);
  expect(sum([1, 2, 3.5])).toBe(6.5);
});
