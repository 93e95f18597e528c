import type { Space } from './arrangement.ts';

/** Lines of the layers a 720p camera is sent in; others come close. */
const LAYER_LINES = [180, 360, 720] as const;
/** A picture may be enlarged this much before a larger layer is worth its bandwidth: the server's rule. */
const MAX_UPSCALE = 1.25;

/** How many lines a picture has that looks sharp in a tile of this size (CSS pixels): those the server will send. */
export function sharpLines({ width, height }: Space, devicePixelRatio: number): number {
  const needed = (Math.min(height, (width * 9) / 16) * devicePixelRatio) / MAX_UPSCALE;
  return LAYER_LINES.find((lines) => lines >= needed) ?? LAYER_LINES[2];
}
