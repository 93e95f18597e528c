import { expect, it } from 'vitest';
import type { PictureRef, StageChoice } from '../../layout/stageChoice.ts';
import { stageProfile } from '../../layout/stageProfile.ts';
import type { RemoteUser } from '../../room/roomTypes.ts';
import { arrangeScene, largeCamera } from './scene.ts';
import { callTiles } from './tiles.ts';

const space = { width: 1416, height: 816 };
const ref = (userId: string, source: PictureRef['source'] = 'camera'): PictureRef => ({ userId, source });
const choice = (stage: PictureRef, companion: PictureRef | null = null): StageChoice => ({
  stage,
  companion,
  reason: 'speech',
});

function user(id: string, shares: boolean): RemoteUser {
  const sources = shares ? { screen: { paused: false } } : {};
  return {
    id,
    displayName: id,
    role: 'guest',
    handRaisedAt: null,
    away: false,
    joinedAt: 0,
    connection: 'connected',
    quality: 'good',
    sources,
    tracks: {},
    receiving: {},
  };
}

/** Keys of the tiles shown, with the large ones in capitals. */
function scene(
  chosen: StageChoice | null,
  order: string[] = [],
  sharing: string[] = [],
  sharesScreen = false,
) {
  const users = ['a', 'b', 'c'].map((id) => user(id, sharing.includes(id)));
  const content = callTiles('me', users, sharesScreen);
  const profile = stageProfile(space.width, space.height, false);
  const { placements } = arrangeScene({ content, choice: chosen, order, space, profile, page: 0 });
  return placements.map(({ tile, role }) => (role === 'other' ? tile.key : tile.key.toUpperCase()));
}

it('shows everyone alike by place, those without a place last', () => {
  expect(scene(null, ['me:camera', 'c:camera'])).toEqual(['me:camera', 'c:camera', 'a:camera', 'b:camera']);
});

it('shows who is chosen large and everyone else in the strip, oneself first', () => {
  const order = ['me:camera', 'c:camera', 'b:camera', 'a:camera'];
  expect(scene(choice(ref('b')), order)).toEqual(['B:CAMERA', 'me:camera', 'c:camera', 'a:camera']);
});

it('has other screens in the strip before people, the own one after oneself', () => {
  expect(scene(choice(ref('a', 'screen'), ref('c')), [], ['a', 'b'], true)).toEqual([
    'A:SCREEN',
    'C:CAMERA',
    'me:camera',
    'me:screen',
    'b:screen',
    'a:camera',
    'b:camera',
  ]);
});

it('falls back to the grid when who is chosen has gone', () => {
  expect(scene(choice(ref('x')))).toEqual(['me:camera', 'a:camera', 'b:camera', 'c:camera']);
});

it.each([
  [null, null],
  [choice(ref('a')), 'a:camera'],
  [choice(ref('a', 'screen'), ref('b')), 'b:camera'],
  [choice(ref('a'), ref('b', 'screen')), 'a:camera'],
])('knows the one large camera', (chosen, expected) => {
  expect(largeCamera(chosen)).toBe(expected);
});
