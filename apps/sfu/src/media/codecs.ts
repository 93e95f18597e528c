import type { types } from 'mediasoup';

/**
 * The codecs of every router of a deployment. They are the same everywhere, so that clients can load their Device
 * before they know which worker will serve them. Order is preference: VP8 simulcast works in every browser.
 */
export const mediaCodecs: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48000, channels: 2 },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90000 },
  { kind: 'video', mimeType: 'video/VP9', clockRate: 90000, parameters: { 'profile-id': 0 } },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90000,
    // Constrained Baseline: the one H.264 profile that hardware encoders and every browser share.
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
  { kind: 'video', mimeType: 'video/AV1', clockRate: 90000 },
];

/**
 * What clients are told of a router. Without `urn:3gpp:video-orientation`, senders rotate the picture itself; with it,
 * phone video is sideways in Firefox and in recorders, which ignore the extension.
 */
export function clientCapabilities(routerCapabilities: types.RtpCapabilities): types.RtpCapabilities {
  return {
    ...routerCapabilities,
    headerExtensions: (routerCapabilities.headerExtensions ?? []).filter(
      ({ uri }) => uri !== 'urn:3gpp:video-orientation',
    ),
  };
}
