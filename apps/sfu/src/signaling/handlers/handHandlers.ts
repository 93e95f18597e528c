import type { Handlers } from '../bindRequests.ts';

/** Who wants to speak. */
export const handHandlers: Pick<Handlers, 'raise-hand' | 'lower-hand'> = {
  'raise-hand': (session, { raised }) => {
    const { room, peer } = session.membership;
    room.moderation.raiseHand(peer, raised);
    return {};
  },

  'lower-hand': (session, { userId }) => {
    const { room, peer } = session.membership;
    room.moderation.lowerHand(peer, userId);
    return {};
  },
};
