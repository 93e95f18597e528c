import type { RtpCapabilities, VideoCodec } from '@parley/protocol';
import type { types } from 'mediasoup';

/** What a room falls back to: every browser and every bot decodes it. */
const FALLBACK: VideoCodec = 'vp8';

const MIME_TYPES: Record<VideoCodec, string> = {
  vp8: 'video/vp8',
  vp9: 'video/vp9',
  av1: 'video/av1',
  h264: 'video/h264',
};

/** What the members of a room are to send: the wanted codec while every one of them can decode it. */
export function effectiveVideoCodec(wanted: VideoCodec, members: readonly RtpCapabilities[]): VideoCodec {
  return everyoneDecodes(wanted, members) ? wanted : FALLBACK;
}

export function everyoneDecodes(codec: VideoCodec, members: readonly RtpCapabilities[]): boolean {
  return members.every((capabilities) => canDecode(capabilities, codec));
}

/** What a video is sent in. */
export function isSentIn(codec: VideoCodec, { codecs }: Pick<types.RtpParameters, 'codecs'>): boolean {
  return codecs.some(({ mimeType }) => mimeType.toLowerCase() === MIME_TYPES[codec]);
}

/** Capabilities come from the client's Device, which has left out every profile that no router here has. */
function canDecode({ codecs }: RtpCapabilities, codec: VideoCodec): boolean {
  return codecs.some(({ mimeType }) => mimeType.toLowerCase() === MIME_TYPES[codec]);
}
