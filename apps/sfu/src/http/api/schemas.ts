import {
  meetingRecordSchema,
  roomChangesSchema,
  roomChoicesSchema,
  roomIdSchema,
  roomInfoSchema,
  roomSettingsSchema,
  userSchema,
  videoCodecSchema,
} from '@parley/protocol';
import { z } from 'zod';

/** Bodies and parameters of the HTTP API that the web app has no use for; the others are the protocol's. */

export const newRoomSchema = roomChoicesSchema.extend({ videoCodec: videoCodecSchema.exactOptional() });
export const changesSchema = roomChangesSchema.extend({
  /** Until the meeting ends. */
  locked: z.boolean().exactOptional(),
});

/** A room as operators see it: with its rules, and whether people are in it now. */
export const roomDetailsSchema = roomInfoSchema.extend({
  settings: roomSettingsSchema,
  videoCodec: videoCodecSchema,
  /** It is kept when its meeting ends. */
  kept: z.boolean(),
});

/** A room that has just been made, and the key to it, which is said only here. */
export const madeRoomSchema = roomDetailsSchema.extend({ hostKey: z.string() });

/** `next` is the `after` of the next page; null on the last one. */
export const roomListSchema = z.object({ rooms: z.array(roomDetailsSchema), next: z.string().nullable() });
export const participantsSchema = z.object({ participants: z.array(userSchema) });
/** Newest first; `next` is the `before` of the next page. */
export const recordListSchema = z.object({
  records: z.array(meetingRecordSchema.omit({ attendance: true, chat: true })),
  next: z.number().nullable(),
});
export const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    /** With TOO_MANY_TRIES: in how many seconds the next try is allowed. */
    retryAfterS: z.int().min(1).exactOptional(),
  }),
});

export const roomParams = z.object({ roomId: roomIdSchema });
export const participantParams = roomParams.extend({ userId: z.string().min(1).max(36) });
export const recordParams = z.object({ recordId: z.string().min(1).max(64) });

const pageLength = z.coerce.number().int().min(1).max(200).default(50);
export const roomsQuery = z.object({ after: z.string().max(64).optional(), limit: pageLength });
export const recordsQuery = z.object({ before: z.coerce.number().int().optional(), limit: pageLength });
export const recordQuery = z.object({
  format: z.enum(['json', 'csv']).optional(),
  /** Of the words in a CSV. */
  lang: z.enum(['en', 'ko']).default('en'),
  /** Of the times in a CSV, as IANA names it. */
  timeZone: z.string().max(64).refine(isTimeZone).default('UTC'),
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}
