import type { User } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import type { RemoteUser } from './RoomStore.ts';
import { changePictures, changeTracks, putQualities, putUser, removeUser, replaceUsers } from './users.ts';

const user = (id: string, displayName = id): User => ({
  id,
  displayName,
  role: 'guest',
  handRaisedAt: null,
  away: false,
  joinedAt: 0,
  connection: 'connected',
  quality: 'good',
  sources: {},
});
/** Only the identity of a track matters here. */
const track = (name: string) => ({ name }) as unknown as MediaStreamTrack;
const camera = track('camera');
const users: readonly RemoteUser[] = [
  { ...user('a'), tracks: { camera }, receiving: {} },
  { ...user('b'), tracks: {}, receiving: {} },
];

describe('putUser', () => {
  it('appends somebody new', () => {
    expect(putUser(users, user('c')).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('updates somebody known in place, with their tracks, and leaves the others alone', () => {
    const next = putUser(users, user('a', 'Anna'));
    expect(next[0]).toEqual({ ...user('a', 'Anna'), tracks: { camera }, receiving: {} });
    expect(next[1]).toBe(users[1]);
  });
});

describe('putQualities', () => {
  it('changes whose connection it is, and leaves the others alone', () => {
    const next = putQualities(users, [
      { userId: 'a', quality: 'poor' },
      { userId: 'x', quality: 'fair' },
    ]);
    expect(next[0]).toEqual({ ...users[0], quality: 'poor' });
    expect(next[1]).toBe(users[1]);
  });

  it('returns the same list when nothing changes', () => {
    expect(putQualities(users, [{ userId: 'a', quality: 'good' }])).toBe(users);
    expect(putQualities(users, [{ userId: 'x', quality: 'poor' }])).toBe(users);
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
    { ...user('c'), tracks: {}, receiving: {} },
    { ...user('a', 'Anna'), tracks: { camera }, receiving: {} },
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

describe('changePictures', () => {
  const large = { layers: { spatialLayer: 2, temporalLayer: 2 }, reason: null } as const;
  const none = { layers: null, reason: 'bandwidth' } as const;
  const camera = (userId: string, picture: typeof large | typeof none | null) =>
    ({ userId, source: 'camera', picture }) as const;

  it('touches only who changed, and nothing when the news is none', () => {
    const next = changePictures(users, [camera('b', large), camera('gone', large)]);
    expect(next[0]).toBe(users[0]);
    expect(next[1]?.receiving).toEqual({ camera: large });
    expect(changePictures(next, [camera('b', { ...large, layers: { ...large.layers } })])).toBe(next);
    expect(changePictures(next, [camera('b', none)])[1]?.receiving).toEqual({ camera: none });
  });

  it('forgets, and keeps what it knows across a resumed session and an updated user', () => {
    const next = changePictures(users, [
      camera('a', none),
      { userId: 'a', source: 'screen', picture: large },
    ]);
    expect(changePictures(next, [camera('a', null)])[0]?.receiving).toEqual({ screen: large });
    expect(putUser(next, user('a', 'Anna'))[0]?.receiving).toBe(next[0]?.receiving);
    expect(replaceUsers(next, [user('a')])[0]?.receiving).toBe(next[0]?.receiving);
  });
});
