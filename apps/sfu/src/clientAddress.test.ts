import { expect, it } from 'vitest';
import { clientAddress, networkOf } from './clientAddress.ts';

it.each([
  [undefined, true, '192.0.2.1'],
  ['', true, '192.0.2.1'],
  ['198.51.100.7', true, '198.51.100.7'],
  ['203.0.113.9, 198.51.100.7', true, '198.51.100.7'],
  [['203.0.113.9', '2001:db8::7'], true, '2001:db8::7'],
  ['198.51.100.7', false, '192.0.2.1'],
])('X-Forwarded-For %j, trusted: %j -> %s', (forwarded, trustProxy, address) => {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  expect(clientAddress(headers, '192.0.2.1', trustProxy)).toBe(address);
});

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
