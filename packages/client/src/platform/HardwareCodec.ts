import type { VideoCodec } from '@parley/protocol';

/** What is asked of `navigator.mediaCapabilities`. */
export type EncodingInfo = Pick<MediaCapabilities, 'encodingInfo'>;

/** A phone's top layer, in a good moment. */
const PICTURE = { width: 640, height: 360, bitrate: 500_000, framerate: 24 } as const;

/**
 * Whether this phone should send H.264 in a room of VP8. VP8 comes first: it is sent in simulcast by every browser, and
 * software encodes 360x640 without effort. Only where the platform itself says that VP8 would not be smooth, and that H.264 is
 * (in hardware), is H.264 sent: every WebRTC browser must decode both (RFC 7742). Who cannot say is believed to manage.
 */
export async function hardwareDemandsH264(capabilities: EncodingInfo | undefined): Promise<boolean> {
  if (capabilities === undefined) return false;
  try {
    const vp8 = await ask(capabilities, 'vp8');
    if (vp8.supported && vp8.smooth) return false;
    const h264 = await ask(capabilities, 'h264');
    return h264.supported && h264.smooth && h264.powerEfficient;
  } catch {
    return false; // `webrtc` is a type that older browsers do not know
  }
}

function ask(
  capabilities: EncodingInfo,
  codec: Extract<VideoCodec, 'vp8' | 'h264'>,
): Promise<MediaCapabilitiesInfo> {
  const contentType = codec === 'vp8' ? 'video/VP8' : 'video/H264';
  return capabilities.encodingInfo({ type: 'webrtc', video: { contentType, ...PICTURE } });
}
