import type { Space } from '../../layout/arrangement.ts';
import type { PictureRef } from '../../layout/stageChoice.ts';
import type { View } from '../../room/roomTypes.ts';
import { tileKey } from './tiles.ts';

/** What the wire allows for the edge of a tile (see `limits.viewMaxPixels`) and for the number of tiles. */
interface ViewLimits {
  readonly viewMaxPixels: number;
  readonly viewsMaxLength: number;
}

/** A picture of somebody else and its size in CSS pixels. */
export interface ShownPicture extends Space {
  readonly picture: PictureRef;
  readonly onStage: boolean;
}

export interface ViewFacts {
  /** Which pictures are in the window. */
  readonly visible: readonly ShownPicture[];
  /** Which may be in a moment, such as those of the next page. */
  readonly upcoming: readonly ShownPicture[];
  /** Nobody looks at the page; what is in the window of its own is seen all the same. */
  readonly hidden: boolean;
  readonly pictureWindow: (Space & { readonly picture: PictureRef }) | null;
  readonly pinned: PictureRef | null;
  readonly devicePixelRatio: number;
  /** The same for cameras: see `cameraPixelRatio`. */
  readonly cameraPixelRatio: number;
}

/** What the server is told: device pixels, the most important pictures first, in case there are too many. */
export function viewsOf(facts: ViewFacts, limits: ViewLimits): View[] {
  const { visible, upcoming, hidden, pictureWindow, pinned } = facts;
  const pixels = (length: number, { source }: PictureRef) => {
    const ratio = source === 'camera' ? facts.cameraPixelRatio : facts.devicePixelRatio;
    return Math.min(limits.viewMaxPixels, Math.max(1, Math.round(length * ratio)));
  };
  const view = ({ picture, width, height, onStage }: ShownPicture, later: boolean): View => ({
    userId: picture.userId,
    source: picture.source,
    width: pixels(width, picture),
    height: pixels(height, picture),
    ...(onStage && !later && { onStage }),
    ...(pinned !== null && tileKey(pinned) === tileKey(picture) && { pinned: true }),
    ...(later && { upcoming: true }),
  });
  const apart = pictureWindow === null ? [] : [view({ ...pictureWindow, onStage: true }, false)];
  const shown = visible.map((picture) => view(picture, hidden));
  const ready = upcoming.map((picture) => view(picture, true));
  return [...apart, ...shown, ...ready].slice(0, limits.viewsMaxLength);
}
