import { z } from 'zod';
import { limits } from './limits.ts';

/**
 * RTP and transport parameters as mediasoup and mediasoup-client exchange them. Bounded in every list and string;
 * mediasoup checks their meaning (payload types that match, known header extensions) itself.
 */
const shortText = z.string().min(1).max(256);
const payloadType = z.int().min(0).max(127);
const ssrc = z.int().min(0).max(0xffffffff);

export const mediaKindSchema = z.enum(['audio', 'video']);
export const mediaIdSchema = z.string().min(1).max(limits.mediaIdMaxLength);

const codecSettingsSchema = z
  .record(z.string().max(64), z.union([z.string().max(1024), z.number(), z.boolean(), z.null()]))
  .refine((settings) => Object.keys(settings).length <= 32, 'too many codec parameters');

const rtcpFeedbackSchema = z.object({ type: shortText, parameter: z.string().max(64).exactOptional() });

const rtpCodecCapabilitySchema = z.object({
  kind: mediaKindSchema,
  mimeType: shortText,
  preferredPayloadType: payloadType,
  clockRate: z.int().positive(),
  channels: z.int().positive().max(8).exactOptional(),
  parameters: codecSettingsSchema.exactOptional(),
  rtcpFeedback: z.array(rtcpFeedbackSchema).max(16).exactOptional(),
});

const rtpHeaderExtensionSchema = z.object({
  kind: mediaKindSchema,
  uri: shortText,
  preferredId: z.int().min(1).max(255),
  preferredEncrypt: z.boolean().exactOptional(),
  direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).exactOptional(),
});

/** What an endpoint can receive (the pre-join page computes it before anyone joins). */
export const rtpCapabilitiesSchema = z.object({
  codecs: z.array(rtpCodecCapabilitySchema).max(64),
  headerExtensions: z.array(rtpHeaderExtensionSchema).max(64).exactOptional(),
});

const rtpCodecParametersSchema = z.object({
  mimeType: shortText,
  payloadType,
  clockRate: z.int().positive(),
  channels: z.int().positive().max(8).exactOptional(),
  parameters: codecSettingsSchema.exactOptional(),
  rtcpFeedback: z.array(rtcpFeedbackSchema).max(16).exactOptional(),
});

const rtpEncodingSchema = z.object({
  ssrc: ssrc.exactOptional(),
  rid: z.string().max(16).exactOptional(),
  codecPayloadType: payloadType.exactOptional(),
  rtx: z.object({ ssrc }).exactOptional(),
  dtx: z.boolean().exactOptional(),
  scalabilityMode: z.string().max(32).exactOptional(),
  maxBitrate: z.number().positive().exactOptional(),
});

/** One RTP stream (or simulcast set of streams) as its sender or receiver describes it. */
export const rtpParametersSchema = z.object({
  mid: z.string().max(64).exactOptional(),
  codecs: z.array(rtpCodecParametersSchema).min(1).max(16),
  headerExtensions: z
    .array(
      z.object({
        uri: shortText,
        id: z.int().min(1).max(255),
        encrypt: z.boolean().exactOptional(),
        parameters: codecSettingsSchema.exactOptional(),
      }),
    )
    .max(32)
    .exactOptional(),
  encodings: z.array(rtpEncodingSchema).min(1).max(8).exactOptional(),
  rtcp: z
    .object({ cname: z.string().max(256).exactOptional(), reducedSize: z.boolean().exactOptional() })
    .exactOptional(),
  msid: z.string().max(256).exactOptional(),
});

export const dtlsFingerprintSchema = z.object({
  algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
  value: z.string().regex(/^[0-9a-f]{2}(?::[0-9a-f]{2}){19,63}$/i),
});

export const dtlsParametersSchema = z.object({
  role: z.enum(['auto', 'client', 'server']).exactOptional(),
  fingerprints: z.array(dtlsFingerprintSchema).min(1).max(8),
});

export const iceParametersSchema = z.object({
  usernameFragment: z.string().max(256),
  password: z.string().max(256),
  iceLite: z.boolean().exactOptional(),
});

const iceCandidateSchema = z.object({
  foundation: z.string(),
  priority: z.number(),
  ip: z.string(),
  address: z.string(),
  protocol: z.enum(['udp', 'tcp']),
  port: z.number(),
  type: z.enum(['host', 'srflx', 'prflx', 'relay']),
  tcpType: z.literal('passive').exactOptional(),
});

/** What a client needs to build its side of one WebRTC transport. */
export const transportParametersSchema = z.object({
  id: mediaIdSchema,
  iceParameters: iceParametersSchema,
  iceCandidates: z.array(iceCandidateSchema),
  dtlsParameters: dtlsParametersSchema,
});

export const iceServerSchema = z.object({
  urls: z.array(z.string()),
  username: z.string().exactOptional(),
  credential: z.string().exactOptional(),
});

export type MediaKind = z.infer<typeof mediaKindSchema>;
export type RtpCapabilities = z.infer<typeof rtpCapabilitiesSchema>;
export type RtpParameters = z.infer<typeof rtpParametersSchema>;
export type DtlsFingerprint = z.infer<typeof dtlsFingerprintSchema>;
export type DtlsParameters = z.infer<typeof dtlsParametersSchema>;
export type IceParameters = z.infer<typeof iceParametersSchema>;
export type TransportParameters = z.infer<typeof transportParametersSchema>;
export type IceServer = z.infer<typeof iceServerSchema>;
