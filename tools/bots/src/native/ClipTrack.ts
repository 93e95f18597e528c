import { FakeMediaStreamTrack } from 'fake-mediastreamtrack';
import type { AudioClip } from '../media/AudioClip.ts';
import type { VideoSource } from '../media/VideoClip.ts';

/** A camera or screen track that plays a looped clip. While it is disabled nothing is sent. */
export class VideoClipTrack extends FakeMediaStreamTrack {
  readonly source: VideoSource;

  constructor(source: VideoSource, label = 'camera') {
    const top = source.layers.at(-1);
    super({
      kind: 'video',
      label,
      ...(top && { settings: { width: top.width, height: top.height, frameRate: top.framesPerSecond } }),
    });
    this.source = source;
  }
}

/** When somebody began to speak, as it was sent. */
export interface SpeechStart {
  /** When the first packet with voice was sent, on the clock of `performance.now()`. */
  readonly atMs: number;
  /** That packet's RTP timestamp (48 kHz), which the server does not change. */
  readonly rtpTimestamp: number;
}

/** A microphone track that plays a looped clip of speech. While it is disabled nothing is sent. */
export class AudioClipTrack extends FakeMediaStreamTrack {
  readonly clip: AudioClip;
  /**
   * Whether the voice is heard. It begins with a voiced frame at once, and silence is sent as with Opus DTX: a tiny
   * packet now and then.
   */
  speaking: boolean;
  /** A noise that is repeated and heard while nobody speaks. */
  background: AudioClip | null = null;
  #lastSpeechStart: SpeechStart | null = null;
  #once: AudioClip | null = null;

  constructor(clip: AudioClip, speaking = true) {
    super({ kind: 'audio', label: 'microphone' });
    this.clip = clip;
    this.speaking = speaking;
  }

  /** The last time that the voice began: by {@link speaking}, or because the track was heard again. */
  get lastSpeechStart(): SpeechStart | null {
    return this.#lastSpeechStart;
  }

  /** Plays a noise once, from its beginning, instead of everything else. */
  playOnce(clip: AudioClip): void {
    this.#once = clip;
  }

  /** For the sender: the noise to begin with now. */
  takeOnce(): AudioClip | null {
    const once = this.#once;
    this.#once = null;
    return once;
  }

  /** For the sender. */
  noteSpeechStart(start: SpeechStart): void {
    this.#lastSpeechStart = start;
  }
}
