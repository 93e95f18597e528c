import { expect, test } from 'vitest';
import { npmFailure } from './npm.mjs';

test('a registry that cannot be reached is named as such', () => {
  const output =
    'npm error code ENOTFOUND\nnpm error syscall getaddrinfo\nnpm error network request failed\n';
  expect(npmFailure('install the dependencies', output).message).toBe(
    'npm could not install the dependencies because its registry cannot be reached (ENOTFOUND): check the network connection, then run the command again.',
  );
});

test('anything else is given in npm’s first words', () => {
  const output =
    'npm warn old\nnpm error code EUSAGE\nnpm error\nnpm error The lock file is not in sync.\nnpm error A complete log of this run can be found in: x\n';
  expect(npmFailure('install', output).message).toBe('npm could not install: The lock file is not in sync.');
});

test('no npm at all', () => {
  expect(npmFailure('install', 'spawn npm ENOENT').message).toBe('npm could not install: spawn npm ENOENT');
});
