import type { IncomingHttpHeaders } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * From where somebody calls. Behind a proxy that is what the proxy says, and of that the last entry: those before it are
 * what the client itself has sent.
 */
export function clientAddress(
  headers: IncomingHttpHeaders,
  socketAddress: string | undefined,
  trustProxy: boolean,
): string {
  const own = socketAddress ?? '';
  if (!trustProxy) return own;
  const forwarded = headers['x-forwarded-for'];
  const text = Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '');
  return text.split(',').at(-1)?.trim() || own;
}

/** Whom limits count as one: an address; of IPv6 the network, since a household has 2^64 addresses. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/u, '');
  return isIPv6(plain) ? network64(plain) : plain;
}

function network64(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = (text: string | undefined) => (text === undefined || text === '' ? [] : text.split(':'));
  const missing = Math.max(0, 8 - groups(head).length - groups(tail).length);
  const zeros = tail === undefined ? [] : new Array<string>(missing).fill('0');
  return [...groups(head), ...zeros, ...groups(tail)].slice(0, 4).join(':');
}
