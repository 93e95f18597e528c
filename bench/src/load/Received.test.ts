import { expect, it } from 'vitest';
import { add, lossNote, lossRatio, NOTHING, since } from './Received.ts';

it('adds and subtracts field by field', () => {
  const a = { packets: 10, bytes: 1000, lost: 1 };
  const b = { packets: 5, bytes: 300, lost: 0 };
  expect(add(a, b)).toEqual({ packets: 15, bytes: 1300, lost: 1 });
  expect(since(b, add(a, b))).toEqual(a);
});

it('counts loss against everything that was sent', () => {
  expect(lossRatio(NOTHING)).toBe(0);
  expect(lossRatio({ packets: 98, bytes: 0, lost: 2 })).toBeCloseTo(0.02);
});

it('speaks up when the machine was at its limit, and only then', () => {
  expect(lossNote('join', { packets: 10_000, bytes: 0, lost: 10 })).toBeNull();
  expect(lossNote('join', { packets: 9_900, bytes: 0, lost: 100 })).toBe(
    'join: bots lost 1.00 % of their packets, so the machine was at its limit.',
  );
});
