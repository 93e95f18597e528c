import type { Handlers } from '../bindRequests.ts';

/** What a participant receives. */
export const subscriptionHandlers: Pick<Handlers, 'set-views' | 'resume-consumers' | 'renew-consumer'> = {
  'set-views': (session, { views, device = 'desktop' }) => {
    session.membership.peer.media.setViews(views, device);
    return {};
  },

  'resume-consumers': async (session, { consumerIds }) => {
    await session.membership.peer.media.subscriptions.markReady(consumerIds);
    return {};
  },

  'renew-consumer': (session, { consumerId }) => {
    session.membership.peer.media.subscriptions.renew(consumerId);
    return {};
  },
};
