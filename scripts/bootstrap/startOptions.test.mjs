import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseStartOptions } from './startOptions.mjs';

test('without options the environment decides', () => {
  expect(parseStartOptions([])).toEqual({ help: false, environment: {} });
});

test('options become the server’s environment', () => {
  expect(parseStartOptions(['--port', '0', '--host=::1', '--https']).environment).toEqual({
    PARLEY_PORT: '0',
    PARLEY_HOST: '::1',
    PARLEY_HTTPS: '1',
  });
});

test('a data folder is the same wherever the server runs', () => {
  expect(parseStartOptions(['--data-dir', 'kept']).environment).toEqual({ PARLEY_DATA_DIR: resolve('kept') });
});

test.each([
  [['--port', 'http'], '--port must be a number from 0 to 65535, not "http" (see npm start -- --help).'],
  [['--port', '65536'], '--port must be a number from 0 to 65535, not "65536" (see npm start -- --help).'],
  [['--port='], '--port must be a number from 0 to 65535, not "" (see npm start -- --help).'],
  [['--host='], '--host needs an address (see npm start -- --help).'],
  [['--data-dir='], '--data-dir needs a path (see npm start -- --help).'],
  [['--prot', '1'], "Unknown option '--prot' (see npm start -- --help)."],
  [['room'], "Unexpected argument 'room' (see npm start -- --help)."],
])('%j is refused', (args, message) => {
  expect(() => parseStartOptions(args)).toThrow(expect.objectContaining({ message, exitCode: 2 }));
});
