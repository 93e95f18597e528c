import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, delimiter } from 'node:path';
import { runCommand, startForeground } from './command.mjs';
import { runNpm } from './npm.mjs';
import { cacheRoot } from './paths.mjs';
import { withProgress } from './Progress.mjs';
import { SetupError } from './SetupError.mjs';
import { isAtLeast } from './version.mjs';

/** Runs TypeScript as it is (our own code) and is new enough for every dependency. */
const MINIMUM_NODE = '24.0.0';
/** What npm's `node` package is asked for where the running Node is older. */
const NODE_RANGE = '24';

/**
 * Makes sure that this process is, or hands over to, a Node that is new enough. An older one gets a newer one from npm
 * into the cache and runs the same command line in it.
 *
 * @returns {Promise<number | undefined>} the exit code of the newer Node's run; undefined when the running one will do
 */
export async function handOverToNewerNode() {
  if (isAtLeast(process.version, MINIMUM_NODE)) return undefined;
  const node = await ensureCachedNode();
  // In front of the PATH, so that npm and the tools it starts run in it too.
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  return startForeground(node, process.argv.slice(1), { env }).ended;
}

async function ensureCachedNode() {
  const directory = join(cacheRoot(), 'node', `${NODE_RANGE}-${process.platform}-${process.arch}`);
  const node = join(directory, 'node_modules', 'node', 'bin', 'node');
  if (await runs(node)) return node;
  await withProgress(`Getting Node ${NODE_RANGE} (this one is ${process.version})`, () =>
    installNode(directory),
  );
  if (!(await runs(node))) {
    throw new SetupError(
      `The Node ${NODE_RANGE} from npm does not run on this system: install Node ${NODE_RANGE} yourself.`,
    );
  }
  return node;
}

async function runs(node) {
  const { code, output } = await runCommand(node, ['--version']);
  return code === 0 && isAtLeast(output.trim(), MINIMUM_NODE);
}

/** Two set-ups may do this at once: each installs into a folder of its own, and the first one in place stays. */
async function installNode(directory) {
  await mkdir(dirname(directory), { recursive: true });
  const scratch = await mkdtemp(`${directory}.`);
  try {
    await writeFile(join(scratch, 'package.json'), '{ "private": true }\n');
    // npm's `node` package fetches the program for this platform in its own install script: this one call runs scripts.
    await runNpm(
      `get Node ${NODE_RANGE}`,
      ['install', '--no-audit', '--no-fund', '--no-package-lock', `node@${NODE_RANGE}`],
      {
        cwd: scratch,
        env: { npm_config_ignore_scripts: 'false', npm_config_prefix: undefined },
      },
    );
    await putInPlace(scratch, directory);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function putInPlace(scratch, directory) {
  if (!(await runs(join(directory, 'node_modules', 'node', 'bin', 'node')))) {
    // What is there was left half done.
    await rm(directory, { recursive: true, force: true });
  }
  try {
    await rename(scratch, directory);
  } catch (error) {
    // The other set-up was faster; its folder is as good.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  }
}
