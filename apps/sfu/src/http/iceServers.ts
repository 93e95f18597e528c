import { createHmac } from 'node:crypto';
import type { IceServer } from '@parley/protocol';

export interface IceServersOptions {
  stunUrls: readonly string[];
  turnUrls: readonly string[];
  /** Shared with the TURN server (coturn's `static-auth-secret`); without it no TURN URL is handed out. */
  turnSecret: string | undefined;
  turnTtlS: number;
}

/**
 * ICE servers for one user. TURN credentials follow the TURN REST scheme that coturn's `use-auth-secret` takes: the
 * user name says until when it holds (seconds since the epoch), the password is its HMAC-SHA1 under the shared secret.
 */
export function createIceServers(options: IceServersOptions, userId: string, nowMs: number): IceServer[] {
  const servers: IceServer[] = [];
  if (options.stunUrls.length > 0) servers.push({ urls: [...options.stunUrls] });
  if (options.turnUrls.length > 0 && options.turnSecret !== undefined) {
    const username = `${Math.floor(nowMs / 1000) + options.turnTtlS}:${userId}`;
    const credential = createHmac('sha1', options.turnSecret).update(username).digest('base64');
    servers.push({ urls: [...options.turnUrls], username, credential });
  }
  return servers;
}
