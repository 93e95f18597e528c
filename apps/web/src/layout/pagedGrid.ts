import type { Arrangement, Placement } from './arrangement.ts';
import { type GridOptions, gridCapacity, gridLayout, gridRects } from './grid.ts';
import { type Pages, neighbours, paginate } from './paging.ts';
import { type Rect, offsetRect } from './rect.ts';

export type PagedGridOptions = Omit<GridOptions, 'count' | 'width' | 'height'> & {
  /** Kept free at the bottom when there are several pages. */
  readonly pagerHeight: number;
  /** The first tile stays on every page. */
  readonly keepFirst?: boolean;
};

/** Tiles as large as an area allows, over as many pages as it takes. */
export function pagedGrid<Tile>(
  tiles: readonly Tile[],
  area: Rect,
  options: PagedGridOptions,
  wantedPage: number,
): Arrangement<Tile> {
  const whole = { ...options, width: area.width, height: area.height, count: tiles.length };
  const single = gridCapacity(whole) >= tiles.length;
  const height = single ? area.height : Math.max(0, area.height - options.pagerHeight);
  const space = { ...whole, height };
  const paging = { keepFirst: options.keepFirst };
  const capacity = gridCapacity(space);
  const even = paginate(tiles, capacity, wantedPage, paging);
  const { columns: rowLength } = gridLayout({ ...space, count: largestPage(even) });
  const paged = paginate(tiles, capacity, wantedPage, { ...paging, rowLength });
  const shown = paged.pages[paged.page] ?? [];
  const pageSize = largestPage(paged);
  const grid = gridLayout({ ...space, count: pageSize });
  const rects = gridRects(grid, space, shown.length).map((rect) => offsetRect(rect, area.x, area.y));
  const size = { x: area.x, y: area.y, width: grid.tileWidth, height: grid.tileHeight };
  return {
    placements: placeAt(shown, rects),
    upcoming: neighbours(paged).map((tile) => ({ tile, rect: size, role: 'other' })),
    page: paged.page,
    pageCount: paged.pages.length,
    pageSize,
    pager: single ? null : { ...area, y: area.y + height, height: area.height - height },
  };
}

function largestPage({ pages }: Pages<unknown>): number {
  return Math.max(0, ...pages.map(({ length }) => length));
}

/** Pairs tiles with places, in order. */
export function placeAt<Tile>(tiles: readonly Tile[], rects: readonly Rect[]): Placement<Tile>[] {
  return tiles.flatMap((tile, index) => {
    const rect = rects[index];
    return rect === undefined ? [] : [{ tile, rect, role: 'other' as const }];
  });
}
