import type { IceServer } from '@parley/protocol';
import type { Handlers } from '../bindRequests.ts';

export interface TransportHandlersContext {
  /** Fresh ICE servers, with credentials for one participant. */
  iceServers: (userId: string) => IceServer[];
}

/** ICE and DTLS of a participant's two transports. */
export function transportHandlers({
  iceServers,
}: TransportHandlersContext): Pick<Handlers, 'connect-transport' | 'restart-ice'> {
  return {
    'connect-transport': async (session, { transportId, dtlsParameters }) => {
      await session.membership.peer.media.connectTransport(transportId, dtlsParameters);
      return {};
    },

    'restart-ice': async (session, { transportId }) => {
      const { peer } = session.membership;
      return {
        iceParameters: await peer.media.restartIce(transportId),
        iceServers: iceServers(peer.id),
      };
    },
  };
}
