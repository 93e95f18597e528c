import { expect, it } from 'vitest';
import { cameraPixelRatio, sharpLines } from './pictureHeight.ts';

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

it('leaves an upright phone with the middle layer on its stage, whatever its screen has', () => {
  for (const width of [344, 374, 396, 424]) {
    expect(sharpLines({ width, height: 311 }, cameraPixelRatio(3, 'phone'))).toBe(360);
  }
  expect(cameraPixelRatio(1, 'phone')).toBe(1);
  expect(cameraPixelRatio(3, 'tablet')).toBe(3);
});
