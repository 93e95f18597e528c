import { z } from 'zod';
import { rtpCapabilitiesSchema, iceServerSchema } from './rtp.ts';

/** JSON bodies of the HTTP API. Errors are `{ error: { code, message } }` with the codes of the protocol. */

/** `GET /api/media`: what the pre-join page needs to load its mediasoup Device before anyone joins. */
export const mediaInfoSchema = z.object({ rtpCapabilities: rtpCapabilitiesSchema });

/** `GET`, `POST /api/rooms/:roomId` and `POST /api/rooms`. `displayNames` says who is inside, in joining order. */
export const roomInfoSchema = z.object({
  roomId: z.string(),
  createdAt: z.number(),
  participantCount: z.int(),
  maxParticipants: z.int(),
  displayNames: z.array(z.string()),
});

/** `GET /api/rooms/:roomId/people`: who is inside, in joining order; nobody when there is no such room. */
export const roomPeopleSchema = roomInfoSchema.pick({ displayNames: true, maxParticipants: true });

/** `GET /api/ice-servers`. */
export const iceServersSchema = z.object({ iceServers: z.array(iceServerSchema) });

export type MediaInfo = z.infer<typeof mediaInfoSchema>;
export type RoomInfo = z.infer<typeof roomInfoSchema>;
export type RoomPeople = z.infer<typeof roomPeopleSchema>;
export type IceServers = z.infer<typeof iceServersSchema>;
