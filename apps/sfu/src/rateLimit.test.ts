import { describe, expect, it } from 'vitest';
import { TokenBucket } from './rateLimit.ts';

describe('TokenBucket', () => {
  it('allows a burst, then refuses, then allows again as time passes', () => {
    const bucket = new TokenBucket({ capacity: 3, perSecond: 2 }, 0);
    expect([0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([true, true, true, false]);
    expect(bucket.take(400)).toBe(false);
    expect(bucket.take(600)).toBe(true);
    expect(bucket.take(600)).toBe(false);
  });

  it('takes as many as something costs, or none', () => {
    const bucket = new TokenBucket({ capacity: 10, perSecond: 1 }, 0);
    expect([bucket.take(0, 8), bucket.take(0, 3), bucket.take(0, 2), bucket.take(0)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('never holds more than its capacity', () => {
    const bucket = new TokenBucket({ capacity: 2, perSecond: 100 }, 0);
    expect([60_000, 60_000, 60_000].map((now) => bucket.take(now))).toEqual([true, true, false]);
  });
});
