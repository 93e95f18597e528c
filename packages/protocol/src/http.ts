import { z } from 'zod';
import { chatMessageSchema } from './models.ts';
import { roleSchema, roomSettingsSchema } from './roomSettings.ts';
import { rtpCapabilitiesSchema, iceServerSchema } from './rtp.ts';

/** JSON bodies of the HTTP API. Errors are `{ error: { code, message } }` with the codes of the protocol. */

/** `GET /api/media`: what the pre-join page needs to load its mediasoup Device before anyone joins. */
export const mediaInfoSchema = z.object({ rtpCapabilities: rtpCapabilitiesSchema });

/** `GET /api/rooms/:roomId`. `displayNames` says who is inside, in joining order. */
export const roomInfoSchema = z.object({
  roomId: z.string(),
  createdAt: z.number(),
  participantCount: z.int(),
  maxParticipants: z.int(),
  displayNames: z.array(z.string()),
});

/** `POST /api/rooms` and `POST /api/rooms/:roomId`: the room, and the key to it, which is said only here. */
export const createdRoomSchema = roomInfoSchema.extend({ hostKey: z.string() });

/**
 * `GET /api/rooms/:roomId/entrance`: what anybody at the door may know. Names are said only of rooms that everybody may
 * enter; a room that does not exist yet has the rules of an open one.
 */
export const entranceSchema = z.object({
  name: z.string(),
  needsPasscode: z.boolean(),
  lobby: z.boolean(),
  locked: z.boolean(),
  /** Guests wait, because no host is there. */
  waitsForHost: z.boolean(),
  /** Nobody comes in without a token of this deployment. */
  needsToken: z.boolean(),
  /** Who may begin what inside. */
  allow: roomSettingsSchema.shape.allow,
  displayNames: z.array(z.string()),
  participantCount: z.int(),
  maxParticipants: z.int(),
});

/** One stay of one person; times are milliseconds since the epoch by the server's clock, `leftAt` null while inside. */
const attendanceSchema = z.object({
  userId: z.string(),
  displayName: z.string(),
  role: roleSchema,
  joinedAt: z.number(),
  leftAt: z.number().nullable(),
});

/** `GET /api/records/:recordId`: who was there and what was written; `endedAt` is null while the meeting goes on. */
export const meetingRecordSchema = z.object({
  id: z.string(),
  roomId: z.string(),
  roomName: z.string(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  attendance: z.array(attendanceSchema),
  chat: z.array(chatMessageSchema),
});

/** `GET /api/ice-servers`. */
export const iceServersSchema = z.object({ iceServers: z.array(iceServerSchema) });

export type MediaInfo = z.infer<typeof mediaInfoSchema>;
export type RoomInfo = z.infer<typeof roomInfoSchema>;
export type CreatedRoom = z.infer<typeof createdRoomSchema>;
export type Entrance = z.infer<typeof entranceSchema>;
export type Attendance = z.infer<typeof attendanceSchema>;
export type MeetingRecord = z.infer<typeof meetingRecordSchema>;
export type IceServers = z.infer<typeof iceServersSchema>;
