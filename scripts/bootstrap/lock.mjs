import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const RETRY_MS = 250;

/**
 * Runs `work` while holding a lock file, so that two checkouts (or two terminals) do not provide the same thing at
 * once; the second waits and then finds it there. A lock whose process is gone is taken over. Should two take it over
 * in the same instant, the work is done twice: its results must be put in place by a rename.
 *
 * @template T
 * @param {string} path the lock file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  await mkdir(dirname(path), { recursive: true });
  let announced = false;
  while (!(await tryAcquire(path))) {
    if (!announced) console.error(`Waiting for another set-up to finish (${path}) …`);
    announced = true;
    await sleep(RETRY_MS);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryAcquire(path) {
  // A link appears with its content or not at all, so nobody ever reads a lock without an owner.
  const own = `${path}.${randomUUID()}`;
  await writeFile(own, String(process.pid));
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!(await isAbandoned(path))) return false;
    await rm(path, { force: true });
    return await tryAcquire(path);
  } finally {
    await rm(own, { force: true });
  }
}

async function isAbandoned(path) {
  try {
    process.kill(Number(await readFile(path, 'utf8')), 0);
    return false;
  } catch (error) {
    // ENOENT: released meanwhile. EPERM: another user's process, alive.
    return error.code === 'ESRCH';
  }
}
