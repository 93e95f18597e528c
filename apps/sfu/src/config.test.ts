import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { environmentSchema, loadConfig } from './config.ts';

describe('loadConfig', () => {
  it('has a default for everything', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '0.0.0.0',
      https: false,
      maxParticipants: 50,
      createOnJoin: true,
    });
    expect(config.workers).toBeGreaterThan(0);
    expect(config.mediaAddresses).toContainEqual({ ip: '127.0.0.1' });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('keeps media on the address that the web server is bound to', () => {
    expect(loadConfig({ PARLEY_HOST: '127.0.0.1' }).mediaAddresses).toEqual([{ ip: '127.0.0.1' }]);
    expect(loadConfig({ PARLEY_HOST: 'localhost' }).mediaAddresses).toEqual([{ ip: '127.0.0.1' }]);
  });

  it('takes media addresses behind NAT, IPv4 and IPv6', () => {
    const { mediaAddresses } = loadConfig({
      PARLEY_MEDIA_ADDRESSES: '0.0.0.0@203.0.113.7, ::@2001:db8::7,10.0.0.2',
    });
    expect(mediaAddresses).toEqual([
      { ip: '0.0.0.0', announcedAddress: '203.0.113.7' },
      { ip: '::', announcedAddress: '2001:db8::7' },
      { ip: '10.0.0.2' },
    ]);
  });

  it.each([
    [{ PARLEY_PORT: '70000' }, /PARLEY_PORT/],
    [{ PARLEY_HTTPS: 'maybe' }, /PARLEY_HTTPS/],
    [{ PARLEY_LOG_LEVEL: 'loud' }, /PARLEY_LOG_LEVEL/],
    [{ PARLEY_API_KEY: 'short' }, /PARLEY_API_KEY/],
    [{ PARLEY_MEDIA_ADDRESSES: 'meet.example' }, /"meet.example" is not an IP address/],
    [{ PARLEY_TURN_URLS: 'turn:turn.example' }, /PARLEY_TURN_SECRET/],
    [{ PARLEY_RETENTION_DAYS: '0' }, /PARLEY_RETENTION_DAYS/],
    [{ PARLEY_JWT_KEYS: '{}' }, /PARLEY_JWT_KEYS/],
    [{ PARLEY_WEBHOOK_URLS: 'ftp://a.example' }, /PARLEY_WEBHOOK_URLS/],
    [{ PARLEY_WEBHOOK_URLS: 'https://a.example' }, /PARLEY_WEBHOOK_SECRET/],
    [{ PARLEY_WEBHOOK_SECRET: 'whsec_short' }, /PARLEY_WEBHOOK_SECRET/],
    [{ PARLEY_WORKERS: '0', PARLEY_MAX_ROOMS: '-1' }, /PARLEY_WORKERS.*PARLEY_MAX_ROOMS/],
  ])('refuses %j', (environment, message) => {
    expect(() => loadConfig(environment)).toThrow(message);
  });

  it('is described in docs/operations.md, and nothing else is', () => {
    const text = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
    const described = [...text.matchAll(/^\| `(PARLEY_[A-Z_]+)`/gm)].map(([, name]) => name);
    expect(described.toSorted()).toEqual(Object.keys(environmentSchema.shape).toSorted());
  });
});
