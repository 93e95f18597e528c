import { parseCommandLine, usageError } from '../bootstrap/commandLine.mjs';

const HELP = 'npm test -- --help';

/** @param {string[]} names those of all checks */
export function testUsage(names) {
  return `Usage: npm test -- [check …]

Sets up what is missing and runs every check, or the named ones: ${names.join(', ')}.
The last line is "N passed, N failed"; the exit code is 1 when anything failed.
`;
}

/**
 * @param {string[]} args
 * @param {string[]} names those of all checks
 * @returns {{ help: boolean, names: string[] }} which to run
 * @throws {import('../bootstrap/SetupError.mjs').SetupError}
 */
export function parseTestOptions(args, names) {
  const options = { help: { type: 'boolean', default: false } };
  const { values, positionals } = parseCommandLine(args, { options, allowPositionals: true }, HELP);
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined) throw usageError(`There is no check "${unknown}"`, HELP);
  return { help: values.help, names: positionals.length > 0 ? positionals : names };
}
