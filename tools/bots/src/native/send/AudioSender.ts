import { OPUS_FRAME_MS, SILENCE_DBOV } from '../../media/AudioClip.ts';
import type { AudioFrame } from '../../media/AudioClip.ts';
import type { AudioClipTrack } from '../ClipTrack.ts';
import type { Paced } from '../Pacer.ts';
import type { SendStream } from './SendStream.ts';

/** A pause must last this long before sending stops, so that words stay whole. */
const HANGOVER_FRAMES = 10;
/** During a pause Opus' DTX sends one packet in so many frames (400 ms). */
const DTX_INTERVAL_FRAMES = 20;
/** A sender that is later than this (the process was busy) goes on from now instead of catching up. */
const MAX_LATENESS_MS = 200;
/** Quieter than this is not reported as voice (RFC 6464). */
const VOICE_DBOV = 60;

/** Plays a looped clip of speech into one stream, with the level of each frame; silent while the track says so. */
export class AudioSender implements Paced {
  readonly stream: SendStream;
  readonly #mayStream: () => boolean;
  #track: AudioClipTrack;
  #frameIndex = 0;
  #pauseFrames = 0;
  #nextDueMs = performance.now();
  /** The next packet follows a gap: receivers are told by the marker bit. */
  #talkSpurtStarts = true;

  /** `mayStream`: whether the connection is open and the track enabled. */
  constructor(stream: SendStream, track: AudioClipTrack, mayStream: () => boolean) {
    this.stream = stream;
    this.#track = track;
    this.#mayStream = mayStream;
  }

  get nextDueMs(): number {
    return this.#nextDueMs;
  }

  replaceTrack(track: AudioClipTrack): void {
    this.#track = track;
    this.#frameIndex = 0;
  }

  run(nowMs: number): void {
    const late = nowMs - this.#nextDueMs > MAX_LATENESS_MS;
    const captureMs = late ? nowMs : this.#nextDueMs;
    this.#nextDueMs = captureMs + OPUS_FRAME_MS;
    if (!this.#mayStream()) {
      this.#talkSpurtStarts = true;
      return;
    }
    const frame = this.#track.clip.frames[this.#frameIndex];
    if (!frame) throw new Error('clip without frames');
    this.#frameIndex = (this.#frameIndex + 1) % this.#track.clip.frames.length;
    this.#play(frame, captureMs);
  }

  #play(frame: AudioFrame, captureMs: number): void {
    const quiet = frame.pause || !this.#track.speaking;
    this.#pauseFrames = quiet ? this.#pauseFrames + 1 : 0;
    const sinceHangover = this.#pauseFrames - HANGOVER_FRAMES;
    if (!this.#track.speaking || sinceHangover > 0) {
      if (sinceHangover % DTX_INTERVAL_FRAMES === 1) this.#sendSilence(frame, captureMs);
      this.#talkSpurtStarts = true;
      return;
    }
    this.#send(frame.data, frame.levelDbov, captureMs);
    this.#talkSpurtStarts = false;
  }

  /** A packet with nothing but its table of contents (RFC 6716, section 3.1): the decoder makes comfort noise. */
  #sendSilence(frame: AudioFrame, captureMs: number): void {
    this.#send(Buffer.of(frame.data.readUInt8(0) & 0xfc), SILENCE_DBOV, captureMs);
  }

  #send(payload: Buffer, levelDbov: number, captureMs: number): void {
    const voice = levelDbov < VOICE_DBOV;
    this.stream.send({
      captureMs,
      marker: voice && this.#talkSpurtStarts,
      level: { voice, levelDbov },
      writePayload: (target, offset) => payload.copy(target, offset),
    });
  }
}
