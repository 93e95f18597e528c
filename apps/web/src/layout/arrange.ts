import { type Grid, gridLayout, gridRects } from './grid.ts';
import { type Rect, offsetRect } from './rect.ts';
import type { StageProfile } from './stageProfile.ts';

/** One tile and its place on the stage. */
export interface Placement<Tile> {
  readonly tile: Tile;
  readonly rect: Rect;
}

/** What the stage shows now; tiles on other pages are absent. `page` counts from 0 and always exists. */
export interface Arrangement<Tile> {
  readonly placements: readonly Placement<Tile>[];
  readonly page: number;
  readonly pageCount: number;
}

export interface StageContent<Tile> {
  readonly people: readonly Tile[];
  /** Shared screens: always shown, and larger than people. */
  readonly screens: readonly Tile[];
}

interface Space {
  readonly width: number;
  readonly height: number;
}

const SCREEN_RATIO = 16 / 9;
/** Beside a share in a wide window, people take this part of the width… */
const STRIP_SHARE = 0.18;
/** …but stay recognisable on small screens and modest on large ones (CSS pixels). */
const STRIP_MIN_WIDTH = 132;
const STRIP_MAX_WIDTH = 280;
/** Above people in a tall window, shares take at most this part of the height. */
const TALL_SCREEN_SHARE = 0.6;

/**
 * Places everyone: a plain grid, or, when screens are shared, the screens large and people in a strip beside them
 * (below them in tall windows). A page that no longer exists becomes the last one.
 */
export function arrange<Tile>(
  content: StageContent<Tile>,
  space: Space,
  profile: StageProfile,
  page: number,
): Arrangement<Tile> {
  if (content.screens.length === 0) return arrangePeople(content.people, space, profile, page);
  const areas = space.width > space.height ? splitWide(space, profile) : splitTall(space, profile);
  const screens = arrangeScreens(content.screens, areas.screens, profile);
  const people = arrangePeople(
    content.people,
    areas.people,
    { ...profile, minTileWidth: STRIP_MIN_WIDTH },
    page,
  );
  const strip = people.placements.map(({ tile, rect }) => ({
    tile,
    rect: offsetRect(rect, areas.people.x, areas.people.y),
  }));
  return { ...people, placements: [...screens, ...strip] };
}

function splitWide({ width, height }: Space, { gap }: StageProfile): { screens: Rect; people: Rect } {
  const strip = Math.round(Math.min(STRIP_MAX_WIDTH, Math.max(STRIP_MIN_WIDTH, width * STRIP_SHARE)));
  const left = Math.max(0, width - strip - gap);
  return {
    screens: { x: 0, y: 0, width: left, height },
    people: { x: left + gap, y: 0, width: strip, height },
  };
}

function splitTall({ width, height }: Space, { gap }: StageProfile): { screens: Rect; people: Rect } {
  const top = Math.floor(Math.min(height * TALL_SCREEN_SHARE, width / SCREEN_RATIO));
  return {
    screens: { x: 0, y: 0, width, height: top },
    people: { x: 0, y: top + gap, width, height: Math.max(0, height - top - gap) },
  };
}

function arrangeScreens<Tile>(tiles: readonly Tile[], area: Space, { gap }: StageProfile): Placement<Tile>[] {
  const options = { ...area, gap, count: tiles.length, aspectRatios: [SCREEN_RATIO] };
  const grid = gridLayout({ ...options, minTileWidth: 0, maxPerPage: tiles.length });
  return place(tiles, grid, options);
}

function arrangePeople<Tile>(
  tiles: readonly Tile[],
  space: Space,
  profile: StageProfile,
  page: number,
): Arrangement<Tile> {
  const options = { ...profile, ...space, count: tiles.length };
  const single = gridLayout(options);
  if (single.pageCount === 1) {
    return { placements: place(tiles, single, options), page: 0, pageCount: 1 };
  }
  const paged = { ...options, height: Math.max(0, space.height - profile.pagerHeight) };
  const grid = gridLayout(paged);
  const shown = Math.min(page, grid.pageCount - 1);
  const visible = tiles.slice(shown * grid.perPage, (shown + 1) * grid.perPage);
  return { placements: place(visible, grid, paged), page: shown, pageCount: grid.pageCount };
}

function place<Tile>(
  tiles: readonly Tile[],
  grid: Grid,
  space: Space & Pick<StageProfile, 'gap'>,
): Placement<Tile>[] {
  const rects = gridRects(grid, space, tiles.length);
  return tiles.flatMap((tile, index) => {
    const rect = rects[index];
    return rect === undefined ? [] : [{ tile, rect }];
  });
}
