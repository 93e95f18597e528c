import type { AudioRow } from '../media/voices/AudioMatrix.ts';

const LEGEND = [
  'Columns: who speaks. Rows: who listens. sends: whether the microphone arrives at the server.',
  'yes  heard, packets arrive     no!  should be heard, no packets in the last seconds',
  '-    muted, off, or not among the voices that are forwarded',
];
const NAME_LENGTH = 24;
const CELL_WIDTH = 7;
const graphemes = new Intl.Segmenter();

/** The audio matrix of a room as text. People are numbered; `nameOf` gives their names. */
export function audioTable(rows: readonly AudioRow[], nameOf: (ownerId: string) => string): string {
  const header = ['', ...rows.map((_row, index) => String(index + 1))];
  const sends = ['sends', ...rows.map((row) => row.sends)];
  const lines = rows.map((listener, index) => [
    String(index + 1),
    ...rows.map((speaker) => (speaker === listener ? '.' : (listener.hears.get(speaker.ownerId) ?? '-'))),
    shortName(nameOf(listener.ownerId)),
  ]);
  // The name is last: a column of names in several scripts would not line up.
  return [...LEGEND, '', ...[header, sends, ...lines].map(toLine), ''].join('\n');
}

function toLine(cells: string[]): string {
  return cells
    .map((cell) => cell.padEnd(CELL_WIDTH))
    .join('')
    .trimEnd();
}

function shortName(name: string): string {
  const letters = Array.from(graphemes.segment(name), ({ segment }) => segment);
  return letters.length <= NAME_LENGTH ? name : `${letters.slice(0, NAME_LENGTH - 1).join('')}…`;
}
