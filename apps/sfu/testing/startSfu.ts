import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../src/config.ts';
import { createLogger } from '../src/logger.ts';
import { Sfu } from '../src/Sfu.ts';

/**
 * A real server for tests and benchmarks: any free ports, loopback only, one worker, quiet, with a data folder of its own
 * that is gone with it. Settings are given as the environment variables an operator would set:
 * `await using sfu = await startSfu({ PARLEY_WORKERS: '2' })`.
 */
export async function startSfu(environment: Record<string, string> = {}): Promise<Sfu> {
  const ownDir = environment['PARLEY_DATA_DIR'] === undefined ? mkdtempSync(join(tmpdir(), 'parley-')) : null;
  const removeOwnDir = () => {
    if (ownDir !== null) rmSync(ownDir, { recursive: true, force: true });
  };
  const config = loadConfig({
    PARLEY_PORT: '0',
    PARLEY_HOST: '127.0.0.1',
    PARLEY_MEDIA_PORT: '0',
    PARLEY_MEDIA_ADDRESSES: '127.0.0.1',
    PARLEY_WORKERS: '1',
    // All clients of a test call from one address.
    PARLEY_NEW_ROOMS_PER_MINUTE: '10000',
    PARLEY_PEOPLE_PER_ADDRESS: '10000',
    PARLEY_WORKER_BIN: process.env['PARLEY_WORKER_BIN'],
    // Who says how long a place is kept means it, whether media goes on or not.
    ...(environment['PARLEY_RESUME_GRACE_S'] !== undefined && {
      PARLEY_MEDIA_GRACE_S: environment['PARLEY_RESUME_GRACE_S'],
    }),
    PARLEY_LOG_LEVEL: process.env['PARLEY_LOG_LEVEL'] ?? 'silent',
    ...(ownDir !== null && { PARLEY_DATA_DIR: ownDir }),
    ...environment,
  });
  try {
    const sfu = await Sfu.create(config, createLogger(config));
    void sfu.closed.then(removeOwnDir);
    return sfu;
  } catch (error) {
    removeOwnDir();
    throw error;
  }
}
