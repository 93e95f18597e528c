import { z } from 'zod';
import { isDisplayName, normalizeDisplayName } from './displayName.ts';
import { limits } from './limits.ts';
import { isRoomId, normalizeRoomId } from './roomId.ts';
import { roleSchema, roomSettingsSchema } from './roomSettings.ts';
import { mediaIdSchema, mediaKindSchema, rtpParametersSchema } from './rtp.ts';

/** The nouns that requests and events share. */

export const roomIdSchema = z
  .string()
  .max(limits.roomIdMaxLength * 2)
  .transform(normalizeRoomId)
  .refine(isRoomId);

export const displayNameSchema = z
  .string()
  .max(limits.displayNameMaxLength * 4)
  .transform(normalizeDisplayName)
  .refine(isDisplayName);

export const userIdSchema = z.string().min(1).max(36);

/** What a participant can send; each source is at most one producer. `screen-audio` goes with `screen`. */
export const mediaSourceSchema = z.enum(['camera', 'microphone', 'screen', 'screen-audio']);

/** Video codecs a room can be made for. */
export const videoCodecSchema = z.enum(['vp8', 'vp9', 'av1', 'h264']);

/** How well a participant's connection carries what is sent and received. */
export const connectionQualitySchema = z.enum(['good', 'fair', 'poor']);

const sourceStateSchema = z.object({ paused: z.boolean() });

/**
 * A participant as the others see it. `sources` names what is being sent: an absent source is off, a paused one is
 * muted. `joinedAt` is milliseconds since the epoch by the server's clock.
 */
export const userSchema = z.object({
  id: userIdSchema,
  displayName: z.string(),
  role: roleSchema,
  /** Since when a hand is raised: the queue's order; null while it is down. */
  handRaisedAt: z.number().nullable(),
  /** Here, but not at it: their phone rings, is locked or shows another app. */
  away: z.boolean(),
  joinedAt: z.number(),
  connection: z.enum(['connected', 'reconnecting']),
  quality: connectionQualitySchema,
  sources: z.partialRecord(mediaSourceSchema, sourceStateSchema),
});

/** Somebody who waits to be let in, as hosts see them; `since` is milliseconds since the epoch by the server's clock. */
export const lobbyGuestSchema = z.object({
  id: z.string().min(1).max(36),
  displayName: z.string(),
  since: z.number(),
});

/** Why somebody waits: a host has to let them in, or no host is there yet. */
export const waitReasonSchema = z.enum(['lobby', 'host-absent']);

/** What a server that allows it does to media, for drills. */
export const mediaFaultSchema = z.enum(['ice-failure', 'worker-death', 'worker-hang']);

/** Reads the record of a meeting: its id and the key to it. */
export const recordAccessSchema = z.object({ id: z.string(), key: z.string() });

/**
 * A room's state as its members see it. `createdAt` is milliseconds since the epoch by the server's clock. `hostId` is null while there
 * is no host, `spotlightUserId` while the host puts nobody on everyone's stage. `videoCodec` is what to send now:
 * every member can decode it. With `noH264` somebody cannot decode that: nobody sends it in place of VP8. `voiceIds` names those who
 * are forwarded to everyone, null means every voice is.
 */
export const roomSchema = z.object({
  id: z.string(),
  createdAt: z.number(),
  maxParticipants: z.int().positive(),
  activeSpeakerId: z.string().nullable(),
  hostId: z.string().nullable(),
  spotlightUserId: z.string().nullable(),
  videoCodec: videoCodecSchema,
  noH264: z.literal(true).exactOptional(),
  voiceIds: z.array(z.string()).nullable(),
  settings: roomSettingsSchema,
  /** Nothing can be kept now (the disk is full): the meeting goes on, and its record has a gap. */
  unkept: z.literal(true).exactOptional(),
});

/** One chat message; `sentAt` is milliseconds since the epoch by the server's clock. */
export const chatMessageSchema = z.object({
  id: z.string(),
  userId: z.string(),
  displayName: z.string(),
  text: z.string(),
  sentAt: z.number(),
});

/** Everything a client needs to receive one stream. Consumers are created paused: see `resume-consumers`. */
export const consumerParametersSchema = z.object({
  id: mediaIdSchema,
  producerId: mediaIdSchema,
  userId: userIdSchema,
  kind: mediaKindSchema,
  source: mediaSourceSchema,
  rtpParameters: rtpParametersSchema,
});

/** What kind of machine decodes: it bounds how many and how large pictures are forwarded at once. */
export const deviceClassSchema = z.enum(['desktop', 'tablet', 'phone']);

/**
 * A tile the client shows; `width` and `height` are device pixels. What is in no view is not forwarded. `onStage` is the
 * large picture that needs every frame, `pinned` was chosen by this person, `upcoming` is not shown yet but may be in a
 * moment (the next page): it is kept ready, but not forwarded.
 */
export const viewSchema = z.object({
  userId: userIdSchema,
  source: z.enum(['camera', 'screen']),
  width: z.int().min(1).max(limits.viewMaxPixels),
  height: z.int().min(1).max(limits.viewMaxPixels),
  onStage: z.boolean().exactOptional(),
  pinned: z.boolean().exactOptional(),
  upcoming: z.boolean().exactOptional(),
});

export type MediaSource = z.infer<typeof mediaSourceSchema>;
export type VideoCodec = z.infer<typeof videoCodecSchema>;
export type ConnectionQuality = z.infer<typeof connectionQualitySchema>;
export type DeviceClass = z.infer<typeof deviceClassSchema>;
export type LobbyGuest = z.infer<typeof lobbyGuestSchema>;
export type MediaFault = z.infer<typeof mediaFaultSchema>;
export type WaitReason = z.infer<typeof waitReasonSchema>;
export type RecordAccess = z.infer<typeof recordAccessSchema>;
export type User = z.infer<typeof userSchema>;
export type RoomState = z.infer<typeof roomSchema>;
export type ChatMessage = z.infer<typeof chatMessageSchema>;
export type ConsumerParameters = z.infer<typeof consumerParametersSchema>;
export type View = z.infer<typeof viewSchema>;
