import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureMedia } from '@parley/bots';
import type { Row } from './Benchmark.ts';
import { soakRows } from './benchmarks/soak.ts';
import { figuresSection, replaceFigures } from './reliabilityPage.ts';
import { meetsTarget, toRows } from './rows.ts';
import { soak, type SoakReport } from './soak/soak.ts';
import { formatRows } from './table.ts';

const PAGE = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));
const COMMAND = 'npm run soak';
const HELP = `Usage: npm run soak -- [options]

A long meeting in which people talk, share, mute, turn pages, change devices, go and come; one of them has a real browser.

  --minutes N   how long it takes (30)
  --people N    how many there are (25)
  --seed N      another meeting of the same kind (6)
  --json FILE   write figures, all readings and all problems to FILE
  --docs        write the figures into docs/reliability.md
  --from FILE   with --docs: measure nothing, take what --json has written
  --help        print this
`;
/** What --json writes, among other things. */
interface Figures {
  readonly date: string;
  readonly rows: readonly Row[];
}

const SAMPLES = 180;
const MIN_SAMPLE_MS = 5000;

/** @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const { values: options } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '30' },
      people: { type: 'string', default: '25' },
      seed: { type: 'string', default: '6' },
      json: { type: 'string' },
      from: { type: 'string' },
      docs: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [minutes, people, seed] = [options.minutes, options.people, options.seed].map(Number);
  if (options.help || !minutes || !people || people < 6 || seed === undefined || Number.isNaN(seed)) {
    process.stdout.write(HELP);
    return options.help ? 0 : 2;
  }
  if (options.from !== undefined) {
    await writeDocs(JSON.parse(await readFile(resolve(options.from), 'utf8')) as Figures);
    return 0;
  }
  const durationMs = minutes * 60_000;
  const progress = (message: string) => process.stderr.write(`${message}\n`);
  const report = await soak(
    { durationMs, people, seed, sampleEveryMs: Math.max(MIN_SAMPLE_MS, durationMs / SAMPLES) },
    { media: await ensureMedia({ onProgress: progress }), progress },
  );
  if (options.json !== undefined) await writeFile(resolve(options.json), JSON.stringify(report));
  const rows = toRows(soakRows, report.values);
  const figures = { date: new Date().toISOString().slice(0, 10), rows };
  show(report, rows);
  if (options.json !== undefined)
    await writeFile(resolve(options.json), `${JSON.stringify({ ...figures, ...report }, undefined, 1)}\n`);
  if (options.docs) await writeDocs(figures);
  return rows.every((row) => meetsTarget(row) !== false) ? 0 : 1;
}

function show({ errors, troubles, left }: SoakReport, rows: readonly Row[]): void {
  process.stdout.write(`\n${formatRows(rows)}\n`);
  for (const error of errors) process.stdout.write(`\nError: ${error}\n`);
  for (const trouble of troubles) process.stdout.write(`\nTrouble: ${trouble}\n`);
  if (Object.keys(left).length > 0) process.stdout.write(`\nLeft over: ${JSON.stringify(left)}\n`);
}

async function writeDocs({ date, rows }: Figures): Promise<void> {
  const benchmark = { name: 'soak', rows: soakRows, run: () => Promise.resolve(null) };
  const figures = figuresSection([benchmark], { rows, notes: [], failures: [] }, date);
  await writeFile(PAGE, replaceFigures(await readFile(PAGE, 'utf8'), figures, COMMAND));
}

process.exitCode = await main(process.argv.slice(2));
