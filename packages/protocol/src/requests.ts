import { z } from 'zod';
import { events } from './events.ts';
import { limits } from './limits.ts';
import {
  chatMessageSchema,
  consumerParametersSchema,
  deviceClassSchema,
  displayNameSchema,
  lobbyGuestSchema,
  mediaFaultSchema,
  mediaSourceSchema,
  recordAccessSchema,
  roomIdSchema,
  roomSchema,
  userIdSchema,
  userSchema,
  videoCodecSchema,
  viewSchema,
  waitReasonSchema,
} from './models.ts';
import { roleSchema, roomChangesSchema, roomChoicesSchema } from './roomSettings.ts';
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
const toUser = z.object({ userId: userIdSchema });
const keySchema = z.string().min(1).max(limits.keyMaxLength);
const resumeTokenSchema = z.string().min(1).max(256);

/** What somebody shows at a room's door. Each is needed only where the room or the server asks for it. */
const credentials = {
  /** Wrong lengths are wrong passcodes, not bad requests. */
  passcode: z.string().max(limits.passcodeMaxLength).exactOptional(),
  /** A JSON Web Token of this deployment: room, name, role. */
  token: z.string().min(1).max(limits.tokenMaxLength).exactOptional(),
  /** A random id that the client keeps, so that a person who was removed is known again. */
  guestId: keySchema.exactOptional(),
};

/** What a client knows of its room after joining or resuming, whatever happened before. */
const snapshot = {
  roomId: z.string(),
  userId: z.string(),
  /** Oneself, as the others see it. */
  self: userSchema,
  /** Everyone else in the room, in the order they joined. */
  existingUsers: z.array(userSchema),
  room: roomSchema,
  chat: z.array(chatMessageSchema),
  consumers: z.array(consumerParametersSchema),
  /** Who waits to be let in; for hosts, empty for everyone else. */
  lobby: z.array(lobbyGuestSchema),
};

/** What it takes to send and receive. */
const transports = {
  iceServers: z.array(iceServerSchema),
  sendTransport: transportParametersSchema,
  recvTransport: transportParametersSchema,
};

const momentNumberSchema = z.int().min(1);

/** An event that is told once, as it did not arrive: no snapshot has it. */
const missedSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('muted'), number: momentNumberSchema, data: events.muted }),
  z.object({ name: z.literal('unmute-asked'), number: momentNumberSchema, data: events['unmute-asked'] }),
]);

