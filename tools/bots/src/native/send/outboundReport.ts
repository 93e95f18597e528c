import type { types } from 'mediasoup-client';
import type { SendStream } from './SendStream.ts';

/** What was sent, under the names of W3C's webrtc-stats; one entry per stream, lowest first. */
export function toOutboundReport(
  streams: readonly SendStream[],
  encodings: readonly types.RtpEncodingParameters[],
): RTCStatsReport {
  const timestamp = performance.timeOrigin + performance.now();
  const entries = streams.map((stream, index) => {
    const id = `outbound-${stream.ssrc}`;
    return [
      id,
      {
        id,
        type: 'outbound-rtp',
        timestamp,
        ssrc: stream.ssrc,
        kind: stream.kind,
        active: encodings[index]?.active !== false,
        packetsSent: stream.packets,
        bytesSent: stream.payloadBytes,
      },
    ] as const;
  });
  return new Map<string, unknown>(entries);
}
