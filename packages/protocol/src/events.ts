import { z } from 'zod';
import { type ErrorCode, errorMessages } from './errorCodes.ts';
import { chatMessageSchema, consumerParametersSchema, roomSchema, userSchema } from './models.ts';
import { mediaIdSchema } from './rtp.ts';

/** Server -> client, without an answer. */
export const events = {
  'user-joined': z.object({ user: userSchema }),
  'user-left': z.object({ userId: z.string(), reason: z.enum(['left', 'disconnected']) }),
  /**
   * A name, a source or the connection of a participant changed; the whole user, latest state wins. Oneself is told when
   * the own connection does better or worse.
   */
  'user-updated': z.object({ user: userSchema }),
  /** Host, spotlight or codec of the room changed; the whole room, latest state wins. */
  'room-updated': z.object({ room: roomSchema }),
  'room-closed': z.object({ reason: z.enum(['deleted', 'shutdown', 'media-failed']) }),

  /** Streams to receive from now on. Build the receivers, then send `resume-consumers` once for the batch. */
  'new-consumers': z.object({ consumers: z.array(consumerParametersSchema) }),
  'consumers-closed': z.object({ consumerIds: z.array(mediaIdSchema) }),
  /**
   * The layer a video consumer forwards now. `null` while it forwards none though it should: then `reason` says whether
   * the receiver's own link is too narrow (`bandwidth`) or nothing comes from the sender (`sender`).
   */
  'consumer-layers': z.object({
    consumerId: mediaIdSchema,
    layers: z.object({ spatialLayer: z.int(), temporalLayer: z.int() }).nullable(),
    reason: z.enum(['bandwidth', 'sender']).exactOptional(),
  }),
  /**
   * What is wanted of the receiver's own video producer, lowest layer first: `active` layers are forwarded to somebody,
   * `standby` ones may be in a moment (send a few small frames, so that the switch is quick), `off` ones need not be
   * encoded. All off: nobody watches.
   */
  'producer-layers': z.object({
    producerId: mediaIdSchema,
    layers: z.array(z.enum(['active', 'standby', 'off'])),
  }),

  /** The dominant speaker changed; `null` when nobody has spoken for a while. */
  'active-speaker': z.object({ userId: z.string().nullable() }),
  /** Whose voices are forwarded to everyone in a large room; `null` again when every voice is. */
  voices: z.object({ userIds: z.array(z.string()).nullable() }),
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
