import type { Handlers } from '../bindRequests.ts';

/** What a participant receives. */
export const subscriptionHandlers: Pick<Handlers, 'set-views' | 'resume-consumers'> = {
  'set-views': (session, { views }) => {
    session.membership.peer.media.setViews(views);
    return {};
  },

  'resume-consumers': async (session, { consumerIds }) => {
    await session.membership.peer.media.subscriptions.markReady(consumerIds);
    return {};
  },
};
