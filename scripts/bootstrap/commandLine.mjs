import { parseArgs } from 'node:util';
import { SetupError } from './SetupError.mjs';

/** The exit code for a wrong command line. */
const USAGE_EXIT_CODE = 2;

/**
 * `parseArgs` of Node, with its errors as one sentence and exit code 2.
 *
 * @param {string[]} args
 * @param {import('node:util').ParseArgsConfig} config
 * @param {string} helpCommand what prints the usage: "npm start -- --help"
 */
export function parseCommandLine(args, config, helpCommand) {
  try {
    return parseArgs({ args, ...config });
  } catch (error) {
    if (!error.code?.startsWith('ERR_PARSE_ARGS')) throw error;
    const [sentence] = error.message.split(/\. |\n/);
    throw usageError(sentence.replace(/\.$/, ''), helpCommand);
  }
}

/** @param {string} problem without a full stop @param {string} helpCommand */
export function usageError(problem, helpCommand) {
  return new SetupError(`${problem} (see ${helpCommand}).`, { exitCode: USAGE_EXIT_CODE });
}
