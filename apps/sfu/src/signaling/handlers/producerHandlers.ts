import type { Handlers } from '../bindRequests.ts';

/** What a participant sends. */
export const producerHandlers: Pick<
  Handlers,
  'produce' | 'pause-producer' | 'resume-producer' | 'close-producer'
> = {
  produce: async (session, request) => {
    const { room, peer } = session.membership;
    return { producerId: await room.publishing.produce(peer, request) };
  },

  'pause-producer': async (session, { producerId }) => {
    await session.membership.peer.media.pauseProducer(producerId);
    return {};
  },

  'resume-producer': async (session, { producerId }) => {
    const { room, peer } = session.membership;
    await room.publishing.resume(peer, producerId);
    return {};
  },

  'close-producer': (session, { producerId }) => {
    const { room, peer } = session.membership;
    room.publishing.close(peer, producerId);
    return {};
  },
};
