import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { cacheRoot } from './paths.mjs';

test.each([
  [{ PARLEY_CACHE_DIR: '/a', XDG_CACHE_HOME: '/b' }, 'linux', '/a'],
  [{ XDG_CACHE_HOME: '/b' }, 'linux', '/b/parley'],
  [{}, 'linux', `${homedir()}/.cache/parley`],
  [{}, 'darwin', `${homedir()}/Library/Caches/parley`],
])('%j on %s', (env, platform, expected) => {
  expect(cacheRoot(env, platform)).toBe(expected);
});
