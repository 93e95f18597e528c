import { expect, test } from 'vitest';
import { timeAgo } from './timeAgo.ts';

const now = Date.UTC(2026, 10, 20, 12);
const minute = 60_000;

test.each([
  [now + 5000, 'en', 'now'],
  [now - 30_000, 'ko', '지금'],
  [now - 5 * minute, 'en', '5 minutes ago'],
  [now - 5 * minute, 'ko', '5분 전'],
  [now - 3 * 60 * minute, 'ko', '3시간 전'],
  [now - 25 * 60 * minute, 'en', 'yesterday'],
  [now - 25 * 60 * minute, 'ko', '어제'],
  [now - 8 * 24 * 60 * minute, 'en', 'Nov 12, 2026'],
])('%d in %s is %j', (then, locale, expected) => {
  expect(timeAgo(then, now, locale)).toBe(expected);
});
