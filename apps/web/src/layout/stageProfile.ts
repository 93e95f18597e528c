import type { GridOptions } from './grid.ts';

/** What a device can show: how large a tile must be, how many videos it decodes at once. Lengths in CSS pixels. */
export type StageProfile = Pick<
  GridOptions,
  'gap' | 'aspectRatios' | 'minTileWidth' | 'minWidthShare' | 'maxPerPage'
> & {
  /** Kept free under the tiles for the page switch when there are several pages. */
  readonly pagerHeight: number;
  /** From more people than this, one large picture is better than many small ones. */
  readonly gridMaxPeople: number;
};

export type DeviceClass = 'desktop' | 'tablet' | 'phone';

const WIDE = 16 / 9;
/** A single column of five would leave more of an upright phone's width empty. */
const UPRIGHT_WIDTH_SHARE = 3 / 4;
/** The shorter side of a phone, in either orientation, is below this; a tablet's is not. */
const PHONE_MAX_SIDE = 560;

/**
 * Phones get few videos (iOS gives up pages with more than a dozen) and, held upright, taller tiles, so that faces are
 * not stripes in an empty page; not so tall that a webcam's picture could no longer cover them: see `videoFit`.
 */
export function stageProfile(width: number, height: number, touch: boolean): StageProfile {
  const upright = height > width;
  const common = { aspectRatios: upright ? [WIDE, 4 / 3, 6 / 5] : [WIDE], pagerHeight: 48 };
  if (Math.min(width, height) < PHONE_MAX_SIDE) {
    const share = upright ? { minWidthShare: UPRIGHT_WIDTH_SHARE } : {};
    return { ...common, ...share, gap: 8, minTileWidth: 132, maxPerPage: touch ? 6 : 25, gridMaxPeople: 4 };
  }
  return {
    ...common,
    aspectRatios: [WIDE],
    gap: 12,
    minTileWidth: 200,
    maxPerPage: touch ? 12 : 25,
    gridMaxPeople: 6,
  };
}

/** How strong the machine probably is: a small window on a computer is still a computer. */
export function deviceClass(width: number, height: number, touch: boolean): DeviceClass {
  if (!touch) return 'desktop';
  return Math.min(width, height) < PHONE_MAX_SIDE ? 'phone' : 'tablet';
}
