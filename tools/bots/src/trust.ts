import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { RoomClientOptions } from '@parley/client';

/**
 * What RoomClient needs to accept a certificate that nobody vouches for: a development server makes its own. Nothing
 * for other servers, unless `insecure` says so.
 */
export function trustOptions(
  url: string,
  insecure: boolean | undefined,
): Pick<RoomClientOptions, 'fetch' | 'socketOptions'> {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' || !(insecure ?? isLoopback(hostname))) return {};
  return { fetch: fetchUnverified, socketOptions: { rejectUnauthorized: false } };
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** GET with `fetch`'s interface; `fetch` itself cannot be told to accept a certificate. */
async function fetchUnverified(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const url = input instanceof Request ? input.url : input;
  const { signal } = init ?? {};
  const { status, body } = await new Promise<{ status: number; body: string }>((resolve, reject) => {
    const outgoing = request(url, { rejectUnauthorized: false, ...(signal && { signal }) }, (incoming) => {
      text(incoming).then((body) => resolve({ status: incoming.statusCode ?? 0, body }), reject);
    });
    outgoing.once('error', reject);
    outgoing.end();
  });
  return new Response(body, { status });
}
