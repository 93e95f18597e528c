import { parseArgs } from 'node:util';

export const usage = `Usage: npm run bench -- [NAME …] [options]

Measures Parley on this machine; without names everything, which takes about 25 minutes.

  --list        print every figure with its unit, target and meaning, and measure nothing
  --json FILE   write the figures, the machine and the versions to FILE
  --docs        write docs/benchmarks.md from this run; needs every benchmark, so it goes without names
  --from FILE   with --docs: measure nothing, write the page from what --json has written; repeatable, the latest last
  --help        print this
`;

export interface Options {
  readonly names: readonly string[];
  readonly list: boolean;
  readonly docs: boolean;
  readonly help: boolean;
  readonly jsonFile: string | null;
  /** Reports of earlier runs to make the page from. */
  readonly fromFiles: readonly string[];
}

/** A wrong command line; the message is one sentence for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws {UsageError} */
export function parseOptions(args: readonly string[], known: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no benchmark "${unknown}"; there are ${known.join(', ')}.`);
  }
  if (values.docs && positionals.length > 0) {
    throw new UsageError('--docs describes a whole run, so it goes without names.');
  }
  const { list, docs, help, json = null, from } = values;
  if (from.length > 0 && !docs) throw new UsageError('--from goes with --docs.');
  const names = known.filter((name) => positionals.includes(name));
  return { names, list, docs, help, jsonFile: json, fromFiles: from };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        list: { type: 'boolean', default: false },
        docs: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        json: { type: 'string' },
        from: { type: 'string', multiple: true, default: [] },
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? '') : String(error);
    throw new UsageError(`${reason.replace(/\.$/, '')} (see npm run bench -- --help).`, { cause: error });
  }
}
