import { describe, expect, test } from 'vitest';
import { isTreeOf, makeStamp } from './dependencies.mjs';

const host = { version: 'v24.3.1', platform: 'linux', arch: 'x64' };

describe('makeStamp', () => {
  test('stays the same for the same lockfile and major version of Node', () => {
    expect(makeStamp('{}', { ...host, version: 'v24.9.0' })).toBe(makeStamp('{}', host));
  });

  test.each([
    ['lockfile', '{ }', host],
    ['Node', '{}', { ...host, version: 'v25.0.0' }],
    ['platform', '{}', { ...host, platform: 'darwin' }],
    ['architecture', '{}', { ...host, arch: 'arm64' }],
  ])('changes with the %s', (_what, lockfile, changedHost) => {
    expect(makeStamp(lockfile, changedHost)).not.toBe(makeStamp('{}', host));
  });
});

describe('isTreeOf', () => {
  const lockfile = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/zod': { version: '4.6.7' },
      'node_modules/fsevents': { version: '2.3.3', optional: true },
      'node_modules/@parley/web': { link: true },
    },
  };
  const zod = { 'node_modules/zod': { version: '4.6.7' }, 'node_modules/@parley/web': { link: true } };

  test('other platforms’ packages may be missing', () => {
    expect(isTreeOf(lockfile, { packages: zod })).toBe(true);
  });

  test('a missing package is noticed', () => {
    expect(isTreeOf(lockfile, { packages: { 'node_modules/@parley/web': { link: true } } })).toBe(false);
  });

  test('another version is noticed', () => {
    expect(isTreeOf(lockfile, { packages: { ...zod, 'node_modules/zod': { version: '4.6.6' } } })).toBe(
      false,
    );
  });
});