/** Client -> server, each answered by an ack. The payload is parsed by the server, the result typed for both. */
export const requests = {
  /**
   * Makes a room; without `roomId` the server chooses a readable one. `videoCodec` is what members send where everyone
   * can decode it; VP8 by default and otherwise. The `hostKey` is said once: whoever joins with it is the host. Fails with
   * ROOM_EXISTS, SERVER_FULL.
   */
  'create-room': {
    payload: roomChoicesSchema.extend({
      roomId: roomIdSchema.exactOptional(),
      videoCodec: videoCodecSchema.exactOptional(),
    }),
    result: z.object({
      roomId: z.string(),
      existingUsers: z.array(userSchema),
      room: roomSchema,
      hostKey: z.string(),
    }),
  },
  /**
   * Joins in one round trip: the ack holds both transports and the first consumers. With `dtlsFingerprints` (of a
   * certificate made beforehand) the server's side is connected already and `connect-transport` is not needed.
   * LOBBY_REQUIRED and HOST_ABSENT mean: `enter-lobby`, and join with the `admission` that comes.
   */
  'join-room': {
    payload: z.object({
      roomId: roomIdSchema,
      displayName: displayNameSchema,
      rtpCapabilities: rtpCapabilitiesSchema,
      dtlsFingerprints: z.array(dtlsFingerprintSchema).min(1).max(8).exactOptional(),
      ...credentials,
      /** Makes the host, past passcode, lobby and lock. */
      hostKey: keySchema.exactOptional(),
      /** From `admitted`; good once. */
      admission: keySchema.exactOptional(),
      /**
       * Of the participant one was in this meeting, when `resume-session` finds it no more: brings back in past lobby, lock and
       * passcode, with the role one had. One that proves nothing is as none.
       */
      resumeToken: resumeTokenSchema.exactOptional(),
    }),
    result: z.object({
      ...snapshot,
      ...transports,
      resumeToken: z.string(),
      /** This server lets faults be simulated; absent where it does not. */
      faults: z.literal(true).exactOptional(),
    }),
  },
  /**
   * Takes a participant over after its socket was lost; media that still flows is left alone. The transports are other ones
   * than before where they were lost meanwhile (`media-reset`).
   */
  'resume-session': {
    payload: z.object({
      resumeToken: resumeTokenSchema,
      /** The number of the last event with one that arrived, or 0. Without it nothing is told again. */
      heard: z.int().min(0).exactOptional(),
    }),
    result: z.object({ ...snapshot, ...transports, missed: z.array(missedSchema) }),
  },
  /** Answers the way to the meeting's record, for hosts. */
  'leave-room': { payload: empty, result: z.object({ record: recordAccessSchema.nullable() }) },

  /** Waits in front of a room: `admitted` or `denied` follows. The same `guestId` keeps its place over connections. */
  'enter-lobby': {
    payload: z.object({ roomId: roomIdSchema, displayName: displayNameSchema, ...credentials }),
    result: z.object({ lobbyId: z.string(), reason: waitReasonSchema, roomName: z.string() }),
  },
  'leave-lobby': { payload: empty, result: empty },
  'admit-user': { payload: z.object({ lobbyId: userIdSchema }), result: empty },
  'admit-all': { payload: empty, result: empty },
  'deny-user': { payload: z.object({ lobbyId: userIdSchema }), result: empty },

  'connect-transport': {
    payload: z.object({ transportId: mediaIdSchema, dtlsParameters: dtlsParametersSchema }),
    result: empty,
  },
  'restart-ice': {
    payload: z.object({ transportId: mediaIdSchema }),
    /** With `iceServers` whose credentials hold: those of the join may have run out. */
    result: z.object({ iceParameters: iceParametersSchema, iceServers: z.array(iceServerSchema) }),
  },
  /**
   * Starts sending a source over the send transport. One producer per source; PRODUCER_EXISTS otherwise. `repeats`: an earlier
   * one for this source was not answered; where it has made a producer of the same parameters, that one is the answer, as it is.
   */
  produce: {
    payload: z.object({
      transportId: mediaIdSchema,
      kind: mediaKindSchema,
      source: mediaSourceSchema,
      rtpParameters: rtpParametersSchema,
      paused: z.boolean(),
      repeats: z.boolean().optional(),
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

  'raise-hand': { payload: z.object({ raised: z.boolean() }), result: empty },
  /** Tells the others that one cannot take part right now, or can again. */
  'set-away': { payload: z.object({ away: z.boolean() }), result: empty },
  /** Lowers somebody's hand, or with null everybody's. */
  'lower-hand': { payload: z.object({ userId: userIdSchema.nullable() }), result: empty },

  /** Turns a microphone off. Nobody can turn on somebody else's: `ask-unmute`. */
  'mute-user': { payload: toUser, result: empty },
  /** Turns off every guest's microphone. */
  'mute-all': { payload: empty, result: empty },
  'ask-unmute': { payload: toUser, result: empty },
  /** Ends somebody's camera or screen. */
  'stop-source': {
    payload: z.object({ userId: userIdSchema, source: z.enum(['camera', 'screen']) }),
    result: empty,
  },
  /** Renames somebody, or oneself. */
  'rename-user': {
    payload: z.object({ userId: userIdSchema, displayName: displayNameSchema }),
    result: empty,
  },
  /** `host` hands the host's role over. */
  'set-role': { payload: z.object({ userId: userIdSchema, role: roleSchema }), result: empty },
  'return-to-lobby': { payload: toUser, result: empty },
  /** Puts somebody out of the meeting, for as long as it lasts. */
  'remove-user': { payload: toUser, result: empty },
  'lock-room': { payload: z.object({ locked: z.boolean() }), result: empty },
  'update-room': { payload: roomChangesSchema, result: empty },
  'end-room': { payload: empty, result: empty },

  'send-chat': {
    payload: z.object({ text: z.string().trim().min(1).max(limits.chatTextMaxLength) }),
    result: z.object({ message: chatMessageSchema }),
  },

  /** Has something go wrong with media, for drills. NOT_ALLOWED unless the server is set up for it. */
  'simulate-fault': { payload: z.object({ fault: mediaFaultSchema }), result: empty },
} as const;

export type RequestName = keyof typeof requests;
/** What a client sends. */
export type PayloadOf<N extends RequestName> = z.input<(typeof requests)[N]['payload']>;
/** What a handler gets: parsed and normalised. */
export type ParsedPayloadOf<N extends RequestName> = z.output<(typeof requests)[N]['payload']>;
export type ResultOf<N extends RequestName> = z.infer<(typeof requests)[N]['result']>;
