import type { Handlers } from '../bindRequests.ts';

/** Written words. */
export const chatHandlers: Pick<Handlers, 'send-chat'> = {
  'send-chat': (session, { text }) => {
    const { room, peer } = session.membership;
    return { message: room.chat.say(peer, text) };
  },
};
