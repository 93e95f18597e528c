import type { Row } from './Benchmark.ts';
import { formatTarget, formatValue, meetsTarget } from './rows.ts';

export type Align = 'left' | 'right';

/** Columns of equal width, two blanks apart; no blanks at the ends of lines. */
export function formatColumns(lines: readonly (readonly string[])[], align: readonly Align[]): string {
  const widths = align.map((_, column) => Math.max(0, ...lines.map((line) => line[column]?.length ?? 0)));
  const cell = (text: string, column: number): string => {
    const width = widths[column] ?? 0;
    return align[column] === 'right' ? text.padStart(width) : text.padEnd(width);
  };
  return lines.map((line) => line.map(cell).join('  ').trimEnd()).join('\n');
}

/** The figures of a run for the terminal, with a mark at each target. */
export function formatRows(rows: readonly Row[]): string {
  const lines = rows.map((row) => [row.id, formatValue(row.value), row.unit, formatTarget(row), mark(row)]);
  const head = ['figure', 'value', 'unit', 'target', ''];
  return formatColumns([head, ...lines], ['left', 'right', 'left', 'left', 'left']);
}

/** Whether the target holds, as one sign; empty without a target. */
export function mark(row: Row): string {
  const met = meetsTarget(row);
  if (met === null) return '';
  return met ? '✓' : '✗';
}
