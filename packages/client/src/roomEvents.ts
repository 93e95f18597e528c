import { showMessage } from './chat.ts';
import type { RoomStore } from './RoomStore.ts';
import type { EventHandlers } from './SignalClient.ts';
import type { SpeakingTracker } from './SpeakingTracker.ts';
import type { StageTracker } from './StageTracker.ts';
import { putUser, removeUser } from './users.ts';

/** The events that only change what is shown. */
export function roomEventHandlers(store: RoomStore, speaking: SpeakingTracker, stage: StageTracker) {
  const putInStore = ({ user }: { user: Parameters<typeof putUser>[1] }): void => {
    store.update({ users: putUser(store.getSnapshot().users, user) });
  };
  return {
    'user-joined': putInStore,
    // Of oneself only the quality comes from the server.
    'user-updated': ({ user }) => {
      if (user.id === store.getSnapshot().userId) store.update({ quality: user.quality });
      else putInStore({ user });
    },
    'user-left': ({ userId }) => {
      store.update({ users: removeUser(store.getSnapshot().users, userId) });
      speaking.forget(userId);
    },
    'room-updated': ({ room }) => store.update({ room }),
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
