import type { Benchmark, Row, RowSpec } from './Benchmark.ts';
import type { Machine, Versions } from './environment.ts';
import { formatTarget, formatValue } from './rows.ts';
import { mark } from './table.ts';

/** A run, as it is written to JSON. */
export interface Report {
  readonly rows: readonly Row[];
  readonly machine: Machine;
  readonly versions: Versions;
  readonly notes: readonly string[];
  /** When it was made, as YYYY-MM-DD. */
  readonly date: string;
}

const WORKERS: Record<Versions['mediasoupWorker'], string> = {
  prebuilt: "mediasoup's own prebuilt worker",
  built:
    "a worker built here against the system's libraries (its SRTP is a little slower than the prebuilt one's)",
  unknown: 'a worker of unknown origin',
};

const LIMITS = [
  'Server, browser and bots share this machine and its loopback interface: there is no network delay in these figures, and they compete for the same cores.',
  'A page joins as the web app does: its camera is open, its socket connected and its codecs loaded a second before the click. Three of the bots speak all the time, so that the first audio does not depend on who is drawing breath.',
  'A 95th percentile of fifteen joins is little more than the second worst of them.',
  'Absolute CPU figures differ between machines and days; the ratio of interleaved runs holds.',
  'In the room of 25 each bot shows a page of nine others, because two cores cannot carry every picture to everybody.',
  'Rooms of 25 and 50 consist of bots in one process: real ICE, DTLS, SRTP, congestion feedback and signaling, but pictures that are put together, not decoded.',
  'Switched-off layers come back slowly because of the engine: it lets a stream be 2 s old before a consumer may move up to it. That is why the layers of people who may be on stage next stay on standby.',
  'Bandwidth in a mesh is computed from the measured upload in a room of two, not measured.',
];

/**
 * docs/benchmarks.md of one or more runs, the latest last. Each benchmark is shown as its latest run measured it, for
 * its figures belong together.
 */
export function toMarkdown(reports: readonly Report[], benchmarks: readonly Benchmark[]): string {
  const latest = reports.at(-1);
  if (latest === undefined) throw new Error('there is no run to describe');
  const measured = benchmarks.map((benchmark) => ({ benchmark, report: reportOf(benchmark, reports) }));
  const targets = measured.flatMap(({ benchmark, report }) => rowsOf(benchmark, report));
  const notes = new Set(reports.flatMap((report) => report.notes));
  return [
    '# Benchmarks',
    '',
    '<!-- Made by `npm run bench -- --docs`: do not edit. -->',
    '',
    'Each section says when it was measured; its figures come from one run. To measure it yourself:',
    '',
    '```sh',
    'npm run bench                       # everything, about twenty-five minutes',
    'npm run bench -- join share         # only these',
    'npm run bench -- --json bench.json  # for programs',
    'npm run bench -- --list             # every figure and what it means',
    'npm run bench -- --docs             # everything, and this page',
    'npm run bench -- --docs --from a.json --from b.json  # this page, from earlier runs',
    '```',
    '',
    '## Targets',
    '',
    ...table(targets.filter(({ target }) => target !== null)),
    ...measured.flatMap(({ benchmark, report }) => section(benchmark, report)),
    '## Machine',
    '',
    ...machine(latest),
    '',
    '## What to know',
    '',
    ...[...notes, ...busyMachine(latest.machine), ...LIMITS].map((note) => `- ${note}`),
    '',
  ].join('\n');
}

/** The latest run that measured a benchmark. */
function reportOf({ rows }: Benchmark, reports: readonly Report[]): Report | undefined {
  return reports.findLast((report) => report.rows.some(({ id }) => rows.some((spec) => spec.id === id)));
}

function rowsOf({ rows }: Benchmark, report: Report | undefined): Row[] {
  return report?.rows.filter(({ id }) => rows.some((spec) => spec.id === id)) ?? [];
}

/** Half a core in use by others is more than any measurement here tolerates. */
const BUSY_LOAD = 0.5;

function busyMachine({ loadBefore }: Machine): string[] {
  if (loadBefore < BUSY_LOAD) return [];
  return [
    `Other programs kept this machine busy (load average ${loadBefore} before the run): on a quiet one latencies are lower.`,
  ];
}

function table(rows: readonly Row[]): string[] {
  return [
    '| figure | value | target | holds |',
    '| --- | ---: | --- | --- |',
    ...rows.map(
      (row) => `| \`${row.id}\` | ${withUnit(row.value, row.unit)} | ${formatTarget(row)} | ${mark(row)} |`,
    ),
    '',
  ];
}

function section({ name, rows: specs }: Benchmark, report: Report | undefined): string[] {
  if (report === undefined) {
    return [`## ${name}`, '', 'Not measured on this machine: see what to know below.', ''];
  }
  const values = new Map(report.rows.map((row) => [row.id, row.value]));
  return [
    `## ${name}`,
    '',
    `Measured on ${report.date}.`,
    '',
    '| figure | value | what it is |',
    '| --- | ---: | --- |',
    ...specs.map((spec) => line(spec, values.get(spec.id))),
    '',
  ];
}

/** @throws {Error} when a benchmark lacks one of its figures. */
function line({ id, unit, meaning }: RowSpec, value: number | undefined): string {
  if (value === undefined) throw new Error(`the run has no ${id}`);
  return `| \`${id}\` | ${withUnit(value, unit)} | ${meaning} |`;
}

function machine({ machine: { cpu, cores, memoryGb, os, loadBefore }, versions }: Report): string[] {
  return [
    `- ${cpu}, ${cores} cores, ${memoryGb} GB`,
    `- ${os}`,
    `- Load average before the run: ${loadBefore}`,
    `- Node ${versions.node}, mediasoup ${versions.mediasoup} with ${WORKERS[versions.mediasoupWorker]}, Chromium ${versions.chromium}`,
  ];
}

function withUnit(value: number, unit: string): string {
  return `${formatValue(value)} ${unit}`.trimEnd();
}
