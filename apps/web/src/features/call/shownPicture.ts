import { useSyncExternalStore } from 'react';

/** Set on every tile, so that a picture can be found from elsewhere on the page, such as the people panel. */
export const TILE_ATTRIBUTE = 'data-tile';

/** Set on tiles that have no picture because others matter more. */
export const RESTING_ATTRIBUTE = 'data-resting';

const LOOK_EVERY_MS = 500;

/** The video element of a tile that is on the page and has a picture, or null. */
export function shownPicture(tileKey: string): HTMLVideoElement | null {
  const videos = document.querySelectorAll<HTMLVideoElement>(
    `[${TILE_ATTRIBUTE}="${CSS.escape(tileKey)}"] video`,
  );
  return [...videos].findLast(({ videoWidth }) => videoWidth > 0) ?? null;
}

/**
 * The lines of a tile's picture as it is now (its shorter side, as in "720p"), or null without a picture. Looks twice a
 * second: use it only where somebody reads it.
 */
export function usePictureLines(tileKey: string): number | null {
  return useSyncExternalStore(lookAgain, () => {
    const video = shownPicture(tileKey);
    return video && Math.min(video.videoWidth, video.videoHeight);
  });
}

/** Whether a tile is on the page without its picture. Looks twice a second, too. */
export function usePictureRests(tileKey: string): boolean {
  const tile = `[${TILE_ATTRIBUTE}="${CSS.escape(tileKey)}"][${RESTING_ATTRIBUTE}]`;
  return useSyncExternalStore(lookAgain, () => document.querySelector(tile) !== null);
}

function lookAgain(listener: () => void): () => void {
  const timer = setInterval(listener, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
