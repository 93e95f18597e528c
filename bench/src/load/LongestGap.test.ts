import { expect, it } from 'vitest';
import { LongestGap } from './LongestGap.ts';

it('measures between arrivals, from its beginning, and while nothing comes', () => {
  const gap = new LongestGap(1000);
  gap.note(900, 1010);
  expect(gap.longestMs).toBe(10);
  gap.note(1030, 1040);
  expect(gap.longestMs).toBe(30);
  gap.note(1050, 1060);
  expect(gap.longestMs).toBe(30);
  gap.note(null, 1090);
  expect(gap.longestMs).toBe(40);
  gap.note(1050, 1200);
  expect(gap.longestMs).toBe(150);
  gap.note(1210, 1215);
  expect(gap.longestMs).toBe(160);
  gap.note(1220, 1225);
  expect(gap.longestMs).toBe(160);
});
