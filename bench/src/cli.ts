import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureMedia } from '@parley/bots';
import type { RowSpec } from './Benchmark.ts';
import { benchmarks } from './benchmarks.ts';
import { type Report, toMarkdown } from './docsPage.ts';
import { describeMachine, describeVersions } from './environment.ts';
import { type Options, parseOptions, usage, UsageError } from './options.ts';
import { formatTarget } from './rows.ts';
import { type Outcome, runBenchmarks } from './runBenchmarks.ts';
import { formatColumns, formatRows } from './table.ts';

const DOCS_FILE = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));
const USAGE_EXIT_CODE = 2;

/** @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(
    args,
    benchmarks.map(({ name }) => name),
  );
  if (options.help) print(usage);
  else if (options.list) print(`${listOf(benchmarks.flatMap(({ rows }) => rows))}\n`);
  else if (options.fromFiles.length > 0) await describe(options.fromFiles);
  else return measure(options);
  return 0;
}

async function describe(files: readonly string[]): Promise<void> {
  const reports = files.map(async (file) => JSON.parse(await readFile(resolve(file), 'utf8')) as Report);
  await write(DOCS_FILE, toMarkdown(await Promise.all(reports), benchmarks));
}

async function measure({ names, jsonFile, docs }: Options): Promise<number> {
  const chosen = names.length === 0 ? benchmarks : benchmarks.filter(({ name }) => names.includes(name));
  const progress = (message: string) => process.stderr.write(`${message}\n`);
  const machine = await describeMachine();
  const versions = await describeVersions(process.env['PARLEY_WORKER_BIN']);
  const media = await ensureMedia({ onProgress: progress });
  const outcome = await runBenchmarks(chosen, { media, progress });
  show(outcome);
  const { rows, notes } = outcome;
  const report: Report = { rows, machine, versions, notes, date: new Date().toISOString().slice(0, 10) };
  if (jsonFile !== null) await write(jsonFile, `${JSON.stringify(report, undefined, 2)}\n`);
  if (outcome.failures.length > 0) return 1; // and a page with holes in it is not written
  if (docs) await write(DOCS_FILE, toMarkdown([report], benchmarks));
  return 0;
}

function show({ rows, notes, failures }: Outcome): void {
  print(`\n${formatRows(rows)}\n`);
  for (const note of notes) print(`\nNote: ${note}\n`);
  for (const { name, error } of failures) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`\n${name} failed: ${reason}\n`);
  }
}

function listOf(specs: readonly RowSpec[]): string {
  const lines = specs.map((spec) => [spec.id, spec.unit, formatTarget(spec), spec.meaning]);
  return formatColumns(lines, ['left', 'left', 'left', 'left']);
}

async function write(file: string, text: string): Promise<void> {
  const path = resolve(file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  process.stderr.write(`Written: ${file}\n`);
}

function print(text: string): void {
  process.stdout.write(text);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = USAGE_EXIT_CODE;
}
