import type { Handlers } from '../bindRequests.ts';

/** What hosts do to others, and everybody to their own name. */
export const moderationHandlers: Pick<
  Handlers,
  | 'set-spotlight'
  | 'mute-user'
  | 'mute-all'
  | 'ask-unmute'
  | 'stop-source'
  | 'rename-user'
  | 'set-role'
  | 'return-to-lobby'
  | 'remove-user'
> = {
  'set-spotlight': (session, { userId }) => {
    const { room, peer } = session.membership;
    room.spotlight.set(peer, userId);
    return {};
  },

  'mute-user': async (session, { userId }) => {
    const { room, peer } = session.membership;
    await room.moderation.mute(peer, userId);
    return {};
  },

  'mute-all': async (session) => {
    const { room, peer } = session.membership;
    await room.moderation.muteAll(peer);
    return {};
  },

  'ask-unmute': (session, { userId }) => {
    const { room, peer } = session.membership;
    room.moderation.askToUnmute(peer, userId);
    return {};
  },

  'stop-source': (session, { userId, source }) => {
    const { room, peer } = session.membership;
    room.moderation.stopSource(peer, userId, source);
    return {};
  },

  'rename-user': (session, { userId, displayName }) => {
    const { room, peer } = session.membership;
    room.moderation.rename(peer, userId, displayName);
    return {};
  },

  'set-role': (session, { userId, role }) => {
    const { room, peer } = session.membership;
    room.moderation.setRole(peer, userId, role);
    return {};
  },

  'return-to-lobby': (session, { userId }) => {
    const { room, peer } = session.membership;
    room.moderation.returnToLobby(peer, userId);
    return {};
  },

  'remove-user': (session, { userId }) => {
    const { room, peer } = session.membership;
    room.moderation.remove(peer, userId);
    return {};
  },
};
