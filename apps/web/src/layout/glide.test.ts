import { expect, it } from 'vitest';
import { glideTransform } from './glide.ts';

it('starts where the tile was and as large as it was', () => {
  const from = { x: 10, y: 20, width: 320, height: 180 };
  const to = { x: 110, y: 0, width: 640, height: 360 };
  expect(glideTransform(from, to)).toBe('translate(-100px, 20px) scale(0.5, 0.5)');
});

it('survives a tile without a size', () => {
  const nowhere = { x: 0, y: 0, width: 0, height: 0 };
  expect(glideTransform(nowhere, nowhere)).toBe('translate(0px, 0px) scale(1, 1)');
});
