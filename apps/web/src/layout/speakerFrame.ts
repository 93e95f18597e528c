import type { Space } from './arrangement.ts';
import type { Rect } from './rect.ts';
import type { SpeakerContent } from './speakerContent.ts';
import { stageRect } from './stageRect.ts';
import type { StageProfile } from './stageProfile.ts';
import { type Strip, stripCapacity } from './strip.ts';

const WIDE = 16 / 9;
/** The strip beside the stage: a part of the width, within bounds (CSS pixels). With a companion it is wider. */
const SIDE = { share: 0.16, min: 160, max: 240 };
const SIDE_WITH_COMPANION = { share: 0.2, min: 160, max: 320 };
/** The strip under the stage: a part of the height, within bounds. */
const BELOW = { share: 0.18, min: 88, max: 140 };
const BELOW_WITH_COMPANION = { share: 0.25, min: 88, max: 200 };
/** Beside a companion tiles stand in two lanes, if they are no narrower than this. */
const LANE_MIN_TILE_WIDTH = 120;
/** Width of the page switch at the end of a strip under the stage. */
const PAGER_WIDTH = 160;
/** The strip goes under the stage where that makes the stage clearly larger: nothing should jump over a few pixels. */
const CLEARLY_LARGER = 0.85;
/** Beside the page switch there must be room for oneself and one more. */
export const LEAST_IN_STRIP = 2;

/** Where everything goes in a wide window, before people are dealt out to pages. */
export interface SpeakerFrame {
  readonly stage: Rect;
  readonly companion: Rect | null;
  readonly strip: Strip;
  /** The strip's area and the place of the page switch when there are several pages. */
  readonly paged: { readonly strip: Strip; readonly pager: Rect };
}

/** The strip beside the stage or under it, whichever leaves the stage clearly larger. */
export function speakerFrame<Tile>(
  content: SpeakerContent<Tile>,
  space: Space,
  profile: StageProfile,
): SpeakerFrame {
  const beside = frameBeside(content, space, profile);
  const below = frameBelow(content, space, profile);
  if (stripCapacity(below.paged.strip) < LEAST_IN_STRIP) return beside;
  return isAsLarge(beside.stage, below.stage) ? beside : below;
}

function frameBeside<Tile>(content: SpeakerContent<Tile>, space: Space, profile: StageProfile): SpeakerFrame {
  const { gap, pagerHeight } = profile;
  const withCompanion = content.companion !== null;
  const highest = Math.floor((space.height - pagerHeight - gap) / LEAST_IN_STRIP);
  const fitting = tileOfHeight(lengthForAll(content.strip.length, space.height, gap)).width;
  const wanted = withCompanion
    ? bounded(SIDE_WITH_COMPANION, space.width)
    : withOneMore(bounded(SIDE, space.width, fitting), content.strip.length, space.height, profile);
  const column = Math.min(tileOfHeight(highest).width, wanted);
  const left = Math.max(0, space.width - column - gap);
  const stage = stageRect({ x: 0, y: 0, width: left, height: space.height }, content.screenOnStage);
  const companion = withCompanion ? { x: left + gap, y: 0, ...tileOfWidth(column) } : null;
  const top = companion === null ? 0 : companion.height + gap;
  const area = { x: left + gap, y: top, width: column, height: Math.max(0, space.height - top) };
  const lane = Math.floor((column - gap) / 2);
  const width = companion !== null && lane >= LANE_MIN_TILE_WIDTH ? lane : column;
  const strip: Strip = { area, tile: tileOfWidth(width), gap, direction: 'column', centred: false };
  const height = Math.max(0, area.height - pagerHeight);
  const pager = { ...area, y: area.y + height, height: area.height - height };
  return { stage, companion, strip, paged: { strip: { ...strip, area: { ...area, height } }, pager } };
}

function frameBelow<Tile>(content: SpeakerContent<Tile>, space: Space, profile: StageProfile): SpeakerFrame {
  const { gap } = profile;
  const withCompanion = content.companion !== null;
  const fitting = tileOfWidth(lengthForAll(content.strip.length, space.width, gap)).height;
  const row = withCompanion
    ? bounded(BELOW_WITH_COMPANION, space.height)
    : bounded(BELOW, space.height, fitting);
  const top = Math.max(0, space.height - row - gap);
  const stage = stageRect({ x: 0, y: 0, width: space.width, height: top }, content.screenOnStage);
  const companion = withCompanion ? { x: 0, y: top + gap, ...tileOfHeight(row) } : null;
  const left = companion === null ? 0 : companion.width + gap;
  const area = { x: left, y: top + gap, width: Math.max(0, space.width - left), height: row };
  const lane = tileOfHeight(Math.floor((row - gap) / 2));
  const lanes = companion !== null && lane.width >= LANE_MIN_TILE_WIDTH;
  const tile = lanes ? lane : tileOfHeight(row);
  const strip: Strip = { area, tile, gap, direction: 'row', centred: companion === null };
  const width = Math.max(0, area.width - PAGER_WIDTH - gap);
  const pager = { ...area, x: area.x + area.width - PAGER_WIDTH, width: PAGER_WIDTH };
  return { stage, companion, strip, paged: { strip: { ...strip, area: { ...area, width } }, pager } };
}

/** The width of a column, or a little less where one more person fits into it then: no place stays empty for a few pixels. */
function withOneMore(usual: number, people: number, height: number, profile: StageProfile): number {
  const { gap, minTileWidth, pagerHeight } = profile;
  const rows = (width: number, length: number) =>
    Math.floor((length + gap) / (tileOfWidth(width).height + gap));
  const length = rows(minTileWidth, height) >= people ? height : height - pagerHeight;
  if (rows(usual, length) >= people) return usual;
  const narrower = tileOfHeight(lengthForAll(rows(usual, length) + 1, length, gap)).width;
  return narrower >= minTileWidth ? narrower : usual;
}

/** How long each of so many tiles may be for all of them to stand in one lane. */
function lengthForAll(count: number, length: number, gap: number): number {
  return Math.max(0, Math.floor((length + gap) / count) - gap);
}

/** A part of a length within bounds; less than that, but not less than the least, if `fitting` is less. */
function bounded({ share, min, max }: typeof SIDE, length: number, fitting = Infinity): number {
  return Math.round(Math.max(min, Math.min(max, length * share, fitting)));
}

function tileOfWidth(width: number): Space {
  return { width, height: Math.floor(width / WIDE) };
}

function tileOfHeight(height: number): Space {
  return { width: Math.floor(height * WIDE), height };
}

/** Whether a stage is not clearly smaller than another one. */
export function isAsLarge(stage: Rect, other: Rect): boolean {
  return pictureArea(stage) >= pictureArea(other) * CLEARLY_LARGER;
}

/** How large a usual picture is seen as a whole in this place. */
function pictureArea({ width, height }: Rect): number {
  return Math.min(width, height * WIDE) ** 2;
}
