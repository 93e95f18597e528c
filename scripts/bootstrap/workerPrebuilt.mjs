import { copyFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.mjs';

/** A closed network must not hold up the set-up: so long may it take until its server answers at all. */
const ANSWER_TIMEOUT_MS = 8_000;
/** And so long the download of its few megabytes. */
const DOWNLOAD_TIMEOUT_MS = 180_000;

/**
 * Downloads mediasoup's prebuilt worker by mediasoup's own install script, which knows where it is, unpacks it and
 * checks that it starts on this machine.
 *
 * @param {string} mediasoup the installed package
 * @param {string} scratch a folder to leave the binary in
 * @returns {Promise<{ binary: string, failure?: undefined } | { binary?: undefined, failure: string }>}
 */
export async function downloadPrebuiltWorker(mediasoup, scratch, env = process.env) {
  if (env.MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD)
    return { failure: 'MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD is set' };
  const unreachable = await whyUnreachable(await downloadServer(mediasoup, env));
  if (unreachable) return { failure: unreachable };

  const { code } = await runCommand(process.execPath, ['npm-scripts.mjs', 'postinstall'], {
    cwd: mediasoup,
    timeoutMs: DOWNLOAD_TIMEOUT_MS,
    // When it finds no binary it would build one with Python's package manager, inside node_modules. A Python that
    // always fails keeps it from that: this set-up has its own build.
    env: { ...env, PYTHON: 'false' },
  });
  if (code !== 0) return { failure: 'there is none for this system' };
  const produced = join(mediasoup, 'worker', 'out', 'Release', 'mediasoup-worker');
  const binary = join(scratch, 'mediasoup-worker');
  await copyFile(produced, binary);
  await rm(produced);
  return { binary };
}

async function downloadServer(mediasoup, env) {
  if (env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL) return env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL;
  const { repository } = JSON.parse(await readFile(join(mediasoup, 'package.json'), 'utf8'));
  return repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
}

async function whyUnreachable(url) {
  try {
    // Any answer will do, also "not found": somebody is there.
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return undefined;
  } catch (error) {
    return `its server cannot be reached (${error.cause?.code ?? error.name})`;
  }
}
