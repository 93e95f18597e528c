import type { User } from '@parley/protocol';
import { showMessage } from './chat.ts';
import type { RoomStore } from './RoomStore.ts';
import type { EventHandlers } from './SignalClient.ts';
import type { SpeakingTracker } from './SpeakingTracker.ts';
import type { StageTracker } from './StageTracker.ts';
import { putQualities, putUser, removeUser } from './users.ts';

/** The events that only change what is shown. */
export function roomEventHandlers(store: RoomStore, speaking: SpeakingTracker, stage: StageTracker) {
  const putInStore = ({ user }: { user: User }): void => {
    const { userId, users, lobby } = store.getSnapshot();
    if (user.id !== userId) store.update({ users: putUser(users, user) });
    // Whoever is no longer a host has no say in who waits, and is not told any more.
    else
      store.update({
        self: user,
        displayName: user.displayName,
        lobby: user.role === 'guest' && lobby.length > 0 ? [] : lobby,
      });
  };
  return {
    'user-joined': putInStore,
    'user-updated': putInStore,
    'people-quality': ({ people }) => {
      const { self, userId, users } = store.getSnapshot();
      const own = people.find((person) => person.userId === userId);
      store.update({
        users: putQualities(users, people),
        ...(self !== null && own !== undefined && { self: { ...self, quality: own.quality } }),
      });
    },
    'user-left': ({ userId }) => {
      store.update({ users: removeUser(store.getSnapshot().users, userId) });
      speaking.forget(userId);
    },
    'server-draining': ({ inS }) => store.update({ serverStopsAtMs: Date.now() + inS * 1000 }),
    'room-updated': ({ room }) => store.update({ room }),
    'lobby-updated': ({ guests }) => store.update({ lobby: guests }),
    voices: ({ userIds }) => {
      const { room } = store.getSnapshot();
      if (room !== null) store.update({ room: { ...room, voiceIds: userIds } });
    },
    'active-speaker': ({ userId }) => store.update({ activeSpeakerId: userId }),
    'audio-levels': ({ levels }) => {
      speaking.hear(levels);
      stage.hear(levels);
    },
    'chat-message': ({ message }) => showMessage(store, message),
  } satisfies EventHandlers;
}
