import type { Benchmark, RowSpec } from './Benchmark.ts';
import { formatTarget, formatValue } from './rows.ts';
import type { Outcome } from './runBenchmarks.ts';
import { mark } from './table.ts';

const BEGIN = '<!-- Figures: made by `npm run chaos`, do not edit. -->';
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
export function replaceFigures(page: string, figures: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('docs/reliability.md has no place for the figures');
  return `${page.slice(0, begin + BEGIN.length)}\n\n${figures}\n\n${page.slice(end)}`;
}
