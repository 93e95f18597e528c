import { describe, expect, it } from 'vitest';
import { RoomTries } from './RoomTries.ts';

/** So many tries at one moment, and those of them that were let through. */
function letThrough(tries: RoomTries, roomId: string, count: number, nowMs: number): number {
  return Array.from({ length: count }, () => tries.take(roomId, nowMs)).filter((waitMs) => waitMs === 0)
    .length;
}

describe('wrong passcodes of a room', () => {
  it('are few, from however many addresses they come', () => {
    const tries = new RoomTries();
    expect(letThrough(tries, 'team', 500, 1000)).toBe(100);
    expect(tries.take('team', 1000)).toBe(10_000);
    expect(letThrough(tries, 'other', 5, 1000)).toBe(5);
    // A whole night of a meeting that never ends: some three thousand of ten thousand.
    let night = 0;
    for (let nowMs = 1000; nowMs < 8 * 3_600_000; nowMs += 1000) night += letThrough(tries, 'team', 3, nowMs);
    expect(night).toBeLessThan(2900);
  });

  it('do not count those who know it', () => {
    const tries = new RoomTries();
    for (let comes = 0; comes < 500; comes += 1) {
      expect(tries.take('team', 0)).toBe(0);
      tries.forgive('team');
    }
    expect(letThrough(tries, 'team', 500, 0)).toBe(100);
  });

  it('of ten thousand rooms are remembered, those that were tried longest ago are forgotten first', () => {
    const tries = new RoomTries();
    letThrough(tries, 'first', 500, 0);
    for (let room = 0; room < 9_999; room += 1) tries.take(`room-${room}`, 0);
    expect(tries.take('first', 0)).toBeGreaterThan(0);
    tries.take('one-more', 0);
    expect(tries.take('first', 0)).toBe(0);
  });
});
