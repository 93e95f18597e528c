import type { RoomRegistry } from '../../rooms/RoomRegistry.ts';
import type { Handlers } from '../bindRequests.ts';

/** Waiting in front of a room, and letting in. */
export function lobbyHandlers({
  registry,
}: {
  registry: RoomRegistry;
}): Pick<Handlers, 'enter-lobby' | 'leave-lobby' | 'admit-user' | 'admit-all' | 'deny-user'> {
  return {
    'enter-lobby': async (session, { roomId, ...credentials }) => {
      const { room, guest } = await session.wait(() => registry.wait(roomId, credentials, session.caller));
      return { lobbyId: guest.id, reason: guest.reason, roomName: room.settings.name };
    },

    'leave-lobby': (session) => {
      session.stopWaiting();
      return {};
    },

    'admit-user': (session, { lobbyId }) => {
      const { room, peer } = session.membership;
      room.entrance.letIn(peer, lobbyId);
      return {};
    },

    'admit-all': (session) => {
      const { room, peer } = session.membership;
      room.entrance.letAllIn(peer);
      return {};
    },

    'deny-user': (session, { lobbyId }) => {
      const { room, peer } = session.membership;
      room.entrance.turnAway(peer, lobbyId);
      return {};
    },
  };
}
