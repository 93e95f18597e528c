import type { ConnectionQuality, MediaSource, User } from '@parley/protocol';
import type { PictureSource, ReceivedPicture, RemoteUser } from './RoomStore.ts';

/** Pure changes to the list of remote users. Each returns the same list when nothing changes. */

type Users = readonly RemoteUser[];

/** Adds a user or takes over their new state; what is received from them stays. */
export function putUser(users: Users, user: User): Users {
  const index = users.findIndex(({ id }) => id === user.id);
  if (index === -1) return [...users, { ...user, tracks: {}, receiving: {} }];
  return users.map((known, i) => (i === index ? { ...user, ...received(known) } : known));
}

export function removeUser(users: Users, userId: string): Users {
  return users.some(({ id }) => id === userId) ? users.filter(({ id }) => id !== userId) : users;
}

export interface PersonQuality {
  userId: string;
  quality: ConnectionQuality;
}

/** Takes over how some people's connections do. */
export function putQualities(users: Users, people: readonly PersonQuality[]): Users {
  const byId = new Map(people.map(({ userId, quality }) => [userId, quality]));
  const isNews = ({ id, quality }: RemoteUser): boolean => (byId.get(id) ?? quality) !== quality;
  if (!users.some(isNews)) return users;
  return users.map((user) => (isNews(user) ? { ...user, quality: byId.get(user.id) ?? user.quality } : user));
}

/** The list after a snapshot from the server: its order and state, and what is being received already. */
export function replaceUsers(users: Users, next: readonly User[]): Users {
  const known = new Map(users.map((user) => [user.id, user]));
  return next.map((user) => ({ ...user, ...received(known.get(user.id)) }));
}

function received(user: RemoteUser | undefined): Pick<RemoteUser, 'tracks' | 'receiving'> {
  return { tracks: user?.tracks ?? {}, receiving: user?.receiving ?? {} };
}

export interface TrackChange {
  userId: string;
  source: MediaSource;
  /** Null takes the track away. */
  track: MediaStreamTrack | null;
}

/** Applies a batch of track changes at once. */
export function changeTracks(users: Users, changes: readonly TrackChange[]): Users {
  const next = users.map((user) => {
    const own = changes.filter(({ userId }) => userId === user.id);
    const changed = own.some(({ source, track }) => (user.tracks[source] ?? null) !== track);
    return changed ? { ...user, tracks: own.reduce(changeTrack, user.tracks) } : user;
  });
  return next.some((user, index) => user !== users[index]) ? next : users;
}

function changeTrack(tracks: RemoteUser['tracks'], { source, track }: TrackChange): RemoteUser['tracks'] {
  return track !== null ? { ...tracks, [source]: track } : without(tracks, source);
}

export interface PictureChange {
  userId: string;
  source: PictureSource;
  /** Null when nothing is known (any longer). */
  picture: ReceivedPicture | null;
}

/** Applies news about what is forwarded of pictures. */
export function changePictures(users: Users, changes: readonly PictureChange[]): Users {
  const next = users.map((user) =>
    changes.filter(({ userId }) => userId === user.id).reduce(changePicture, user),
  );
  return next.some((user, index) => user !== users[index]) ? next : users;
}

function changePicture(user: RemoteUser, { source, picture }: PictureChange): RemoteUser {
  const { receiving } = user;
  if (isSamePicture(receiving[source] ?? null, picture)) return user;
  const next = picture !== null ? { ...receiving, [source]: picture } : without(receiving, source);
  return { ...user, receiving: next };
}

function isSamePicture(a: ReceivedPicture | null, b: ReceivedPicture | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.reason === b.reason &&
    a.layers?.spatialLayer === b.layers?.spatialLayer &&
    a.layers?.temporalLayer === b.layers?.temporalLayer
  );
}

function without<T extends object>(record: T, key: keyof T & string): T {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key)) as T;
}
