import type { Arrangement, Placement, Space } from './arrangement.ts';
import { pagedGrid } from './pagedGrid.ts';
import { type Rect, offsetRect } from './rect.ts';
import { type SpeakerContent, companionInStrip } from './speakerContent.ts';
import type { StageProfile } from './stageProfile.ts';

const WIDE = 16 / 9;
/** Faces may be taller than a webcam's picture, as far as it can still cover the tile: see `videoFit`. */
const FACE = 6 / 5;
/** The large pictures leave the strip at least this part of the height. */
const STRIP_MIN_SHARE = 0.3;
const STRIP_MIN_TILE_WIDTH = 108;

/** Speaker view in a window that is taller than wide: everything from top to bottom, in the middle of the window. */
export function portraitSpeakerView<Tile>(
  content: SpeakerContent<Tile>,
  space: Space,
  profile: StageProfile,
  page: number,
): Arrangement<Tile> {
  const { gap } = profile;
  const large = largePlacements(content, space, gap);
  const top = large.reduce((bottom, { rect }) => Math.max(bottom, rect.y + rect.height), 0) + gap;
  const area = { x: 0, y: top, width: space.width, height: Math.max(0, space.height - top) };
  const options = {
    ...profile,
    minTileWidth: STRIP_MIN_TILE_WIDTH,
    // The strip's tiles stay smaller than the stage, however few they are.
    maxTileWidth: Math.floor((space.width - gap) / 2),
    maxPerPage: Math.max(1, profile.maxPerPage - large.length),
    keepFirst: true,
  };
  const { strip: tiles } = large.length > 1 ? content : companionInStrip(content);
  const strip = pagedGrid(tiles, area, options, page);
  return centred({ ...strip, placements: [...large, ...movedUp(strip.placements, top)] }, space);
}

/** The stage, and the companion as wide as the stage if the strip keeps enough room. */
function largePlacements<Tile>(content: SpeakerContent<Tile>, space: Space, gap: number): Placement<Tile>[] {
  const { width } = space;
  const most = Math.floor(space.height * (1 - STRIP_MIN_SHARE));
  const height = Math.min(most, Math.floor(width / (content.screenOnStage ? WIDE : FACE)));
  const stage: Rect = { x: 0, y: 0, width, height };
  const placements: Placement<Tile>[] = [{ tile: content.stage, rect: stage, role: 'stage' }];
  const second = { ...stage, y: height + gap, height: Math.floor(width / WIDE) };
  if (content.companion !== null && second.y + second.height <= most)
    placements.push({ tile: content.companion, rect: second, role: 'companion' });
  return placements;
}

/** The strip right under what is above it rather than in the middle of its area. */
function movedUp<Tile>(placements: readonly Placement<Tile>[], top: number): Placement<Tile>[] {
  const highest = Math.min(...placements.map(({ rect }) => rect.y));
  return placements.map((each) => ({ ...each, rect: offsetRect(each.rect, 0, top - highest) }));
}

/** What is left of the height goes above and below in equal parts. */
function centred<Tile>(arrangement: Arrangement<Tile>, space: Space): Arrangement<Tile> {
  const { placements, pager } = arrangement;
  const bottom = Math.max(...placements.map(({ rect }) => rect.y + rect.height));
  const free = Math.floor(((pager?.y ?? space.height) - bottom) / 2);
  return {
    ...arrangement,
    placements: placements.map((each) => ({ ...each, rect: offsetRect(each.rect, 0, Math.max(0, free)) })),
  };
}
