import type { MediaSource, User } from '@parley/protocol';
import type { RemoteUser } from './RoomStore.ts';

/** Pure changes to the list of remote users. Each returns the same list when nothing changes. */

type Users = readonly RemoteUser[];

/** Adds a user or takes over their new state; their tracks stay. */
export function putUser(users: Users, user: User): Users {
  const index = users.findIndex(({ id }) => id === user.id);
  if (index === -1) return [...users, { ...user, tracks: {} }];
  return users.map((known, i) => (i === index ? { ...user, tracks: known.tracks } : known));
}

export function removeUser(users: Users, userId: string): Users {
  return users.some(({ id }) => id === userId) ? users.filter(({ id }) => id !== userId) : users;
}

/** The list after a snapshot from the server: its order and state, the tracks that are being received already. */
export function replaceUsers(users: Users, next: readonly User[]): Users {
  const tracks = new Map(users.map((user) => [user.id, user.tracks]));
  return next.map((user) => ({ ...user, tracks: tracks.get(user.id) ?? {} }));
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
  if (track !== null) return { ...tracks, [source]: track };
  return Object.fromEntries(Object.entries(tracks).filter(([name]) => name !== source));
}
