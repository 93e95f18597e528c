import type { Rect } from './rect.ts';

/** First keyframe that makes an element at `to` look as if it were still at `from` (its origin is the top left). */
export function glideTransform(from: Rect, to: Rect): string {
  const scaleX = to.width === 0 ? 1 : from.width / to.width;
  const scaleY = to.height === 0 ? 1 : from.height / to.height;
  return `translate(${from.x - to.x}px, ${from.y - to.y}px) scale(${scaleX}, ${scaleY})`;
}

/** From here on words on a tile would be seen stretched. */
const CLEARLY_RESIZED = 1.25;

/** Whether a tile on its way from one place to another is much larger or smaller than what is written on it is made for. */
export function isClearlyResized(from: Rect, to: Rect): boolean {
  const ratio = to.width === 0 ? 1 : from.width / to.width;
  return ratio > CLEARLY_RESIZED || ratio < 1 / CLEARLY_RESIZED;
}
