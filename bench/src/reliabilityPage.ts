import type { Benchmark, RowSpec } from './Benchmark.ts';
import { formatTarget, formatValue } from './rows.ts';
import type { Outcome } from './runBenchmarks.ts';
import { mark } from './table.ts';

/** The programs that write into the page, each into a place of its own. */
export type FiguresCommand = 'npm run chaos' | 'npm run soak';

const beginOf = (command: FiguresCommand) => `<!-- Figures: made by \`${command}\`, do not edit. -->`;
const END = '<!-- End of the figures. -->';

/** What was measured, as a part of docs/reliability.md. */
export function figuresSection(
  benchmarks: readonly Benchmark[],
  { rows, notes }: Outcome,
  date: string,
): string {
  const specs = new Map<string, RowSpec>(benchmarks.flatMap((each) => each.rows.map((row) => [row.id, row])));
  return [
    `Measured on ${date}.`,
    '',
    '| figure | value | target | holds | what it is |',
    '| --- | ---: | --- | --- | --- |',
    ...rows.map((row) =>
      `| \`${row.id}\` | ${formatValue(row.value)} ${row.unit} | ${formatTarget(row)} | ${mark(row)} | ${specs.get(row.id)?.meaning ?? ''} |`.replaceAll(
        /  +/g,
        ' ',
      ),
    ),
    ...notes.map((note) => `\n${note}`),
  ].join('\n');
}

/** The page with other figures. @throws {Error} when it has no place for them */
export function replaceFigures(
  page: string,
  figures: string,
  command: FiguresCommand = 'npm run chaos',
): string {
  const mark = beginOf(command);
  const begin = page.indexOf(mark);
  const end = page.indexOf(END, begin);
  if (begin < 0 || end < 0) throw new Error('docs/reliability.md has no place for the figures');
  return `${page.slice(0, begin + mark.length)}\n\n${figures}\n\n${page.slice(end)}`;
}
