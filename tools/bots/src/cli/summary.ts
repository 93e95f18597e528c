import type { BotStats } from '../BotStats.ts';

const HEADER = ['bot', 'joined ms', 'audio ms', 'video ms', 'received kbps', 'loss %', 'pictures'];

/** One row per bot: when it joined, heard and saw the first of the others, and what it receives. */
export function summaryTable(bots: readonly BotStats[]): string {
  const rows = bots.map((stats) => [
    stats.displayName,
    milliseconds(stats.timing.joinedMs),
    milliseconds(stats.timing.firstAudioMs),
    milliseconds(stats.timing.firstVideoMs),
    String(Math.round(stats.total.bitrateBps / 1000)),
    lossPercent(stats).toFixed(2),
    pictures(stats),
  ]);
  const all = [HEADER, ...rows];
  const widths = HEADER.map((_title, column) =>
    Math.max(...all.map((row) => displayWidth(row[column] ?? ''))),
  );
  return all
    .map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  '))
    .join('\n');
}

/** The line that is kept up to date while bots are in a room. */
export function liveLine(room: string, bots: readonly BotStats[], elapsedS: number): string {
  const total = bots.reduce((sum, { total }) => sum + total.bitrateBps, 0);
  const seeing = bots.filter(({ timing }) => timing.firstVideoMs !== null).length;
  const loss = Math.max(0, ...bots.map(lossPercent));
  const time = `${Math.floor(elapsedS / 60)}:${String(Math.floor(elapsedS % 60)).padStart(2, '0')}`;
  return `${bots.length} in ${room}, ${seeing} with picture, receiving ${(total / 1e6).toFixed(1)} Mbit/s, worst loss ${loss.toFixed(2)} %, ${time}`;
}

/** Of everything since the join. */
function lossPercent({ total }: BotStats): number {
  const expected = total.packets + total.lost;
  return expected === 0 ? 0 : (100 * total.lost) / expected;
}

/** Sizes that are received now, largest number first, such as `8 x 320x180`. */
function pictures({ remotes }: BotStats): string {
  const counts = new Map<string, number>();
  for (const { received } of remotes) {
    const size = received.video?.size;
    if (!size) continue;
    const name = `${size.width}x${size.height}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted.length === 0 ? 'none' : sorted.map(([name, count]) => `${count} x ${name}`).join(', ');
}

function milliseconds(value: number | null): string {
  return value === null ? '-' : String(Math.round(value));
}

/** The first and the last column are text. */
function pad(cell: string, width: number, column: number): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(cell)));
  if (column === HEADER.length - 1) return cell;
  return column === 0 ? cell + space : space + cell;
}

/** Terminals show Hangul and other East Asian characters two columns wide. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]/.test(character) ? 2 : 1;
  return width;
}
