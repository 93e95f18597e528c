import type { IceServer } from '@parley/protocol';
import type { Metrics } from '../../metrics.ts';
import type { RoomRegistry } from '../../rooms/RoomRegistry.ts';
import type { Handlers } from '../bindRequests.ts';

export interface RoomHandlersContext {
  registry: RoomRegistry;
  metrics: Metrics;
  /** Fresh ICE servers, with credentials for one participant. */
  iceServers: (userId: string) => IceServer[];
}

/** Getting in and out of rooms. */
export function roomHandlers({
  registry,
  metrics,
  iceServers,
}: RoomHandlersContext): Pick<
  Handlers,
  'create-room' | 'join-room' | 'resume-session' | 'leave-room' | 'set-spotlight'
> {
  return {
    'create-room': async (_session, { roomId, videoCodec }) => {
      const room = await registry.create(roomId, { videoCodec });
      return { roomId: room.id, existingUsers: room.usersExcept(), room: room.state };
    },

    'join-room': async (session, { roomId, ...request }) => {
      const endTimer = metrics.joinSeconds.startTimer();
      const { room, peer } = await session.enter(async () => {
        const room = await registry.getForJoin(roomId);
        return { room, peer: await room.join(request, session) };
      });
      endTimer();
      return {
        ...room.snapshotFor(peer),
        resumeToken: registry.resumeToken(room, peer),
        iceServers: iceServers(peer.id),
        sendTransport: peer.media.sendTransportParameters,
        recvTransport: peer.media.recvTransportParameters,
      };
    },

    'resume-session': async (session, { resumeToken }) => {
      const { room, peer } = await session.enter(() =>
        Promise.resolve(registry.resume(resumeToken, session)),
      );
      return room.snapshotFor(peer);
    },

    'leave-room': (session) => {
      session.leave();
      return {};
    },

    'set-spotlight': (session, { userId }) => {
      const { room, peer } = session.membership;
      room.setSpotlight(peer, userId);
      return {};
    },
  };
}
