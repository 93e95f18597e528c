import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ensureMedia } from '@parley/bots';
import { benchmarks } from './benchmarks.ts';
import { figuresSection, replaceFigures } from './reliabilityPage.ts';
import { runBenchmarks } from './runBenchmarks.ts';
import { formatRows } from './table.ts';

const PAGE = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));
/** What is done to a meeting, of all that is measured. */
const FAULTS = [
  'socket-drop',
  'recover',
  'churn',
  'fuzz',
  'squeeze',
  'impaired',
  'phone-network',
  'udp-blocked',
];
const HELP = `Usage: npm run chaos -- [NAME …]

Does to meetings what networks, servers and people do, in full length, and writes the figures into docs/reliability.md;
with names (of ${FAULTS.join(', ')}) only these, and writes nothing.
`;

/** @returns the exit code */
async function main(names: readonly string[]): Promise<number> {
  const known = benchmarks.filter(({ name }) => FAULTS.includes(name));
  const unknown = names.find((name) => !known.some((benchmark) => benchmark.name === name));
  if (names.includes('--help') || unknown !== undefined) {
    process.stdout.write(HELP);
    return names.includes('--help') ? 0 : 2;
  }
  const chosen = names.length === 0 ? known : known.filter(({ name }) => names.includes(name));
  const progress = (message: string) => process.stderr.write(`${message}\n`);
  const outcome = await runBenchmarks(chosen, {
    media: await ensureMedia({ onProgress: progress }),
    progress,
  });
  process.stdout.write(`\n${formatRows(outcome.rows)}\n`);
  for (const note of outcome.notes) process.stdout.write(`\nNote: ${note}\n`);
  for (const { name, error } of outcome.failures)
    process.stderr.write(`\n${name} failed: ${String(error)}\n`);
  if (names.length > 0 || outcome.failures.length > 0) return outcome.failures.length === 0 ? 0 : 1;
  const figures = figuresSection(chosen, outcome, new Date().toISOString().slice(0, 10));
  await writeFile(PAGE, replaceFigures(await readFile(PAGE, 'utf8'), figures));
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
