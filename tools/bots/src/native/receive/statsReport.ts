import type { ReceivedStats } from './ReceivedStats.ts';

/** The figures under the names of W3C's webrtc-stats, as far as they can be known without decoding. */
export function toStatsReport(ssrc: number, stats: ReceivedStats): RTCStatsReport {
  const id = `inbound-${ssrc}`;
  const { video, audio } = stats;
  return new Map<string, unknown>([
    [
      id,
      {
        id,
        type: 'inbound-rtp',
        timestamp: performance.timeOrigin + performance.now(),
        ssrc,
        kind: stats.kind,
        packetsReceived: stats.packets,
        bytesReceived: stats.bytes,
        packetsLost: stats.lost,
        ...(video && {
          framesReceived: video.frames,
          framesPerSecond: video.framesPerSecond,
          keyFramesDecoded: video.keyFrames,
          pliCount: video.keyFrameRequests,
          ...(video.size && { frameWidth: video.size.width, frameHeight: video.size.height }),
        }),
        ...(audio?.levelDbov != null && { audioLevel: 10 ** (-audio.levelDbov / 20) }),
      },
    ],
  ]);
}
