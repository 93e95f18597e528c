import { randomInt } from 'node:crypto';
import { nextKeyFrame } from '../../media/VideoClip.ts';
import type { VideoClip } from '../../media/VideoClip.ts';
import { MAX_VP8_DESCRIPTOR_BYTES, writeVp8Descriptor } from '../../rtp/vp8.ts';
import type { Paced } from '../Pacer.ts';
import { MAX_PACKET_BYTES } from './PacketHistory.ts';
import type { SendStream } from './SendStream.ts';

/** Requests are answered at most this often, as browsers do; the clip's own key frames don't count. */
const MIN_ANSWER_INTERVAL_MS = 300;
/** A sender that is later than this (the process was busy) goes on from now instead of catching up. */
const MAX_LATENESS_MS = 200;
/** How often to look whether sending is possible again. */
const IDLE_CHECK_MS = 20;
/** RTP header, extensions and payload descriptor. */
const OVERHEAD_BYTES = 12 + 4 + 24 + MAX_VP8_DESCRIPTOR_BYTES;
const MAX_CHUNK_BYTES = MAX_PACKET_BYTES - OVERHEAD_BYTES;

/** Plays one looped clip into one stream. Starts, restarts and answers key frame requests with a stored key frame. */
export class VideoLayerSender implements Paced {
  readonly stream: SendStream;
  readonly #mayStream: () => boolean;
  #clip: VideoClip;
  #frameIndex: number;
  #pictureId = randomInt(2 ** 15);
  #active = true;
  /** Streamed at the last due time: the receivers have what the next frame refers to. */
  #continuous = false;
  #lastAnswerMs = -Infinity;
  #lastCaptureMs = -Infinity;
  #nextFrameMs = performance.now();
  /** When to interrupt the clip for a key frame that was asked for. */
  #keyFrameDueMs = Infinity;

  /** `mayStream`: whether the connection is open and the track enabled. */
  constructor(stream: SendStream, clip: VideoClip, mayStream: () => boolean) {
    this.stream = stream;
    this.#clip = clip;
    this.#mayStream = mayStream;
    this.#frameIndex = randomInt(clip.frames.length);
  }

  get nextDueMs(): number {
    return Math.min(this.#nextFrameMs, this.#keyFrameDueMs);
  }

  /** An inactive layer sends nothing, as when nobody needs it. */
  setActive(active: boolean): void {
    this.#active = active;
  }

  /** Goes on with another picture of the same stream. */
  replaceClip(clip: VideoClip): void {
    this.#clip = clip;
    this.#continuous = false;
  }

  /** Sends a key frame now, or as soon as the last answer is old enough. */
  requestKeyFrame(nowMs: number): void {
    this.#keyFrameDueMs = Math.max(nowMs, this.#lastAnswerMs + MIN_ANSWER_INTERVAL_MS);
    if (this.#keyFrameDueMs <= nowMs) this.run(nowMs);
  }

  run(nowMs: number): void {
    if (!this.#active || !this.#mayStream()) {
      this.#continuous = false;
      this.#keyFrameDueMs = Infinity;
      this.#nextFrameMs = nowMs + IDLE_CHECK_MS;
      return;
    }
    const answers = this.#keyFrameDueMs <= nowMs;
    if (answers) this.#lastAnswerMs = nowMs;
    const interrupt = answers || !this.#continuous;
    const late = nowMs - this.#nextFrameMs > MAX_LATENESS_MS;
    const wantedMs = interrupt || late ? nowMs : this.#nextFrameMs;
    // Two frames never share a timestamp, even when a request comes right after a frame.
    const captureMs = Math.max(wantedMs, this.#lastCaptureMs + 1);
    this.#lastCaptureMs = captureMs;
    if (interrupt) this.#frameIndex = nextKeyFrame(this.#clip, this.#frameIndex);
    this.#sendFrame(captureMs);
    this.#continuous = true;
    this.#nextFrameMs = captureMs + 1000 / this.#clip.framesPerSecond;
  }

  #sendFrame(captureMs: number): void {
    const frame = this.#clip.frames[this.#frameIndex % this.#clip.frames.length];
    if (!frame) throw new Error('clip without frames');
    for (let start = 0; start < frame.data.length; start += MAX_CHUNK_BYTES) {
      const chunk = frame.data.subarray(start, start + MAX_CHUNK_BYTES);
      this.stream.send({
        captureMs,
        marker: start + MAX_CHUNK_BYTES >= frame.data.length,
        writePayload: (target, offset) => this.#writePayload(target, offset, chunk, start === 0),
      });
    }
    // A key frame of the clip's own that comes before the answer is due is the answer.
    if (frame.keyFrame) this.#keyFrameDueMs = Infinity;
    this.#pictureId = (this.#pictureId + 1) & 0x7fff;
    this.#frameIndex = (this.#frameIndex + 1) % this.#clip.frames.length;
  }

  #writePayload(target: Buffer, offset: number, chunk: Buffer, startOfPartition: boolean): number {
    const descriptorBytes = writeVp8Descriptor(target, offset, {
      nonReference: false,
      startOfPartition,
      partition: 0,
      pictureId: this.#pictureId,
    });
    return descriptorBytes + chunk.copy(target, offset + descriptorBytes);
  }
}
