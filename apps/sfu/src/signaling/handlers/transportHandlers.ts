import type { Handlers } from '../bindRequests.ts';

/** ICE and DTLS of a participant's two transports. */
export const transportHandlers: Pick<Handlers, 'connect-transport' | 'restart-ice'> = {
  'connect-transport': async (session, { transportId, dtlsParameters }) => {
    await session.membership.peer.media.connectTransport(transportId, dtlsParameters);
    return {};
  },

  'restart-ice': async (session, { transportId }) => {
    const { room, peer } = session.membership;
    const iceParameters = await peer.media.restartIce(transportId);
    // The credentials of the join may have run out.
    return { iceParameters, iceServers: room.mediaFor(peer).iceServers };
  },
};
