import { z } from 'zod';
import { type ErrorCode, errorMessages } from './errorCodes.ts';
import {
  chatMessageSchema,
  connectionQualitySchema,
  consumerParametersSchema,
  lobbyGuestSchema,
  mediaSourceSchema,
  recordAccessSchema,
  roomSchema,
  userSchema,
  waitReasonSchema,
} from './models.ts';
import { iceServerSchema, mediaIdSchema, transportParametersSchema } from './rtp.ts';

/** Server -> client, without an answer. */
export const events = {
  'user-joined': z.object({ user: userSchema }),
  'user-left': z.object({ userId: z.string(), reason: z.enum(['left', 'disconnected', 'removed']) }),
  /** A participant changed, oneself included; the whole user, latest state wins. */
  'user-updated': z.object({ user: userSchema }),
  /** Whose connections have another quality now, perhaps one's own; at most once a second, latest state wins. */
  'people-quality': z.object({
    people: z.array(z.object({ userId: z.string(), quality: connectionQualitySchema })),
  }),
  /** Host, spotlight or codec of the room changed; the whole room, latest state wins. */
  'room-updated': z.object({ room: roomSchema }),
  /** `record` is the way to the meeting's record, for hosts. */
  'room-closed': z.object({
    reason: z.enum(['deleted', 'ended', 'host-left', 'shutdown', 'media-failed']),
    record: recordAccessSchema.exactOptional(),
  }),
  /** A host has put this participant out, for good or back to the lobby. */
  removed: z.object({ reason: z.enum(['removed', 'returned-to-lobby']) }),

  /** For whoever waits: for another reason than before, because a host has come or gone. */
  'still-waiting': z.object({ reason: waitReasonSchema }),
  /** For whoever waits: join with this. */
  admitted: z.object({ admission: z.string() }),
  /** For whoever waits: there is no way in, now or (`closed`) because the meeting is over. */
  denied: z.object({ reason: z.enum(['denied', 'closed']) }),
  /** For hosts: who waits, longest first; the whole list, latest state wins. */
  'lobby-updated': z.object({ guests: z.array(lobbyGuestSchema) }),

  /** The server has turned off one's own source, for a host or (`byUserId` null) by the room's rule. */
  muted: z.object({ source: mediaSourceSchema, byUserId: z.string().nullable() }),
  /** A host asks to hear one. */
  'unmute-asked': z.object({ byUserId: z.string() }),

  /** Both own transports are gone with everything on them, because a media worker is; `media-reset` follows. */
  'media-lost': z.object({}),
  /** New transports in place of those that were lost: what one sends is to be sent anew. Membership is as it was. */
  'media-reset': z.object({
    iceServers: z.array(iceServerSchema),
    sendTransport: transportParametersSchema,
    recvTransport: transportParametersSchema,
    consumers: z.array(consumerParametersSchema),
  }),

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

  /** The server is about to stop: in so many seconds at most it is gone. The way back is by `resume-session`, as ever. */
  'server-draining': z.object({ inS: z.int() }),

  'chat-message': z.object({ message: chatMessageSchema }),
  /** Something concerns this connection outside of any request, such as SESSION_REPLACED. */
  error: z.object({
    code: z.enum(Object.keys(errorMessages) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
  }),
} as const;

export type EventName = keyof typeof events;
export type EventOf<N extends EventName> = z.infer<(typeof events)[N]>;
