import { SfuError } from '../../errors.ts';
import type { Metrics } from '../../metrics.ts';
import type { RoomRegistry } from '../../rooms/RoomRegistry.ts';
import type { Handlers } from '../bindRequests.ts';

export interface RoomHandlersContext {
  registry: RoomRegistry;
  metrics: Metrics;
  /** Whether people may have things go wrong on purpose. */
  faults: boolean;
}

/** Getting in and out of rooms. */
export function roomHandlers({
  registry,
  metrics,
  faults,
}: RoomHandlersContext): Pick<Handlers, 'create-room' | 'join-room' | 'resume-session' | 'leave-room'> {
  return {
    'create-room': async (session, { roomId, ...request }) => {
      // Who may make rooms in a closed deployment says so over HTTP, with its API key.
      if (registry.needsToken) throw new SfuError('TOKEN_REQUIRED');
      registry.checkMaker(session.caller.address);
      const { room, hostKey } = await registry.create(roomId, request);
      return { roomId: room.id, existingUsers: [], room: room.state, hostKey };
    },

    'join-room': async (
      session,
      { roomId, rtpCapabilities, dtlsFingerprints, admission, resumeToken, ...credentials },
    ) => {
      const endTimer = metrics.joinSeconds.startTimer();
      const request = {
        credentials,
        rtpCapabilities,
        ...(dtlsFingerprints && { dtlsFingerprints }),
        ...(admission !== undefined && { admission }),
        ...(resumeToken !== undefined && { resumeToken }),
      };
      const { room, peer } = await session.enter(() => registry.join(roomId, request, session.caller));
      endTimer();
      return {
        ...room.snapshotFor(peer),
        ...room.mediaFor(peer),
        resumeToken: registry.resumeToken(room, peer),
        ...(faults && { faults }),
      };
    },

    'resume-session': async (session, { resumeToken, heard }) => {
      const { room, peer } = await session.enter(() =>
        Promise.resolve(registry.resume(resumeToken, session)),
      );
      return {
        ...room.snapshotFor(peer),
        ...room.mediaFor(peer),
        missed: heard === undefined ? [] : peer.momentsAfter(heard),
      };
    },

    'leave-room': (session) => ({ record: session.leave() }),
  };
}
