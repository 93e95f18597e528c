import { expect, it } from 'vitest';
import type { RemoteUser } from '../../room/roomTypes.ts';
import { callTiles } from './tiles.ts';

function user(id: string, sources: RemoteUser['sources'] = {}): RemoteUser {
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

const keys = (tiles: readonly { key: string }[]) => tiles.map(({ key }) => key);

it('shows oneself first, then the others as they joined', () => {
  expect(keys(callTiles('me', [user('b'), user('a')], false).people)).toEqual([
    'me:camera',
    'b:camera',
    'a:camera',
  ]);
});

it('only appends when somebody joins', () => {
  const before = keys(callTiles('me', [user('a')], false).people);
  const after = keys(callTiles('me', [user('a'), user('b')], false).people);
  expect(after.slice(0, before.length)).toEqual(before);
});

it('gives the stage to the screens of others, also while they are paused', () => {
  const { people, screens } = callTiles('me', [user('a', { screen: { paused: true } }), user('b')], false);
  expect(keys(screens)).toEqual(['a:screen']);
  expect(keys(people)).toContain('a:camera');
});

it('shows the own screen small', () => {
  const { people, screens } = callTiles('me', [user('a')], true);
  expect(keys(people)).toEqual(['me:camera', 'me:screen', 'a:camera']);
  expect(screens).toEqual([]);
});
