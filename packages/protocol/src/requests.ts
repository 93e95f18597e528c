import { z } from 'zod';
import { limits } from './limits.ts';
import {
  chatMessageSchema,
  connectionQualitySchema,
  consumerParametersSchema,
  deviceClassSchema,
  displayNameSchema,
  mediaSourceSchema,
  roomIdSchema,
  roomSchema,
  userIdSchema,
  userSchema,
  videoCodecSchema,
  viewSchema,
} from './models.ts';
import {
  dtlsFingerprintSchema,
  dtlsParametersSchema,
  iceParametersSchema,
  iceServerSchema,
  mediaIdSchema,
  mediaKindSchema,
  rtpCapabilitiesSchema,
  rtpParametersSchema,
  transportParametersSchema,
} from './rtp.ts';

const empty = z.object({});

/** What a client knows of its room after joining or resuming, whatever happened before. */
const snapshot = {
  roomId: z.string(),
  userId: z.string(),
  /** How well the own connection does. */
  quality: connectionQualitySchema,
  /** Everyone else in the room, in the order they joined. */
  existingUsers: z.array(userSchema),
  room: roomSchema,
  chat: z.array(chatMessageSchema),
  consumers: z.array(consumerParametersSchema),
};

/** Client -> server, each answered by an ack. The payload is parsed by the server, the result typed for both. */
export const requests = {
  /**
   * Makes a room; without `roomId` the server chooses a readable one. `videoCodec` is what members send where everyone
   * can decode it; VP8 by default and otherwise. Fails with ROOM_EXISTS, SERVER_FULL.
   */
  'create-room': {
    payload: z.object({
      roomId: roomIdSchema.exactOptional(),
      videoCodec: videoCodecSchema.exactOptional(),
    }),
    result: z.object({ roomId: z.string(), existingUsers: z.array(userSchema), room: roomSchema }),
  },
  /**
   * Joins in one round trip: the ack holds both transports and the first consumers. With `dtlsFingerprints` (of a
   * certificate made beforehand) the server's side is connected already and `connect-transport` is not needed.
   */
  'join-room': {
    payload: z.object({
      roomId: roomIdSchema,
      displayName: displayNameSchema,
      rtpCapabilities: rtpCapabilitiesSchema,
      dtlsFingerprints: z.array(dtlsFingerprintSchema).min(1).max(8).exactOptional(),
    }),
    result: z.object({
      ...snapshot,
      resumeToken: z.string(),
      iceServers: z.array(iceServerSchema),
      sendTransport: transportParametersSchema,
      recvTransport: transportParametersSchema,
    }),
  },
  /** Takes a participant over after its socket was lost; media that still flows is left alone. */
  'resume-session': {
    payload: z.object({ resumeToken: z.string().min(1).max(256) }),
    result: z.object(snapshot),
  },
  'leave-room': { payload: empty, result: empty },

  'connect-transport': {
    payload: z.object({ transportId: mediaIdSchema, dtlsParameters: dtlsParametersSchema }),
    result: empty,
  },
  'restart-ice': {
    payload: z.object({ transportId: mediaIdSchema }),
    result: z.object({ iceParameters: iceParametersSchema }),
  },
  /** Starts sending a source over the send transport. One producer per source; PRODUCER_EXISTS otherwise. */
  produce: {
    payload: z.object({
      transportId: mediaIdSchema,
      kind: mediaKindSchema,
      source: mediaSourceSchema,
      rtpParameters: rtpParametersSchema,
      paused: z.boolean(),
    }),
    result: z.object({ producerId: z.string() }),
  },
  'pause-producer': { payload: z.object({ producerId: mediaIdSchema }), result: empty },
  'resume-producer': { payload: z.object({ producerId: mediaIdSchema }), result: empty },
  'close-producer': { payload: z.object({ producerId: mediaIdSchema }), result: empty },

  /**
   * Declares the tiles that are on screen; the latest one counts. Never sent: every camera, in its smallest layer.
   * `device` bounds what is forwarded at once; a desktop by default.
   */
  'set-views': {
    payload: z.object({
      views: z.array(viewSchema).max(limits.viewsMaxLength),
      device: deviceClassSchema.exactOptional(),
    }),
    result: empty,
  },
  /** Says that the receivers of these consumers exist, so that their first key frame is not lost. */
  'resume-consumers': {
    payload: z.object({ consumerIds: z.array(mediaIdSchema).max(limits.consumerIdsMaxLength) }),
    result: empty,
  },
  /** Has a consumer that delivers nothing made anew: `consumers-closed` and `new-consumers` follow. */
  'renew-consumer': { payload: z.object({ consumerId: mediaIdSchema }), result: empty },

  /** The host puts somebody on everyone's stage, or nobody. Fails with NOT_ALLOWED, USER_NOT_FOUND. */
  'set-spotlight': { payload: z.object({ userId: userIdSchema.nullable() }), result: empty },

  'send-chat': {
    payload: z.object({ text: z.string().trim().min(1).max(limits.chatTextMaxLength) }),
    result: z.object({ message: chatMessageSchema }),
  },
} as const;

export type RequestName = keyof typeof requests;
/** What a client sends. */
export type PayloadOf<N extends RequestName> = z.input<(typeof requests)[N]['payload']>;
/** What a handler gets: parsed and normalised. */
export type ParsedPayloadOf<N extends RequestName> = z.output<(typeof requests)[N]['payload']>;
export type ResultOf<N extends RequestName> = z.infer<(typeof requests)[N]['result']>;
