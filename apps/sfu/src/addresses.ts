import { networkInterfaces } from 'node:os';

/** An address that media sockets bind, and the one told to clients where it differs (behind NAT). */
export interface MediaAddress {
  ip: string;
  announcedAddress?: string;
}

/** The worker announces two ICE candidates (UDP, TCP) per address; more than eight addresses only slow ICE down. */
const MAX_ADDRESSES = 8;

/** This machine's addresses on its networks: IPv4 first, IPv6 without link-local ones (browsers need their scope). */
export function lanAddresses(): string[] {
  const all = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(
      ({ internal, family, address }) => !internal && !(family === 'IPv6' && address.startsWith('fe80')),
    );
  return [...all.filter(isIpv4), ...all.filter((address) => !isIpv4(address))].map(({ address }) => address);
}

/**
 * Where media listens unless configured: loopback for this machine's own browser and every LAN address for others.
 * A web server bound to one address (such as 127.0.0.1) keeps media on that address too.
 */
export function detectMediaAddresses(host: string): MediaAddress[] {
  if (host === 'localhost') return [{ ip: '127.0.0.1' }];
  if (host !== '0.0.0.0' && host !== '::') return [{ ip: host }];
  return [...lanAddresses(), '127.0.0.1'].slice(0, MAX_ADDRESSES).map((ip) => ({ ip }));
}

/** Parses `ip` or `ip@announced`, for example `0.0.0.0@203.0.113.7` or `::@2001:db8::7`. */
export function parseMediaAddress(text: string): MediaAddress {
  const [ip = '', announcedAddress] = text.trim().split('@');
  return announcedAddress === undefined ? { ip } : { ip, announcedAddress };
}

function isIpv4({ family }: { family: string }): boolean {
  return family === 'IPv4';
}
