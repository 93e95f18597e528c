import type { Arrangement, Placement, Space } from './arrangement.ts';
import { gridLayout, gridRects } from './grid.ts';
import { pagedGrid, placeAt } from './pagedGrid.ts';
import type { Rect } from './rect.ts';
import type { StageProfile } from './stageProfile.ts';

export interface StageContent<Tile> {
  readonly people: readonly Tile[];
  /** Shared screens: always shown, and larger than people. */
  readonly screens: readonly Tile[];
}

const SCREEN_RATIO = 16 / 9;
/** Beside a share in a wide window, people take this part of the width… */
const STRIP_SHARE = 0.18;
/** …but stay recognisable on small screens and modest on large ones (CSS pixels). */
const STRIP_MIN_WIDTH = 160;
const STRIP_MAX_WIDTH = 280;
const STRIP_MIN_TILE_WIDTH = 132;
/** Above people in a tall window, shares take at most this part of the height. */
const TALL_SCREEN_SHARE = 0.6;

/**
 * The grid view: everyone equally large, or, when screens are shared, the screens large and people in a grid beside
 * them (below them in tall windows). A page that no longer exists becomes the last one.
 */
export function arrange<Tile>(
  content: StageContent<Tile>,
  space: Space,
  profile: StageProfile,
  page: number,
): Arrangement<Tile> {
  if (content.screens.length === 0) {
    return pagedGrid(content.people, { x: 0, y: 0, ...space }, profile, page);
  }
  const areas = space.width > space.height ? splitWide(space, profile) : splitTall(space, profile);
  const options = { ...profile, minTileWidth: STRIP_MIN_TILE_WIDTH };
  const people = pagedGrid(content.people, areas.people, options, page);
  const screens = arrangeScreens(content.screens, areas.screens, profile);
  return { ...people, placements: [...screens, ...people.placements] };
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
  return placeAt(tiles, gridRects(grid, options, tiles.length)).map((placement) => ({
    ...placement,
    role: 'stage',
  }));
}
