import { expect, it } from 'vitest';
import { MakingLimit } from './MakingLimit.ts';

const MINUTE_MS = 60_000;

it('lets an address make so many rooms at once, and as many again within a minute', () => {
  const limit = new MakingLimit(3);
  const take = (nowMs: number) => limit.take('192.0.2.7', nowMs);
  expect([take(0), take(0), take(0), take(0)]).toEqual([true, true, true, false]);
  expect(take(MINUTE_MS / 3 - 1)).toBe(false);
  expect(take(MINUTE_MS / 3 + 1)).toBe(true);
  expect(take(MINUTE_MS / 3 + 2)).toBe(false);
  expect([0, 0, 0, 0].map(() => take(10 * MINUTE_MS))).toEqual([true, true, true, false]);
});

it('counts each address for itself, and a network of IPv6 as one', () => {
  const limit = new MakingLimit(1);
  expect(limit.take('192.0.2.7', 0)).toBe(true);
  expect(limit.take('192.0.2.8', 0)).toBe(true);
  expect(limit.take('::ffff:192.0.2.8', 0)).toBe(false);
  expect(limit.take('2001:db8:1:2::1', 0)).toBe(true);
  expect(limit.take('2001:db8:1:2:ffff::9', 0)).toBe(false);
  expect(limit.take('2001:db8:1:3::1', 0)).toBe(true);
});

it('remembers ten thousand addresses, and forgets first who was quiet for longest', () => {
  const limit = new MakingLimit(1);
  const address = (index: number) => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
  for (let index = 0; index < 10_000; index += 1) limit.take(address(index), 0);
  expect(limit.take(address(0), 0)).toBe(false); // and is the latest again
  limit.take(address(10_000), 0);
  expect(limit.take(address(0), 0)).toBe(false);
  expect(limit.take(address(1), 0)).toBe(true);
});
