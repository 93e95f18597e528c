import { describe, expect, it } from 'vitest';
import { isFlood, nextTimes } from './NackWatch.ts';

describe('isFlood', () => {
  const before = { sent: 1000, asked: 50 };

  it('sees that most of what is sent is asked for again', () => {
    expect(isFlood(before, { sent: 1024, asked: 70 })).toBe(true);
    expect(isFlood(before, { sent: 1024, asked: 90 })).toBe(true);
    expect(isFlood(before, { sent: 1000, asked: 62 })).toBe(true);
  });

  it('takes for no flood what was lost before, by chance, or by far too few packets', () => {
    expect(isFlood(before, { sent: 1024, asked: 50 })).toBe(false);
    expect(isFlood(before, { sent: 1024, asked: 66 })).toBe(false);
    expect(isFlood(before, { sent: 1008, asked: 58 })).toBe(false);
  });

  it('says nothing of streams of which one has gone meanwhile', () => {
    expect(isFlood(before, { sent: 700, asked: 20 })).toBe(false);
  });
});

it('counts the times at which something is asked for again, not the streams that ask', () => {
  const ask = (...timesMs: number[]) => timesMs.reduce<readonly number[]>(nextTimes, []);
  expect(ask(0, 1, 2, 20)).toEqual([0]);
  expect(ask(0, 50, 51, 100)).toEqual([0, 50, 100]);
  expect(ask(0, 400, 800, 1200)).toEqual([1200]);
});
