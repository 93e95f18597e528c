import { expect, it } from 'vitest';
import { PlayoutClock } from './PlayoutClock.ts';

it('plays what comes within 400 ms of the fastest way, whatever the clocks say', () => {
  const clock = new PlayoutClock();
  expect(clock.note(1_000_000, 30)).toBe(true);
  expect(clock.note(1_000_020, 440)).toBe(true);
  expect(clock.note(1_000_040, 480)).toBe(false);
  expect(clock.note(1_000_060, 90)).toBe(true);
});

it('remembers the fastest way through a queue of twenty seconds, and forgets it in time', () => {
  const clock = new PlayoutClock();
  clock.note(0, 0);
  for (let capturedMs = 20; capturedMs < 20_000; capturedMs += 20)
    expect(clock.note(capturedMs, capturedMs + 380)).toBe(true);
  expect(clock.note(20_000, 20_420)).toBe(false);
  // The way is longer for good.
  for (let capturedMs = 20_020; capturedMs < 80_000; capturedMs += 20)
    clock.note(capturedMs, capturedMs + 450);
  expect(clock.note(80_000, 80_450)).toBe(true);
});

it('begins anew with a sender that does, and after a silence', () => {
  const clock = new PlayoutClock();
  clock.note(500_000, 100);
  expect(clock.note(1000, 200)).toBe(true);
  expect(clock.note(1020, 700)).toBe(false);
  expect(clock.note(1040, 100_000)).toBe(true);
});
