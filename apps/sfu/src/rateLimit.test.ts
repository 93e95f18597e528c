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

  it('never holds more than its capacity', () => {
    const bucket = new TokenBucket({ capacity: 2, perSecond: 100 }, 0);
    expect([60_000, 60_000, 60_000].map((now) => bucket.take(now))).toEqual([true, true, false]);
  });
});
