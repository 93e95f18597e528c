import { lastLine, runCommand } from './command.mjs';
import { SetupError } from './SetupError.mjs';

/** How npm names the failures of a network that does not reach the registry. */
const UNREACHABLE =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;

/** Give up on an unreachable registry after some ten seconds; npm's own defaults take more than a minute. */
const NETWORK = {
  npm_config_fetch_retries: '2',
  npm_config_fetch_retry_mintimeout: '1000',
  npm_config_fetch_retry_maxtimeout: '5000',
};

/**
 * Runs npm.
 *
 * @param {string} task what it is to do, fitting after "npm could not"
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string | undefined> }} options `env` is added to this process's
 * @throws {SetupError}
 */
export async function runNpm(task, args, { cwd, env = {} }) {
  const { code, output } = await runCommand('npm', args, {
    cwd,
    env: { ...process.env, ...NETWORK, ...env },
  });
  if (code !== 0) throw npmFailure(task, output);
}

/**
 * Turns npm's many lines into one sentence.
 *
 * @param {string} task what npm was to do, fitting after "npm could not"
 * @param {string} output what npm printed
 */
export function npmFailure(task, output) {
  const unreachable = UNREACHABLE.exec(output);
  if (unreachable) {
    return new SetupError(
      `npm could not ${task} because its registry cannot be reached (${unreachable[1]}): check the network connection, then run the command again.`,
    );
  }
  const errors = output
    .split('\n')
    .filter((line) => /^npm (error|ERR!) /.test(line) && !/A complete log|code E?\w+$/.test(line));
  const reason = (errors[0] ?? lastLine(output)).replace(/^npm (error|ERR!) /, '');
  return new SetupError(`npm could not ${task}: ${reason}`);
}
