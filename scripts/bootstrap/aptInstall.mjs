import { lastLine, runCommand } from './command.mjs';
import { SetupError } from './SetupError.mjs';
import { withProgress } from './Progress.mjs';

/** Another apt (unattended upgrades, a second set-up) may hold the lock: wait for it instead of failing. */
const LOCK_TIMEOUT_S = 300;

const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

/**
 * Installs Debian packages; needs root.
 *
 * @param {string[]} names
 * @throws {SetupError}
 */
export async function installDebianPackages(names) {
  await withProgress('Reading the package lists', () => apt(['update'], names));
  await withProgress(`Installing ${names.join(', ')}`, (progress) =>
    apt(
      ['install', '--yes', '--no-install-recommends', '-o', 'APT::Status-Fd=1', ...names],
      names,
      (line) => {
        const percent = aptPercent(line);
        if (percent !== undefined) progress.update(percent, 100);
      },
    ),
  );
}

async function apt(args, names, onLine) {
  const { code, output } = await runCommand(
    'apt-get',
    ['-o', `DPkg::Lock::Timeout=${LOCK_TIMEOUT_S}`, ...args],
    {
      env: environment,
      onLine,
    },
  );
  if (code === 0) return;
  const reason = output.split('\n').findLast((line) => line.startsWith('E: ')) ?? lastLine(output);
  throw new SetupError(
    `apt-get could not install ${names.join(', ')} (${reason.replace(/^E: /, '')}): check the network connection, then run the command again.`,
  );
}

/**
 * How far apt-get is, from a line of its status stream: downloading is the first half, unpacking and configuring the second.
 *
 * @param {string} line
 * @returns {number | undefined} 0 to 100; undefined when the line is not about progress
 */
export function aptPercent(line) {
  const match = /^(dlstatus|pmstatus):.*?:(\d+(?:\.\d+)?):/.exec(line);
  if (!match) return undefined;
  const [, phase, percent] = match;
  return Math.round(Number(percent) / 2) + (phase === 'pmstatus' ? 50 : 0);
}
