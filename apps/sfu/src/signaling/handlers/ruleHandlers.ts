import type { RoomRegistry } from '../../rooms/RoomRegistry.ts';
import type { Handlers } from '../bindRequests.ts';

/** The rules of a room, and its end. */
export function ruleHandlers({
  registry,
}: {
  registry: RoomRegistry;
}): Pick<Handlers, 'lock-room' | 'update-room' | 'end-room'> {
  return {
    'lock-room': (session, { locked }) => {
      const { room, peer } = session.membership;
      room.lock(peer, locked);
      return {};
    },

    'update-room': async (session, changes) => {
      const { room, peer } = session.membership;
      room.moderation.check(peer, 'update-room');
      await registry.update(room.id, changes, { forNow: peer.tenure.standing === 'guest' });
      return {};
    },

    'end-room': (session) => {
      const { room, peer } = session.membership;
      room.end(peer);
      return {};
    },
  };
}
