import { resolve } from 'node:path';
import { parseCommandLine, usageError } from './commandLine.mjs';

const HELP = 'npm start -- --help';

export const startUsage = `Usage: npm start -- [options]

Sets up what is missing, builds the web app and serves Parley on one port.

  --port <number>   the port to listen on (default: PARLEY_PORT, else 3000; 0 takes a free one)
  --host <address>  the address to listen on (default: PARLEY_HOST, else all addresses)
  --https           serve over HTTPS with a self-signed certificate, which is made once and kept; other devices on
                    the network need it to use their cameras
  --data-dir <path> the folder for rooms, records and the certificate (default: PARLEY_DATA_DIR, else
                    ~/.local/share/parley)
  --help            print this

Everything else is set by environment variables: see README.md.
`;

/**
 * @param {string[]} args
 * @returns {{ help: boolean, environment: Record<string, string> }} the server reads its options from the environment
 * @throws {import('./SetupError.mjs').SetupError}
 */
export function parseStartOptions(args) {
  const options = {
    port: { type: 'string' },
    host: { type: 'string' },
    https: { type: 'boolean', default: false },
    'data-dir': { type: 'string' },
    help: { type: 'boolean', default: false },
  };
  const { values } = parseCommandLine(args, { options }, HELP);
  if (values.port !== undefined) checkPort(values.port);
  if (values.host === '') throw usageError('--host needs an address', HELP);
  const dataDir = values['data-dir'];
  if (dataDir === '') throw usageError('--data-dir needs a path', HELP);
  return {
    help: values.help,
    environment: {
      ...(values.port !== undefined && { PARLEY_PORT: values.port }),
      ...(values.host !== undefined && { PARLEY_HOST: values.host }),
      ...(dataDir !== undefined && { PARLEY_DATA_DIR: resolve(dataDir) }),
      ...(values.https && { PARLEY_HTTPS: '1' }),
    },
  };
}

function checkPort(text) {
  const isPort = /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
  if (!isPort) throw usageError(`--port must be a number from 0 to 65535, not "${text}"`, HELP);
}
