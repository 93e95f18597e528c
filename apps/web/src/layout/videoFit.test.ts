import { expect, it } from 'vitest';
import { videoFit } from './videoFit.ts';

it.each([
  ['a webcam in a wide tile', 16 / 9, 16 / 9, 'cover'],
  ['a 4:3 camera in a wide tile', 4 / 3, 16 / 9, 'cover'],
  ['a webcam in a 4:3 tile', 16 / 9, 4 / 3, 'cover'],
  ["a webcam in a phone's tile", 16 / 9, 6 / 5, 'cover'],
  ['a webcam in a square tile', 16 / 9, 1, 'contain'],
  ['an upright phone in a wide tile', 9 / 16, 16 / 9, 'contain'],
  ['an upright 3:4 picture in a square tile', 3 / 4, 1, 'cover'],
] as const)('%s', (_name, video, tile, fit) => {
  expect(videoFit(video, tile)).toBe(fit);
});
