import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { runNpm } from './npm.mjs';
import { cacheRoot, repoRoot } from './paths.mjs';
import { withProgress } from './Progress.mjs';

/**
 * Installs what package-lock.json says, unless it is there already. Install scripts stay off: none of the dependencies
 * needs one but mediasoup, whose worker is provided by `ensureWorker`.
 *
 * @throws {import('./SetupError.mjs').SetupError} when npm fails
 */
export async function ensureDependencies(root = repoRoot) {
  if (await areInstalled(root)) return;
  await withLock(lockPath(root), async () => {
    if (await areInstalled(root)) return;
    await withProgress('Installing the npm packages', () =>
      runNpm('install the dependencies', ['ci', '--ignore-scripts'], { cwd: root }),
    );
    await writeFile(stampPath(root), await stampFor(root));
  });
}

async function areInstalled(root) {
  const [stamp, expected] = await Promise.all([readIfThere(stampPath(root)), stampFor(root)]);
  if (stamp === expected) return true;
  // A stamp of another Node or platform: native packages may not fit. None at all, or one of another lockfile: a
  // developer's own `npm install` may have done the work.
  if (stamp !== undefined && hostOf(stamp) !== hostOf(expected)) return false;
  if (!(await matchesInstalledTree(root))) return false;
  await writeFile(stampPath(root), expected);
  return true;
}

/** Outside the checkout, which `npm ci` empties of node_modules and git watches otherwise. */
function lockPath(root) {
  return join(
    cacheRoot(),
    'locks',
    `install-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`,
  );
}

function stampPath(root) {
  return join(root, 'node_modules', '.parley-stamp');
}

async function stampFor(root) {
  return makeStamp(await readFile(join(root, 'package-lock.json')));
}

/**
 * One line that changes whenever the installed packages have to.
 *
 * @param {string | Buffer} lockfile the content of package-lock.json
 */
export function makeStamp(lockfile, { version, platform, arch } = process) {
  const major = /^v(\d+)/.exec(version)[1];
  return `${createHash('sha256').update(lockfile).digest('hex')} node${major}-${platform}-${arch}\n`;
}

function hostOf(stamp) {
  return stamp.split(' ')[1];
}

/** Compares the lockfile with the one that npm leaves inside node_modules, which tells what is really there. */
async function matchesInstalledTree(root) {
  const installed = await readIfThere(join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const lockfile = await readFile(join(root, 'package-lock.json'), 'utf8');
  return isTreeOf(JSON.parse(lockfile), JSON.parse(installed));
}

/**
 * Whether the installed tree has every package of the lockfile, in its version. Optional packages (other platforms'
 * binaries) may be missing.
 *
 * @param {{ packages: Record<string, { version?: string, optional?: boolean, link?: boolean }> }} lockfile
 * @param {{ packages: Record<string, { version?: string }> }} installed
 */
export function isTreeOf(lockfile, installed) {
  return Object.entries(lockfile.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed.packages[path];
    return found ? found.version === wanted.version : wanted.optional === true;
  });
}

async function readIfThere(path) {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
