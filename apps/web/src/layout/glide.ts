import type { Rect } from './rect.ts';

/** First keyframe that makes an element at `to` look as if it were still at `from` (its origin is the top left). */
export function glideTransform(from: Rect, to: Rect): string {
  const scaleX = to.width === 0 ? 1 : from.width / to.width;
  const scaleY = to.height === 0 ? 1 : from.height / to.height;
  return `translate(${from.x - to.x}px, ${from.y - to.y}px) scale(${scaleX}, ${scaleY})`;
}
