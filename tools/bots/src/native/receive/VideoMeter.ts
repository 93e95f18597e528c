import type { RtpPacket } from '../../rtp/packet.ts';
import { parseVp8Descriptor, vp8KeyFrameSize } from '../../rtp/vp8.ts';
import type { PictureSize } from '../../rtp/vp8.ts';
import { FrameLog } from './FrameLog.ts';
import type { FrameQuery } from './FrameLog.ts';
import type { ReceivedVideoStats, SizeChange } from './ReceivedStats.ts';

/** Frames that wait for packets; more than these are given up, oldest first. */
const MAX_PENDING_FRAMES = 16;

interface PendingFrame {
  first: number | null;
  last: number | null;
  packets: number;
  keyFrameSize: PictureSize | null;
  temporalLayer: number | null;
}

/** Puts VP8 packets together into frames, without decoding them. */
export class VideoMeter {
  readonly #pending = new Map<number, PendingFrame>();
  readonly #sizes: SizeChange[] = [];
  readonly #log = new FrameLog();
  #frames = 0;
  #keyFrames = 0;
  #keyFrameRequests = 0;
  #firstFrameAtMs: number | null = null;
  #lastFrameAtMs: number | null = null;
  #maxFrameGapMs = 0;

  /** `sequence` is extended; a packet must be given once only. */
  note(packet: RtpPacket, sequence: number, nowMs: number): void {
    const descriptor = parseVp8Descriptor(packet.payload);
    if (!descriptor) return;
    const frame = this.#frameAt(packet.timestamp);
    frame.packets++;
    frame.temporalLayer = descriptor.temporalLayer ?? null;
    if (descriptor.startOfPartition && descriptor.partition === 0) {
      frame.first = sequence;
      frame.keyFrameSize = vp8KeyFrameSize(packet.payload.subarray(descriptor.length));
    }
    if (packet.marker) frame.last = sequence;
    if (frame.first === null || frame.last === null || frame.packets !== frame.last - frame.first + 1) return;
    this.#pending.delete(packet.timestamp);
    this.#completed(frame, nowMs);
  }

  noteKeyFrameRequest(): void {
    this.#keyFrameRequests++;
  }

  get hasPicture(): boolean {
    return this.#keyFrames > 0;
  }

  firstFrameAtMs(query: FrameQuery): number | null {
    return this.#log.firstAtMs(query);
  }

  stats(nowMs = performance.now()): ReceivedVideoStats {
    const last = this.#sizes.at(-1);
    return {
      ...this.#log.rate(nowMs),
      frames: this.#frames,
      keyFrames: this.#keyFrames,
      firstFrameAtMs: this.#firstFrameAtMs,
      lastFrameAtMs: this.#lastFrameAtMs,
      maxFrameGapMs: this.#maxFrameGapMs,
      size: last ? { width: last.width, height: last.height } : null,
      sizes: [...this.#sizes],
      keyFrameRequests: this.#keyFrameRequests,
    };
  }

  #frameAt(timestamp: number): PendingFrame {
    const known = this.#pending.get(timestamp);
    if (known) return known;
    const [oldest] = this.#pending.keys();
    if (this.#pending.size >= MAX_PENDING_FRAMES && oldest !== undefined) this.#pending.delete(oldest);
    const frame = { first: null, last: null, packets: 0, keyFrameSize: null, temporalLayer: null };
    this.#pending.set(timestamp, frame);
    return frame;
  }

  #completed({ keyFrameSize, temporalLayer }: PendingFrame, nowMs: number): void {
    if (keyFrameSize) this.#noteSize(keyFrameSize, nowMs);
    // What comes before the first key frame cannot be shown.
    if (!this.hasPicture) return;
    this.#frames++;
    this.#firstFrameAtMs ??= nowMs;
    if (this.#lastFrameAtMs !== null) {
      this.#maxFrameGapMs = Math.max(this.#maxFrameGapMs, nowMs - this.#lastFrameAtMs);
    }
    this.#lastFrameAtMs = nowMs;
    this.#log.note({ atMs: nowMs, height: this.#sizes.at(-1)?.height ?? 0, temporalLayer });
  }

  #noteSize({ width, height }: PictureSize, atMs: number): void {
    this.#keyFrames++;
    const last = this.#sizes.at(-1);
    if (last?.width !== width || last.height !== height) this.#sizes.push({ atMs, width, height });
  }
}
