import type { Handlers } from '../bindRequests.ts';

/** Who wants to speak, and who cannot right now. */
export const handHandlers: Pick<Handlers, 'raise-hand' | 'lower-hand' | 'set-away'> = {
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

  'set-away': (session, { away }) => {
    const { room, peer } = session.membership;
    room.moderation.setAway(peer, away);
    return {};
  },
};
