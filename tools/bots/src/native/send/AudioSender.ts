import { OPUS_FRAME_MS, SILENCE_DBOV } from '../../media/AudioClip.ts';
import type { AudioFrame } from '../../media/AudioClip.ts';
import type { AudioClipTrack } from '../ClipTrack.ts';
import type { Paced } from '../Pacer.ts';
import type { SendStream } from './SendStream.ts';
import { SoundPlayer } from './SoundPlayer.ts';

/** A pause must last this long before sending stops, so that words stay whole. */
const HANGOVER_FRAMES = 10;
/** During a pause Opus' DTX sends one packet in so many frames (400 ms). */
const DTX_INTERVAL_FRAMES = 20;
/** A sender that is later than this (the process was busy) goes on from now instead of catching up. */
const MAX_LATENESS_MS = 200;
/**
 * A packet with nothing but its table of contents (RFC 6716, section 3.1), here the one of the clips:
 * the decoder makes comfort noise.
 */
const SILENT_PAYLOAD = Buffer.of(0x78);

/** Plays what a microphone track hears into one stream, with the level of each frame, and leaves out the silence. */
export class AudioSender implements Paced {
  readonly stream: SendStream;
  readonly #mayStream: () => boolean;
  #track: AudioClipTrack;
  #player: SoundPlayer;
  /** For how many frames nothing was heard: none at first, as if it had been so for ever. */
  #quietFrames = HANGOVER_FRAMES;
  #nextDueMs = performance.now();
  /** The next packet follows a gap: receivers are told by the marker bit. */
  #talkSpurtStarts = true;

  /** `mayStream`: whether the connection is open and the track enabled. */
  constructor(stream: SendStream, track: AudioClipTrack, mayStream: () => boolean) {
    this.stream = stream;
    this.#track = track;
    this.#player = new SoundPlayer(track);
    this.#mayStream = mayStream;
  }

  get nextDueMs(): number {
    return this.#nextDueMs;
  }

  replaceTrack(track: AudioClipTrack): void {
    if (track === this.#track) return;
    this.#track = track;
    this.#player = new SoundPlayer(track);
  }

  run(nowMs: number): void {
    const late = nowMs - this.#nextDueMs > MAX_LATENESS_MS;
    const captureMs = late ? nowMs : this.#nextDueMs;
    this.#nextDueMs = captureMs + OPUS_FRAME_MS;
    if (!this.#mayStream()) {
      this.#player.interrupt();
      this.#talkSpurtStarts = true;
      return;
    }
    const { frame, speechStarts } = this.#player.next();
    const sent = this.#play(frame, captureMs);
    if (!speechStarts || !sent) return;
    this.#track.noteSpeechStart({
      atMs: performance.now(),
      rtpTimestamp: this.stream.timestampAt(captureMs),
    });
  }

  /** Whether something was sent. */
  #play(frame: AudioFrame | null, captureMs: number): boolean {
    const quiet = frame === null || frame.pause;
    this.#quietFrames = quiet ? this.#quietFrames + 1 : 0;
    const sinceHangover = this.#quietFrames - HANGOVER_FRAMES;
    if (sinceHangover > 0) {
      this.#talkSpurtStarts = true;
      // Two or three packets a second tell that the stream lives.
      return sinceHangover % DTX_INTERVAL_FRAMES === 1 && this.#send(null, captureMs);
    }
    const sent = this.#send(frame, captureMs);
    this.#talkSpurtStarts = false;
    return sent;
  }

  #send(frame: AudioFrame | null, captureMs: number): boolean {
    const { data, voice, levelDbov } = frame ?? {
      data: SILENT_PAYLOAD,
      voice: false,
      levelDbov: SILENCE_DBOV,
    };
    return this.stream.send({
      captureMs,
      marker: voice && this.#talkSpurtStarts,
      level: { voice, levelDbov },
      writePayload: (target, offset) => data.copy(target, offset),
    });
  }
}
