import { SfuError } from '../../errors.ts';
import type { RoomRegistry } from '../../rooms/RoomRegistry.ts';
import type { ApiHandlers } from './operations.ts';
import { liveRoom } from './roomHandlers.ts';

/** What other servers may do to people in a meeting: everything a host may. */
export function participantHandlers(
  registry: RoomRegistry,
): Pick<ApiHandlers, 'listParticipants' | 'removeParticipant' | 'muteParticipant'> {
  const moderation = (roomId: string) => {
    const room = liveRoom(registry, roomId);
    if (room === null) throw new SfuError('USER_NOT_FOUND');
    return room.moderation;
  };
  return {
    listParticipants: ({ params: { roomId } }) => ({
      json: { participants: (liveRoom(registry, roomId)?.peers ?? []).map((peer) => peer.toUser()) },
    }),

    removeParticipant: ({ params: { roomId, userId } }) => {
      moderation(roomId).remove(null, userId);
      return { json: null };
    },

    muteParticipant: async ({ params: { roomId, userId } }) => {
      await moderation(roomId).mute(null, userId);
      return { json: null };
    },
  };
}
