import type { Rect } from './rect.ts';

export interface GridOptions {
  /** Tiles to show, over all pages. */
  readonly count: number;
  /** The space there is, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** Shapes (width / height) a tile may take; the first one wins where two use the space equally well. */
  readonly aspectRatios: readonly number[];
  /** A tile is never smaller than one of this width in the first shape; what doesn't fit goes to another page. */
  readonly minTileWidth: number;
  /** Nor larger than one of this width; absent where tiles may fill the space. */
  readonly maxTileWidth?: number;
  /** A page uses this part of the width or more, where that costs little; absent where it does not matter. */
  readonly minWidthShare?: number;
  readonly maxPerPage: number;
}

/** How the tiles of every page are laid out. Sizes are whole CSS pixels. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly perPage: number;
  readonly pageCount: number;
}

/** Tiles whose area differs by less than this are equally large to the eye (3 % of the width). */
const SIMILAR_AREA = 0.94;
/** What is left of the tiles' area at least, where a page uses the width: what covers its tile is not smaller for it, only its sides are cut. */
const WIDTH_AREA = 0.7;

type Fit = Pick<Grid, 'columns' | 'rows' | 'tileWidth' | 'tileHeight'>;

/**
 * The grid with the largest tiles. When not everyone fits, people are spread evenly over the fewest pages, because
 * two pages of 13 show larger faces than 25 and 1.
 */
export function gridLayout(options: GridOptions): Grid {
  const { count } = options;
  if (count < 1) return { columns: 0, rows: 0, tileWidth: 0, tileHeight: 0, perPage: 0, pageCount: 1 };
  const capacity = gridCapacity(options);
  const pageCount = Math.ceil(count / capacity);
  const perPage = Math.ceil(count / pageCount);
  return { ...chosenFit(options, perPage), perPage, pageCount };
}

/** The places of `count` tiles on one page: rows centred, the last one too, the whole in the middle of the space. */
export function gridRects(
  grid: Grid,
  space: Pick<GridOptions, 'width' | 'height' | 'gap'>,
  count: number,
): Rect[] {
  const { columns, tileWidth: width, tileHeight: height } = grid;
  const { gap } = space;
  const rows = Math.ceil(count / columns);
  const top = Math.floor((space.height - span(rows, height, gap)) / 2);
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = Math.floor((space.width - span(inRow, width, gap)) / 2);
    return { x: left + (index % columns) * (width + gap), y: top + row * (height + gap), width, height };
  });
}

/** Length of `count` tiles side by side. */
function span(count: number, size: number, gap: number): number {
  return count * size + (count - 1) * gap;
}

/** The most tiles one page holds without any getting too small; at least one. */
export function gridCapacity(options: GridOptions): number {
  const minArea = options.minTileWidth ** 2 / (options.aspectRatios[0] ?? 1);
  let capacity = Math.min(options.count, options.maxPerPage);
  while (capacity > 1 && area(largestFit(options, capacity)) < minArea) capacity -= 1;
  return capacity;
}

/**
 * The fit to use: of those whose tiles are about as large as the largest ones, the one that runs along the longer
 * side, because two faces side by side in a wide window read better than one above the other. Of those with as many
 * rows the one with the fewest columns: three and three rather than five and one.
 */
function chosenFit(options: GridOptions, count: number): Fit {
  const enough = area(largestFit(options, count)) * SIMILAR_AREA;
  const similar = fits(options, count).filter((candidate) => area(candidate) >= enough);
  // Tiles that may not grow into the space gather in rows.
  const wide = options.width > options.height || options.maxTileWidth !== undefined;
  return similar.reduce((best, candidate) => {
    const along = wide ? candidate.rows < best.rows : candidate.columns < best.columns;
    const evener = candidate.rows === best.rows && candidate.columns < best.columns;
    return along || evener ? candidate : best;
  });
}

function largestFit(options: GridOptions, count: number): Fit {
  return largest(fits(options, count));
}

function largest(candidates: readonly Fit[]): Fit {
  return candidates.reduce((best, candidate) => (area(candidate) > area(best) ? candidate : best));
}

/** The ways to lay out one page, in the order of the preferred shapes: no narrow column beside empty stripes. */
function fits(options: GridOptions, count: number): Fit[] {
  const { width, gap, minWidthShare } = options;
  const all = allFits(options, count);
  if (minWidthShare === undefined) return all;
  const enough = area(largest(all)) * WIDTH_AREA;
  const full = all.filter(
    (candidate) =>
      area(candidate) >= enough && span(candidate.columns, candidate.tileWidth, gap) >= width * minWidthShare,
  );
  return full.length > 0 ? full : all;
}

function allFits(options: GridOptions, count: number): Fit[] {
  return options.aspectRatios.flatMap((aspectRatio) =>
    Array.from({ length: count }, (_, index) => fit(options, count, index + 1, aspectRatio)),
  );
}

function fit(options: GridOptions, count: number, columns: number, aspectRatio: number): Fit {
  const { width, height, gap, maxTileWidth = Infinity } = options;
  const rows = Math.ceil(count / columns);
  const cellWidth = (width - gap * (columns - 1)) / columns;
  const cellHeight = (height - gap * (rows - 1)) / rows;
  const tileWidth = Math.max(0, Math.floor(Math.min(cellWidth, cellHeight * aspectRatio, maxTileWidth)));
  return { columns, rows, tileWidth, tileHeight: Math.floor(tileWidth / aspectRatio) };
}

function area({ tileWidth, tileHeight }: Fit): number {
  return tileWidth * tileHeight;
}
