import type { Space } from './arrangement.ts';
import type { DeviceClass } from './stageProfile.ts';

/** Lines of the layers a 720p camera is sent in; others come close. */
const LAYER_LINES = [180, 360, 720] as const;
/** A picture may be enlarged this much before a larger layer is worth its bandwidth: the server's rule. */
const MAX_UPSCALE = 1.25;

/**
 * How many lines a picture has that looks sharp in a tile of this size (CSS pixels): those the server will send.
 * @param pixelRatio See {@link cameraPixelRatio}.
 */
export function sharpLines({ width, height }: Space, pixelRatio: number): number {
  const needed = (Math.min(height, (width * 9) / 16) * pixelRatio) / MAX_UPSCALE;
  return LAYER_LINES.find((lines) => lines >= needed) ?? LAYER_LINES[2];
}

/**
 * At arm's length nobody sees more of a face on a phone. An upright phone's stage is then filled by the middle layer:
 * a third of the largest one's data. (Device pixels per CSS pixel.)
 */
const PHONE_MAX_PIXEL_RATIO = 1.75;

/** How many pixels of a camera's picture go on one CSS pixel. Screens are read, and get all there are. */
export function cameraPixelRatio(devicePixelRatio: number, device: DeviceClass): number {
  return device === 'phone' ? Math.min(devicePixelRatio, PHONE_MAX_PIXEL_RATIO) : devicePixelRatio;
}
