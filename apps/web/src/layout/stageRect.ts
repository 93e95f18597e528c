import type { Rect } from './rect.ts';

/** Shapes (width / height) in which a webcam's picture still covers the stage without losing a face: see `videoFit`. */
const NARROWEST = 4 / 3;
const WIDEST = 2;

/** The stage inside its area, in the middle: all of it for a screen, a shape that suits faces otherwise. */
export function stageRect(area: Rect, whole: boolean, narrowest = NARROWEST): Rect {
  if (whole || area.width === 0 || area.height === 0) return area;
  const width = Math.floor(Math.min(area.width, area.height * WIDEST));
  const height = Math.floor(Math.min(area.height, width / narrowest));
  const x = area.x + Math.floor((area.width - width) / 2);
  return { x, y: area.y + Math.floor((area.height - height) / 2), width, height };
}
