import { randomInt } from 'node:crypto';
import { TEMPORAL_LAYERS } from '../../media/temporalLayers.ts';
import { nextKeyFrame } from '../../media/VideoClip.ts';
import type { VideoClip, VideoFrame } from '../../media/VideoClip.ts';
import { MAX_VP8_DESCRIPTOR_BYTES, writeVp8Descriptor } from '../../rtp/vp8.ts';
import type { Paced } from '../Pacer.ts';
import { framesToPlay } from './framesToPlay.ts';
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

export interface VideoLayerOptions {
  readonly stream: SendStream;
  readonly clip: VideoClip;
  /** Tell receivers the temporal layer of each frame. */
  readonly temporalLayers: boolean;
  /** Whether the connection is open and the track enabled. */
  readonly mayStream: () => boolean;
}

/** What can be changed while it runs, as of an encoding of an RTCRtpSender. */
export interface VideoLayerSettings {
  /** An inactive layer sends nothing, as when nobody needs it. */
  readonly active: boolean;
  readonly maxFramerate: number | undefined;
}

/** Plays one looped clip into one stream. Starts, restarts and answers key frame requests with a stored key frame. */
export class VideoLayerSender implements Paced {
  readonly stream: SendStream;
  readonly #temporalLayers: boolean;
  readonly #mayStream: () => boolean;
  /** The picture in full. */
  #source: VideoClip;
  #settings: VideoLayerSettings = { active: true, maxFramerate: undefined };
  /** What is played of it now. */
  #clip: VideoClip;
  #maxTemporalLayer = Infinity;
  /** The highest temporal layer that receivers can follow now. */
  #temporalLayer = 0;
  #frameIndex: number;
  #pictureId = randomInt(2 ** 15);
  #tl0PicIdx = randomInt(2 ** 8);
  /** Streamed at the last due time: the receivers have what the next frame refers to. */
  #continuous = false;
  #lastAnswerMs = -Infinity;
  #lastCaptureMs = -Infinity;
  #nextFrameMs = performance.now();
  /** When to interrupt the clip for a key frame that was asked for. */
  #keyFrameDueMs = Infinity;

  constructor({ stream, clip, temporalLayers, mayStream }: VideoLayerOptions) {
    this.stream = stream;
    this.#source = clip;
    this.#clip = clip;
    this.#temporalLayers = temporalLayers;
    this.#mayStream = mayStream;
    this.#frameIndex = randomInt(clip.frames.length);
  }

  get nextDueMs(): number {
    return Math.min(this.#nextFrameMs, this.#keyFrameDueMs);
  }

  configure(settings: VideoLayerSettings): void {
    this.#settings = settings;
    this.#choose();
  }

  /** Goes on with another picture of the same stream. */
  replaceClip(clip: VideoClip): void {
    this.#source = clip;
    this.#continuous = false;
    this.#choose();
  }

  /** Sends a key frame now, or as soon as the last answer is old enough. */
  requestKeyFrame(nowMs: number): void {
    this.#keyFrameDueMs = Math.max(nowMs, this.#lastAnswerMs + MIN_ANSWER_INTERVAL_MS);
    if (this.#keyFrameDueMs <= nowMs) this.run(nowMs);
  }

  run(nowMs: number): void {
    if (!this.#settings.active || !this.#mayStream()) {
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
    this.#playFrame(captureMs);
    this.#continuous = true;
    this.#nextFrameMs = captureMs + 1000 / this.#clip.framesPerSecond;
  }

  #choose(): void {
    const { clip, maxTemporalLayer } = framesToPlay(this.#source, this.#settings.maxFramerate);
    this.#maxTemporalLayer = maxTemporalLayer;
    if (clip === this.#clip) return;
    this.#clip = clip;
    this.#continuous = false;
    // Not only when the last frame has had its time: half a second in a trickle.
    this.#nextFrameMs = Math.min(this.#nextFrameMs, performance.now());
  }

  #playFrame(captureMs: number): void {
    const frame = this.#clip.frames[this.#frameIndex % this.#clip.frames.length];
    if (!frame) throw new Error('clip without frames');
    this.#frameIndex = (this.#frameIndex + 1) % this.#clip.frames.length;
    if (this.#followsOn(frame)) this.#sendFrame(frame, captureMs);
  }

  /** Leaves layers out at once, but takes them in again only where they need nothing that was left out. */
  #followsOn({ temporalLayer, layerSync }: VideoFrame): boolean {
    if (temporalLayer > this.#maxTemporalLayer) return false;
    this.#temporalLayer = Math.min(this.#temporalLayer, this.#maxTemporalLayer);
    if (layerSync) this.#temporalLayer = Math.max(this.#temporalLayer, temporalLayer);
    return temporalLayer <= this.#temporalLayer;
  }

  #sendFrame(frame: VideoFrame, captureMs: number): void {
    this.#pictureId = (this.#pictureId + 1) & 0x7fff;
    if (frame.temporalLayer === 0) this.#tl0PicIdx = (this.#tl0PicIdx + 1) & 0xff;
    for (let start = 0; start < frame.data.length; start += MAX_CHUNK_BYTES) {
      this.stream.send({
        captureMs,
        marker: start + MAX_CHUNK_BYTES >= frame.data.length,
        writePayload: (target, offset) => this.#writePayload(target, offset, frame, start),
      });
    }
    // A key frame of the clip's own that comes before the answer is due is the answer.
    if (frame.keyFrame) this.#keyFrameDueMs = Infinity;
  }

  #writePayload(target: Buffer, offset: number, frame: VideoFrame, start: number): number {
    const { temporalLayer, layerSync, data } = frame;
    const descriptorBytes = writeVp8Descriptor(target, offset, {
      nonReference: temporalLayer === TEMPORAL_LAYERS - 1,
      startOfPartition: start === 0,
      partition: 0,
      pictureId: this.#pictureId,
      ...(this.#temporalLayers && { tl0PicIdx: this.#tl0PicIdx, temporalLayer, layerSync }),
    });
    return descriptorBytes + data.copy(target, offset + descriptorBytes, start, start + MAX_CHUNK_BYTES);
  }
}
