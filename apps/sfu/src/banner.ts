import { renderUnicodeCompact } from 'uqr';

export interface BannerFacts {
  localUrl: string;
  /** This machine's addresses on its networks, if the server listens on them. */
  lanAddresses: readonly string[];
  https: boolean;
}

/** What the operator reads when the server is up: where it is, and a code for a phone's camera. */
export function banner({ localUrl, lanAddresses, https }: BannerFacts): string {
  const lanUrls = lanAddresses.map((address) => toUrl(localUrl, address));
  const lines = ['', '  Parley is ready.', '', `  This computer  ${localUrl}`];
  lanUrls.forEach((url, index) => lines.push(`  ${index === 0 ? 'Your network ' : '             '}  ${url}`));
  const [lanUrl] = lanUrls;
  if (lanUrl !== undefined) {
    lines.push(
      '',
      ...renderUnicodeCompact(lanUrl, { border: 1 })
        .split('\n')
        .map((row) => `  ${row}`),
    );
    lines.push('', https ? SELF_SIGNED_HINT : HTTP_HINT);
  }
  return [...lines, ''].join('\n');
}

const HTTP_HINT = '  Phones may use their camera only over HTTPS: start with --https to invite them.';
const SELF_SIGNED_HINT = '  A phone warns once about a self-signed certificate; choose to continue.';

function toUrl(localUrl: string, address: string): string {
  const url = new URL(localUrl);
  url.hostname = address.includes(':') ? `[${address}]` : address;
  return url.origin;
}
