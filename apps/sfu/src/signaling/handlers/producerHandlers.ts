import type { Handlers } from '../bindRequests.ts';

/** What a participant sends. */
export const producerHandlers: Pick<
  Handlers,
  'produce' | 'pause-producer' | 'resume-producer' | 'close-producer'
> = {
  produce: async (session, request) => ({
    producerId: await session.membership.peer.media.produce(request),
  }),

  'pause-producer': async (session, { producerId }) => {
    await session.membership.peer.media.pauseProducer(producerId);
    return {};
  },

  'resume-producer': async (session, { producerId }) => {
    await session.membership.peer.media.resumeProducer(producerId);
    return {};
  },

  'close-producer': (session, { producerId }) => {
    session.membership.peer.media.closeProducer(producerId);
    return {};
  },
};
