import type { types } from 'mediasoup-client';
import { ABS_SEND_TIME_URI, AUDIO_LEVEL_URI, MID_URI, TRANSPORT_CC_URI } from '../rtp/extensions.ts';

const VIDEO_FEEDBACK: types.RtcpFeedback[] = [
  { type: 'transport-cc', parameter: '' },
  { type: 'ccm', parameter: 'fir' },
  { type: 'nack', parameter: '' },
  { type: 'nack', parameter: 'pli' },
];

/** What bots can send and receive: exactly what this folder implements. A new object each time: mediasoup-client edits it. */
export function nativeRtpCapabilities(): types.RtpCapabilities {
  return {
    codecs: [
      {
        kind: 'audio',
        mimeType: 'audio/opus',
        preferredPayloadType: 111,
        clockRate: 48_000,
        channels: 2,
        parameters: { minptime: 10, useinbandfec: 1 },
        // As mediasoup-client declares it for Chromium and Safari; what is sent has it where `opusNack` asks for it.
        rtcpFeedback: [{ type: 'nack', parameter: '' }],
      },
      {
        kind: 'video',
        mimeType: 'video/VP8',
        preferredPayloadType: 96,
        clockRate: 90_000,
        parameters: {},
        rtcpFeedback: VIDEO_FEEDBACK.map((feedback) => ({ ...feedback })),
      },
      {
        kind: 'video',
        mimeType: 'video/rtx',
        preferredPayloadType: 97,
        clockRate: 90_000,
        parameters: { apt: 96 },
        rtcpFeedback: [],
      },
    ],
    headerExtensions: [
      ...bothKinds(MID_URI, 1),
      ...bothKinds(ABS_SEND_TIME_URI, 2),
      ...bothKinds(TRANSPORT_CC_URI, 3),
      { kind: 'audio', uri: AUDIO_LEVEL_URI, preferredId: 4 },
    ],
  };
}

function bothKinds(uri: types.RtpHeaderExtensionUri, preferredId: number): types.RtpHeaderExtension[] {
  return [
    { kind: 'audio', uri, preferredId },
    { kind: 'video', uri, preferredId },
  ];
}
