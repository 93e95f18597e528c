import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureWorker } from './worker.mjs';
import { WorkerCache } from './WorkerCache.mjs';
import { proveWorker } from './workerProof.mjs';

let directory;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-worker-'));
});

afterEach(() => rm(directory, { recursive: true }));

async function script(text) {
  const path = join(directory, 'fake-worker');
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o755);
  return path;
}

describe('proveWorker', () => {
  test('accepts the worker that this set-up provides', async () => {
    expect(await proveWorker(process.env.PARLEY_WORKER_BIN ?? (await ensureWorker()))).toBeUndefined();
  });

  test('rejects a program that does nothing', async () => {
    expect(await proveWorker('/bin/true')).toBe('it does not start');
  });

  test('rejects one that crashes', async () => {
    expect(await proveWorker(await script('kill -SEGV $$'))).toBe('it does not start');
  });

  test('rejects one that is not there', async () => {
    expect(await proveWorker(join(directory, 'nothing'))).toBe('it does not start');
  });
});

describe('WorkerCache', () => {
  const about = { version: '1.2.3', source: 'built' };

  test('trusts what was stored, and says where it came from', async () => {
    const cache = new WorkerCache(join(directory, 'cache'));
    expect(await cache.isTrusted()).toBe(false);
    await cache.store(await script('exit 0'), about);
    expect(await cache.isTrusted()).toBe(true);
    expect(JSON.parse(await readFile(join(cache.directory, 'proven.json'), 'utf8'))).toMatchObject(about);
  });

  test('does not trust other bytes than those that were proven', async () => {
    const cache = new WorkerCache(join(directory, 'cache'));
    await cache.store(await script('exit 0'), about);
    await writeFile(cache.binary, 'something else');
    expect(await cache.isTrusted()).toBe(false);
  });

  test('does not trust a record that was cut off', async () => {
    const cache = new WorkerCache(join(directory, 'cache'));
    await cache.store(await script('exit 0'), about);
    await writeFile(join(cache.directory, 'proven.json'), '{ "version"');
    expect(await cache.isTrusted()).toBe(false);
  });
});

test('a worker given by MEDIASOUP_WORKER_BIN must be there', async () => {
  const path = join(directory, 'nothing');
  await expect(ensureWorker({ MEDIASOUP_WORKER_BIN: path })).rejects.toThrow(
    `MEDIASOUP_WORKER_BIN names ${path}, which is not there or cannot be run.`,
  );
});
