import { z } from 'zod';
import { type ErrorCode, errorMessages } from './errorCodes.ts';
import { chatMessageSchema, consumerParametersSchema, userSchema } from './models.ts';
import { mediaIdSchema } from './rtp.ts';

/** Server -> client, without an answer. */
export const events = {
  'user-joined': z.object({ user: userSchema }),
  'user-left': z.object({ userId: z.string(), reason: z.enum(['left', 'disconnected']) }),
  /** A name, a source or the connection of a participant changed; the whole user, latest state wins. */
  'user-updated': z.object({ user: userSchema }),
  'room-closed': z.object({ reason: z.enum(['deleted', 'shutdown', 'media-failed']) }),

  /** Streams to receive from now on. Build the receivers, then send `resume-consumers` once for the batch. */
  'new-consumers': z.object({ consumers: z.array(consumerParametersSchema) }),
  'consumers-closed': z.object({ consumerIds: z.array(mediaIdSchema) }),
  /** The layer a video consumer forwards now; `null` while the link carries none of them. */
  'consumer-layers': z.object({
    consumerId: mediaIdSchema,
    layers: z.object({ spatialLayer: z.int(), temporalLayer: z.int() }).nullable(),
  }),

  /** The dominant speaker changed; `null` when nobody has spoken for a while. */
  'active-speaker': z.object({ userId: z.string().nullable() }),
  /** Who is audible now, loudest first, in dBov (-127 silent to 0 loudest). Volatile: may be dropped, never queued. */
  'audio-levels': z.object({ levels: z.array(z.object({ userId: z.string(), dbov: z.number() })) }),

  'chat-message': z.object({ message: chatMessageSchema }),
  /** Something concerns this connection outside of any request, such as SESSION_REPLACED. */
  error: z.object({
    code: z.enum(Object.keys(errorMessages) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
  }),
} as const;

export type EventName = keyof typeof events;
export type EventOf<N extends EventName> = z.infer<(typeof events)[N]>;
