import type { PictureSize } from '../../rtp/vp8.ts';

/** All times are readings of `performance.now()` in milliseconds; `null` means "not yet". */
export interface ReceivedStats {
  readonly kind: 'audio' | 'video';
  /** Media packets, with retransmitted ones, without duplicates. */
  readonly packets: number;
  /** RTP headers and payloads of these packets. */
  readonly bytes: number;
  /** Packets that never came, also not when asked for again. */
  readonly lost: number;
  /** Over the last second. */
  readonly bitrateBps: number;
  readonly firstPacketAtMs: number | null;
  readonly lastPacketAtMs: number | null;
  /** `null` for audio. */
  readonly video: ReceivedVideoStats | null;
  /** `null` for video. */
  readonly audio: ReceivedAudioStats | null;
}

export interface ReceivedVideoStats {
  /** Complete frames, from the first complete key frame on. */
  readonly frames: number;
  readonly keyFrames: number;
  /** When the first key frame was complete. */
  readonly firstFrameAtMs: number | null;
  readonly lastFrameAtMs: number | null;
  /** Longest time between two complete frames, pauses of the sender included. */
  readonly maxFrameGapMs: number;
  /** Of the last key frame. */
  readonly size: PictureSize | null;
  /** Each change of the size and when its first key frame was complete. */
  readonly sizes: readonly SizeChange[];
  /** Complete frames of the last second. */
  readonly framesPerSecond: number;
  /** The highest temporal layer in the last second, 0 being the lowest; `null` without frames or without layers. */
  readonly maxTemporalLayer: number | null;
  /** Picture loss indications sent. */
  readonly keyFrameRequests: number;
}

export interface SizeChange extends PictureSize {
  readonly atMs: number;
}

export interface ReceivedAudioStats {
  /** Longest time without audio that the sender's silence does not explain. */
  readonly maxGapMs: number;
  /** Of the last packet: 0 (loudest) … 127 (silence); `null` when levels are not sent. */
  readonly levelDbov: number | null;
  /** Packets that the sender declared to be voice. */
  readonly voicePackets: number;
  /** Packets that came in time to be played; see `PlayoutClock`. */
  readonly heardPackets: number;
  /** Packets that came, but too late to be played. Together with `lost` they are what a listener misses. */
  readonly latePackets: number;
  /** When the last packet came that was in time. */
  readonly lastHeardAtMs: number | null;
}
