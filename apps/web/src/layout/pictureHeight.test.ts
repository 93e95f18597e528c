import { expect, it } from 'vitest';
import { sharpLines } from './pictureHeight.ts';

it.each([
  [160, 90, 1, 180],
  [400, 225, 1, 180],
  [404, 227, 1, 360],
  [404, 227, 2, 720],
  [800, 450, 1, 360],
  [804, 452, 1, 720],
  [400, 900, 1, 180],
  [3840, 2160, 1, 720],
])('a tile of %i x %i at ratio %d wants %i lines', (width, height, ratio, lines) => {
  expect(sharpLines({ width, height }, ratio)).toBe(lines);
});
