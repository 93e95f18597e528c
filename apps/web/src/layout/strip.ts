import type { Space } from './arrangement.ts';
import type { Rect } from './rect.ts';

/** A filmstrip: tiles of one size in lanes beside (`column`) or under (`row`) the stage. */
export interface Strip {
  readonly area: Rect;
  readonly tile: Space;
  readonly gap: number;
  readonly direction: 'column' | 'row';
  /** A row that does not fill its area stands in the middle of it. */
  readonly centred: boolean;
}

export function stripCapacity(strip: Strip): number {
  const { columns, rows } = lanes(strip);
  return columns * rows;
}

/** How many tiles stand beside each other across the strip. */
export function stripLanes(strip: Strip): number {
  const { columns, rows } = lanes(strip);
  return strip.direction === 'row' ? rows : columns;
}

/** Places of the first `count` tiles: along the strip, all lanes at once, so that a short strip is compact. */
export function stripRects(strip: Strip, count: number): Rect[] {
  const { area, tile, gap, direction } = strip;
  const { columns, rows } = lanes(strip);
  const usedColumns = direction === 'row' ? Math.ceil(count / rows) : columns;
  const used = usedColumns * (tile.width + gap) - gap;
  const left = strip.centred ? Math.max(0, Math.floor((area.width - used) / 2)) : 0;
  return Array.from({ length: Math.min(count, columns * rows) }, (_, index) => {
    const [column, row] =
      direction === 'row'
        ? [Math.floor(index / rows), index % rows]
        : [index % columns, Math.floor(index / columns)];
    const x = area.x + left + column * (tile.width + gap);
    return { x, y: area.y + row * (tile.height + gap), width: tile.width, height: tile.height };
  });
}

function lanes({ area, tile, gap }: Strip): { columns: number; rows: number } {
  return {
    columns: Math.floor((area.width + gap) / (tile.width + gap)),
    rows: Math.floor((area.height + gap) / (tile.height + gap)),
  };
}
