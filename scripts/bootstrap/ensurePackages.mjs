import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { installDebianPackages } from './aptInstall.mjs';
import { runCommand } from './command.mjs';
import { SetupError } from './SetupError.mjs';

/** @typedef {import('./systemPackages.mjs').SystemPackage} SystemPackage */

/**
 * Makes sure that system packages are there. On Debian and its kin, missing ones are installed when this runs as root;
 * anywhere else one sentence says what to install, and how.
 *
 * @param {SystemPackage[]} packages
 * @param {string} purpose what they are for, fitting after "to": "run the tests"
 * @throws {SetupError} when something is missing that cannot be installed from here
 */
export async function ensurePackages(packages, purpose) {
  const names = packages.map(({ debian }) => debian);
  const query = await runCommand('dpkg-query', ['-W', '-f', '${db:Status-Abbrev}\t${Package}\n', ...names]);
  const hasDpkg = query.code !== 127;
  const missing = hasDpkg ? missingDebianPackages(packages, query.output) : await missingCommands(packages);
  const decision = decide(missing, purpose, {
    hasDpkg,
    isRoot: process.getuid?.() === 0,
    platform: process.platform,
  });
  if (decision.action === 'refuse') throw new SetupError(decision.message);
  if (decision.action === 'install') await installDebianPackages(missing.map(({ debian }) => debian));
}

/**
 * Which packages dpkg does not have fully installed ("ii").
 *
 * @param {SystemPackage[]} packages
 * @param {string} dpkgOutput lines of "status<tab>name"; unknown packages have none
 */
export function missingDebianPackages(packages, dpkgOutput) {
  const lines = dpkgOutput.split('\n').map((line) => line.split('\t'));
  const installed = new Set(lines.filter(([status]) => status.startsWith('ii')).map(([, name]) => name));
  return packages.filter(({ debian }) => !installed.has(debian));
}

/**
 * What to do about missing packages.
 *
 * @param {SystemPackage[]} missing
 * @param {string} purpose
 * @param {{ hasDpkg: boolean, isRoot: boolean, platform: string }} system
 * @returns {{ action: 'none' } | { action: 'install' } | { action: 'refuse', message: string }}
 */
export function decide(missing, purpose, { hasDpkg, isRoot, platform }) {
  if (missing.length === 0) return { action: 'none' };
  if (hasDpkg && isRoot) return { action: 'install' };
  return {
    action: 'refuse',
    message: `To ${purpose}, first run: ${installCommand(missing, { hasDpkg, platform })}`,
  };
}

function installCommand(missing, { hasDpkg, platform }) {
  const names = missing.map(({ debian }) => debian);
  if (hasDpkg) return `sudo apt-get install --no-install-recommends ${names.join(' ')}`;
  if (platform !== 'darwin')
    return `your system's package manager to install what Debian calls ${names.join(', ')}`;
  return missing.map(({ brew, debian }) => `brew install ${brew ?? debian}`).join(' && ');
}

/** On systems without dpkg: the packages of which no program is in the PATH. Those without programs are not checked. */
async function missingCommands(packages) {
  const isThere = await Promise.all(
    packages.map(
      async ({ commands }) => !commands || (await Promise.all(commands.map(isExecutable))).includes(true),
    ),
  );
  return packages.filter((_, index) => !isThere[index]);
}

async function isExecutable(command) {
  const directories = isAbsolute(command) ? [''] : (process.env.PATH ?? '').split(delimiter);
  for (const directory of directories) {
    try {
      await access(join(directory, command), constants.X_OK);
      return true;
    } catch {
      // Not in this directory: look on.
    }
  }
  return false;
}
