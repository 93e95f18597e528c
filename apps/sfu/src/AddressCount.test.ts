import { expect, it } from 'vitest';
import { AddressCount } from './AddressCount.ts';

it('counts each address for itself, and a network of IPv6 as one', () => {
  const count = new AddressCount(2);
  count.add('192.0.2.1');
  count.add('::ffff:192.0.2.1');
  count.add('2001:db8::1');
  count.add('2001:db8::2');
  expect(
    ['192.0.2.1', '192.0.2.2', '2001:db8::3', '2001:db8:0:1::1'].map((each) => count.hasRoom(each)),
  ).toEqual([false, true, false, true]);
  count.remove('192.0.2.1');
  expect(count.hasRoom('192.0.2.1')).toBe(true);
});

it('forgets who has none', () => {
  const count = new AddressCount(1);
  count.add('192.0.2.1');
  count.remove('192.0.2.1');
  expect([count.of('192.0.2.1'), count.hasRoom('192.0.2.1')]).toEqual([0, true]);
});
