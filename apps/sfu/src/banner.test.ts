import { renderUnicodeCompact } from 'uqr';
import { expect, it } from 'vitest';
import { banner } from './banner.ts';

const localUrl = 'https://localhost:3000';

it('says where the server is, with a code for the first address on the network', () => {
  const text = banner({ localUrl, lanAddresses: ['192.0.2.7', '2001:db8::7'], https: true });
  expect(text).toContain('This computer  https://localhost:3000');
  expect(text).toContain('Your network   https://192.0.2.7:3000');
  expect(text).toContain('https://[2001:db8::7]:3000');
  for (const row of renderUnicodeCompact('https://192.0.2.7:3000', { border: 1 }).split('\n')) {
    expect(text).toContain(row);
  }
  expect(text).toContain('self-signed');
});

it('says what phones need where the page is plain HTTP', () => {
  expect(banner({ localUrl: 'http://localhost:3000', lanAddresses: ['192.0.2.7'], https: false })).toContain(
    '--https',
  );
});

it('shows no code where nobody else can come', () => {
  expect(banner({ localUrl, lanAddresses: [], https: true })).not.toMatch(/█|Your network/);
});
