import { expect, it } from 'vitest';
import { glideTransform, isClearlyResized } from './glide.ts';

it('starts where the tile was and as large as it was', () => {
  const from = { x: 10, y: 20, width: 320, height: 180 };
  const to = { x: 110, y: 0, width: 640, height: 360 };
  expect(glideTransform(from, to)).toBe('translate(-100px, 20px) scale(0.5, 0.5)');
});

it('survives a tile without a size', () => {
  const nowhere = { x: 0, y: 0, width: 0, height: 0 };
  expect(glideTransform(nowhere, nowhere)).toBe('translate(0px, 0px) scale(1, 1)');
});

it.each([
  [1244, 156, true],
  [156, 1244, true],
  [320, 300, false],
  [320, 320, false],
  [320, 0, false],
])('from %i to %i pixels wide, what is written on it is stretched: %s', (before, after, resized) => {
  const place = (width: number) => ({ x: 0, y: 0, width, height: Math.round((width * 9) / 16) });
  expect(isClearlyResized(place(before), place(after))).toBe(resized);
});
