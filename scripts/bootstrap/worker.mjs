import { access, constants, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { cacheRoot, repoRoot } from './paths.mjs';
import { Progress } from './Progress.mjs';
import { SetupError } from './SetupError.mjs';
import { buildWorker } from './workerBuild.mjs';
import { WorkerCache } from './WorkerCache.mjs';
import { downloadPrebuiltWorker } from './workerPrebuilt.mjs';
import { proveWorker } from './workerProof.mjs';

/** @typedef {'prebuilt' | 'built'} WorkerSource */

/**
 * Provides the mediasoup-worker program of the installed mediasoup: the one that `MEDIASOUP_WORKER_BIN` names, else the
 * one in the cache, else mediasoup's own prebuilt one, else one built here. What enters the cache has proven itself by
 * a real handshake.
 *
 * @returns {Promise<string>} its path
 * @throws {SetupError}
 */
export async function ensureWorker(env = process.env) {
  if (env.MEDIASOUP_WORKER_BIN) return checkGiven(env.MEDIASOUP_WORKER_BIN);
  const mediasoup = join(repoRoot, 'node_modules', 'mediasoup');
  const { version } = JSON.parse(await readFile(join(mediasoup, 'package.json'), 'utf8'));
  const cache = new WorkerCache(
    join(cacheRoot(env), 'mediasoup-worker', `${version}-${process.platform}-${process.arch}`),
  );
  if (await cache.isTrusted()) return cache.binary;
  await withLock(`${cache.directory}.lock`, async () => {
    if (await cache.isTrusted()) return;
    await provide(cache, mediasoup, version);
  });
  return cache.binary;
}

async function checkGiven(path) {
  try {
    await access(path, constants.X_OK);
    return path;
  } catch (cause) {
    throw new SetupError(`MEDIASOUP_WORKER_BIN names ${path}, which is not there or cannot be run.`, {
      cause,
    });
  }
}

async function provide(cache, mediasoup, version) {
  const scratch = `${cache.directory}.scratch`;
  // The lock keeps others out of it; what an interrupted build has left goes.
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  try {
    if (await tryPrebuilt(cache, mediasoup, scratch, version)) return;
    const binary = await buildWorker(mediasoup, scratch);
    const failure = await proveWorker(binary);
    if (failure) throw new SetupError(`The mediasoup-worker built here does not work: ${failure}.`);
    await cache.store(binary, { version, source: 'built' });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** @returns {Promise<boolean>} false when there is none for this machine, or it does not work here: then it is built */
async function tryPrebuilt(cache, mediasoup, scratch, version) {
  const progress = new Progress(`Getting mediasoup's prebuilt worker ${version}`);
  const { binary, failure } = await downloadPrebuiltWorker(mediasoup, scratch);
  const problem = failure ?? (await proveWorker(binary));
  if (problem) {
    progress.end(`not possible here, it will be built instead: ${problem}`);
    return false;
  }
  await cache.store(binary, { version, source: 'prebuilt' });
  progress.end();
  return true;
}
