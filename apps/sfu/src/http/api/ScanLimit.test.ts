import { expect, it } from 'vitest';
import { ScanLimit } from './ScanLimit.ts';

const take = (limit: ScanLimit, address: string, count: number, nowMs: number) =>
  Array.from({ length: count }, (_, index) => limit.take(address, `room-${index}`, nowMs)).filter(Boolean)
    .length;

it('lets an address ask for the same room as often as it likes', () => {
  const limit = new ScanLimit();
  for (let tries = 0; tries < 1000; tries += 1) expect(limit.take('192.0.2.1', 'team', tries)).toBe(true);
});

it('refuses an address that tries many rooms, and nobody else', () => {
  const limit = new ScanLimit();
  expect(limit.take('192.0.2.1', 'team', 0)).toBe(true);
  expect(take(limit, '192.0.2.1', 1000, 0)).toBe(59);
  expect(limit.take('192.0.2.1', 'team', 1)).toBe(true);
  expect(limit.take('192.0.2.2', 'room-900', 1)).toBe(true);
});

it('forgets after a minute', () => {
  const limit = new ScanLimit();
  expect(take(limit, '192.0.2.1', 1000, 0)).toBe(60);
  expect(limit.take('192.0.2.1', 'room-900', 59_999)).toBe(false);
  expect(limit.take('192.0.2.1', 'room-900', 60_000)).toBe(true);
});
