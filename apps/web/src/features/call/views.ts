import type { Placement } from '../../layout/arrange.ts';
import type { View } from '../../room/roomTypes.ts';
import type { Tile } from './tiles.ts';

/** What the wire allows for the edge of a tile (see `limits.viewMaxPixels`) and for the number of tiles. */
interface ViewLimits {
  readonly viewMaxPixels: number;
  readonly viewsMaxLength: number;
}

/** The pictures of others that are on the stage, in device pixels. Own pictures need nobody to send them. */
export function viewsOf(
  placements: readonly Placement<Tile>[],
  devicePixelRatio: number,
  limits: ViewLimits,
): View[] {
  const pixels = (length: number) =>
    Math.min(limits.viewMaxPixels, Math.max(1, Math.round(length * devicePixelRatio)));
  return placements
    .filter(({ tile }) => !tile.isSelf)
    .slice(0, limits.viewsMaxLength)
    .map(({ tile, rect }) => ({
      userId: tile.userId,
      source: tile.source,
      width: pixels(rect.width),
      height: pixels(rect.height),
    }));
}
