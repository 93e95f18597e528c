import type { User } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import type { RemoteUser } from './RoomStore.ts';
import { changeTracks, putUser, removeUser, replaceUsers } from './users.ts';

const user = (id: string, displayName = id): User => ({
  id,
  displayName,
  joinedAt: 0,
  connection: 'connected',
  sources: {},
});
/** Only the identity of a track matters here. */
const track = (name: string) => ({ name }) as unknown as MediaStreamTrack;
const camera = track('camera');
const users: readonly RemoteUser[] = [
  { ...user('a'), tracks: { camera } },
  { ...user('b'), tracks: {} },
];

describe('putUser', () => {
  it('appends somebody new', () => {
    expect(putUser(users, user('c')).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('updates somebody known in place, with their tracks, and leaves the others alone', () => {
    const next = putUser(users, user('a', 'Anna'));
    expect(next[0]).toEqual({ ...user('a', 'Anna'), tracks: { camera } });
    expect(next[1]).toBe(users[1]);
  });
});

describe('removeUser', () => {
  it('removes', () => expect(removeUser(users, 'a')).toEqual([users[1]]));
  it('returns the same list when there is nobody to remove', () =>
    expect(removeUser(users, 'x')).toBe(users));
});

it('replaceUsers takes the order of the server and keeps tracks', () => {
  const next = replaceUsers(users, [user('c'), user('a', 'Anna')]);
  expect(next).toEqual([
    { ...user('c'), tracks: {} },
    { ...user('a', 'Anna'), tracks: { camera } },
  ]);
});

describe('changeTracks', () => {
  it('applies a batch and touches only who changed', () => {
    const microphone = track('microphone');
    const next = changeTracks(users, [
      { userId: 'b', source: 'camera', track: camera },
      { userId: 'b', source: 'microphone', track: microphone },
      { userId: 'gone', source: 'camera', track: camera },
    ]);
    expect(next[0]).toBe(users[0]);
    expect(next[1]?.tracks).toEqual({ camera, microphone });
  });

  it('takes a track away', () => {
    expect(changeTracks(users, [{ userId: 'a', source: 'camera', track: null }])[0]?.tracks).toEqual({});
  });

  it('returns the same list when nothing changes', () => {
    expect(
      changeTracks(users, [
        { userId: 'a', source: 'camera', track: camera },
        { userId: 'b', source: 'screen', track: null },
      ]),
    ).toBe(users);
  });
});
