import { readHostKey } from './hostKeys.ts';
import { parseLinkSecrets } from './linkSecrets.ts';
import { readToken } from './tokens.ts';

export interface Handover {
  readonly url: string;
  /** The link makes the host, or lets one in where only invited people come in: nobody else should get it. */
  readonly isPersonal: boolean;
}

/**
 * This page's link, with which this person goes on in another browser as who they are here: storage stays behind, so
 * what this browser keeps for the door travels behind the `#`, as in the links that brought it.
 */
export function handoverOf(page: Pick<Location, 'origin' | 'pathname' | 'hash'>): Handover {
  const secrets = parseLinkSecrets(page.hash);
  const roomId = roomIdOf(page.pathname);
  const hostKey = secrets.hostKey ?? readHostKey(roomId);
  const token = secrets.token ?? readToken(roomId);
  const carried = new URLSearchParams({
    ...(hostKey !== null && { host: hostKey }),
    ...(token !== null && { token }),
  });
  const isPersonal = carried.size > 0;
  return { url: `${page.origin}${page.pathname}${isPersonal ? `#${carried.toString()}` : ''}`, isPersonal };
}

function roomIdOf(pathname: string): string {
  try {
    return decodeURIComponent(pathname.replace(/^\/r\//, ''));
  } catch {
    return ''; // no room has such an address
  }
}
