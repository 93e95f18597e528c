import { limits } from '@parley/protocol';
import { expect, it } from 'vitest';
import { viewsOf } from './views.ts';

const rect = { x: 0, y: 0, width: 320, height: 180 };
const tile = (userId: string, source: 'camera' | 'screen' = 'camera', isSelf = false) => ({
  key: `${userId}:${source}`,
  userId,
  source,
  isSelf,
});

it('reports device pixels of the pictures of others', () => {
  const placements = [tile('me', 'camera', true), tile('kim'), tile('lee', 'screen')].map((each) => ({
    tile: each,
    rect,
  }));
  expect(viewsOf(placements, 1.5, limits)).toEqual([
    { userId: 'kim', source: 'camera', width: 480, height: 270 },
    { userId: 'lee', source: 'screen', width: 480, height: 270 },
  ]);
});

it('stays within what the wire allows', () => {
  const wall = { x: 0, y: 0, width: 9000, height: 0 };
  const placements = Array.from({ length: 80 }, (_, index) => ({ tile: tile(`u${index}`), rect: wall }));
  const views = viewsOf(placements, 2, limits);
  expect(views).toHaveLength(limits.viewsMaxLength);
  expect(views[0]).toMatchObject({ width: limits.viewMaxPixels, height: 1 });
});
