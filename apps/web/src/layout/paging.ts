/** Tiles over pages. */
export interface Pages<Tile> {
  readonly pages: readonly (readonly Tile[])[];
  /** The page to show: the wanted one, or the last one when there are fewer. */
  readonly page: number;
}

export interface PagingOptions {
  /** The first tile stays on every page (oneself in a filmstrip), as long as there is room for another one beside it. */
  readonly keepFirst?: boolean | undefined;
  /** Tiles in a row: pages of whole rows leave no gaps. */
  readonly rowLength?: number;
}

/**
 * Spreads tiles evenly over the fewest pages: two pages of 13 show larger faces than 25 and 1. Where rows are known, pages
 * are filled up to whole ones, unless that left the last page half empty.
 */
export function paginate<Tile>(
  tiles: readonly Tile[],
  capacity: number,
  wantedPage: number,
  { keepFirst = false, rowLength = 1 }: PagingOptions = {},
): Pages<Tile> {
  if (tiles.length <= capacity) return { pages: [tiles], page: 0 };
  const kept = keepFirst && capacity > 1 ? tiles.slice(0, 1) : [];
  const paged = tiles.slice(kept.length);
  const most = Math.max(1, capacity - kept.length);
  const even = Math.ceil(paged.length / Math.ceil(paged.length / most));
  const whole = Math.ceil((even + kept.length) / rowLength) * rowLength - kept.length;
  const perPage = whole <= most && lastPage(paged.length, whole) * 2 >= whole ? whole : even;
  const count = Math.ceil(paged.length / perPage);
  const pages = Array.from({ length: count }, (_, index) => [
    ...kept,
    ...paged.slice(index * perPage, (index + 1) * perPage),
  ]);
  return { pages, page: Math.min(wantedPage, count - 1) };
}

/** How many are left for the last page. */
function lastPage(count: number, perPage: number): number {
  return count - (Math.ceil(count / perPage) - 1) * perPage;
}

/** What is on the pages beside the shown one and not on it. */
export function neighbours<Tile>({ pages, page }: Pages<Tile>): Tile[] {
  const shown = new Set(pages[page]);
  return [...(pages[page + 1] ?? []), ...(pages[page - 1] ?? [])].filter((tile) => !shown.has(tile));
}
