import { z } from 'zod';
import { isDisplayName, normalizeDisplayName } from './displayName.ts';
import { limits } from './limits.ts';
import { isRoomId, normalizeRoomId } from './roomId.ts';
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

const userIdSchema = z.string().min(1).max(36);

/** What a participant can send; each source is at most one producer. `screen-audio` goes with `screen`. */
export const mediaSourceSchema = z.enum(['camera', 'microphone', 'screen', 'screen-audio']);

const sourceStateSchema = z.object({ paused: z.boolean() });

/**
 * A participant as the others see it. `sources` names what is being sent: an absent source is off, a paused one is
 * muted. `joinedAt` is milliseconds since the epoch by the server's clock.
 */
export const userSchema = z.object({
  id: userIdSchema,
  displayName: z.string(),
  joinedAt: z.number(),
  connection: z.enum(['connected', 'reconnecting']),
  sources: z.partialRecord(mediaSourceSchema, sourceStateSchema),
});

/** A room's public state. `createdAt` is milliseconds since the epoch by the server's clock. */
export const roomSchema = z.object({
  id: z.string(),
  createdAt: z.number(),
  maxParticipants: z.int().positive(),
  activeSpeakerId: z.string().nullable(),
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

/** A tile the client shows; `width` and `height` are device pixels. What is in no view is not forwarded. */
export const viewSchema = z.object({
  userId: userIdSchema,
  source: z.enum(['camera', 'screen']),
  width: z.int().min(1).max(limits.viewMaxPixels),
  height: z.int().min(1).max(limits.viewMaxPixels),
});

export type MediaSource = z.infer<typeof mediaSourceSchema>;
export type User = z.infer<typeof userSchema>;
export type RoomState = z.infer<typeof roomSchema>;
export type ChatMessage = z.infer<typeof chatMessageSchema>;
export type ConsumerParameters = z.infer<typeof consumerParametersSchema>;
export type View = z.infer<typeof viewSchema>;
