import type { IncomingHttpHeaders } from 'node:http';

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
