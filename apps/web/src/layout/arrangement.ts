import type { Rect } from './rect.ts';

/** `stage` is the large picture that is watched, `companion` the one beside a shared screen. */
export type TileRole = 'stage' | 'companion' | 'other';

/** One tile and its place. */
export interface Placement<Tile> {
  readonly tile: Tile;
  readonly rect: Rect;
  readonly role: TileRole;
}

/** What is shown now. `page` counts from 0 and always exists. */
export interface Arrangement<Tile> {
  readonly placements: readonly Placement<Tile>[];
  /** The tiles of the pages before and after this one, as large as they will be there. */
  readonly upcoming: readonly Placement<Tile>[];
  readonly page: number;
  readonly pageCount: number;
  /** How many people the first page holds. */
  readonly pageSize: number;
  /** Where the page switch goes; null while there is one page. */
  readonly pager: Rect | null;
}

export interface Space {
  readonly width: number;
  readonly height: number;
}
