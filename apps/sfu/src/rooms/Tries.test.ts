import { describe, expect, it } from 'vitest';
import { Tries, triesKey } from './Tries.ts';

const take = (tries: Tries, times: number, nowMs: number) =>
  Array.from({ length: times }, () => tries.take('somebody', nowMs));

describe('Tries', () => {
  it('lets a person mistype five times, also all at once, and then makes them wait', () => {
    const tries = new Tries();
    expect(take(tries, 7, 0)).toEqual([0, 0, 0, 0, 0, 30_000, 30_000]);
    expect(tries.take('somebody else', 0)).toBe(0);
    expect(tries.take('somebody', 29_999)).toBe(1);
    expect(tries.take('somebody', 30_000)).toBe(0);
  });

  it('makes each further wait twice as long, up to a quarter of an hour', () => {
    const tries = new Tries();
    take(tries, 5, 0);
    let nowMs = 0;
    const waits = [30, 60, 120, 240, 480, 900, 900];
    for (const waitS of waits) {
      expect(tries.take('somebody', nowMs + waitS * 1000 - 1)).toBe(1);
      nowMs += waitS * 1000;
      expect(tries.take('somebody', nowMs)).toBe(0);
    }
  });

  it('forgets after the right one, and after half an hour', () => {
    const tries = new Tries();
    take(tries, 4, 0);
    tries.forgive('somebody');
    expect(take(tries, 6, 0)).toEqual([0, 0, 0, 0, 0, 30_000]);
    expect(take(tries, 6, 31 * 60_000)).toEqual([0, 0, 0, 0, 0, 30_000]);
  });
});

it('remembers ten thousand of them, and forgets first who tried longest ago', () => {
  const tries = new Tries();
  const exhaust = (key: string) => [0, 1, 2, 3, 4].forEach((nowMs) => tries.take(key, nowMs));
  exhaust('first');
  exhaust('second');
  for (let other = 0; other < 9_999; other += 1) tries.take(`other ${other}`, 5);
  expect(tries.take('second', 5)).toBeGreaterThan(0);
  expect(tries.take('first', 5)).toBe(0);
});

it('counts by network and by what is tried', () => {
  expect(triesKey('2001:db8:1:2:3:4:5:6', 'room')).toBe('2001:db8:1:2 room');
});
