import type { VideoCodec } from '@parley/protocol';
import type { types } from 'mediasoup-client';

/** What camera and screen are sent with. */
export interface SendCodec {
  readonly name: VideoCodec;
  /** Undefined lets mediasoup-client choose. */
  readonly capability: types.RtpCodecCapability | undefined;
}

/** The one codec that every browser sends in simulcast and every receiver decodes. */
const FALLBACK: VideoCodec = 'vp8';
/** VP9 and AV1 are sent as one scalable stream, which of these handlers only Chromium's makes. */
const SCALABLE_CODECS: readonly VideoCodec[] = ['vp9', 'av1'];
const SCALABLE_HANDLERS: readonly string[] = ['Chrome111'];

/**
 * The room's codec where this device encodes it as it is wanted, else VP8, which everybody decodes; H.264 in its place only where
 * the hardware demands it (`hardwareDemandsH264`) and everybody decodes that as well: Firefox, for one, has to load it first.
 */
export function sendCodec(
  device: Pick<types.Device, 'handlerName' | 'sendRtpCapabilities'>,
  wanted: VideoCodec,
  demandsH264 = false,
): SendCodec {
  const possible = !SCALABLE_CODECS.includes(wanted) || SCALABLE_HANDLERS.includes(device.handlerName);
  const capability = possible ? find(device, wanted) : undefined;
  const codec: SendCodec = capability
    ? { name: wanted, capability }
    : { name: FALLBACK, capability: find(device, FALLBACK) };
  const h264 = demandsH264 && codec.name === FALLBACK ? find(device, 'h264') : undefined;
  return h264 ? { name: 'h264', capability: h264 } : codec;
}

function find(
  { sendRtpCapabilities }: Pick<types.Device, 'sendRtpCapabilities'>,
  name: VideoCodec,
): types.RtpCodecCapability | undefined {
  return sendRtpCapabilities.codecs?.find(({ mimeType }) => mimeType.toLowerCase() === `video/${name}`);
}
