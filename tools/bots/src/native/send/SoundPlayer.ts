import { nextOnset } from '../../media/AudioClip.ts';
import type { AudioClip, AudioFrame } from '../../media/AudioClip.ts';
import type { AudioClipTrack } from '../ClipTrack.ts';

/** What is heard in one step of 20 ms. */
export interface Sound {
  /** `null`: silence. */
  readonly frame: AudioFrame | null;
  /** Somebody begins to speak with it. */
  readonly speechStarts: boolean;
}

interface Noise {
  readonly clip: AudioClip;
  nextFrame: number;
}

/** Chooses what a microphone hears next: a noise that is to be played once, else the voice, else the background. */
export class SoundPlayer {
  readonly #track: AudioClipTrack;
  #voiceFrame = 0;
  #wasSpeaking = false;
  #once: Noise | null = null;
  #background: Noise | null = null;

  constructor(track: AudioClipTrack) {
    this.#track = track;
  }

  next(): Sound {
    const once = this.#track.takeOnce();
    if (once) this.#once = { clip: once, nextFrame: 0 };
    const noise = this.#nextOfOnce();
    const voice = this.#nextOfVoice();
    if (noise) return { frame: noise, speechStarts: false };
    return voice ?? { frame: this.#nextOfBackground(), speechStarts: false };
  }

  /** Nothing is heard for a while: what comes then begins anew. */
  interrupt(): void {
    this.#wasSpeaking = false;
    this.#once = null;
    this.#background = null;
    this.#track.takeOnce();
  }

  #nextOfOnce(): AudioFrame | null {
    const frame = this.#once?.clip.frames[this.#once.nextFrame++] ?? null;
    if (frame === null) this.#once = null;
    return frame;
  }

  #nextOfVoice(): Sound | null {
    const { clip, speaking } = this.#track;
    const speechStarts = speaking && !this.#wasSpeaking;
    this.#wasSpeaking = speaking;
    if (!speaking) return null;
    if (speechStarts) this.#voiceFrame = nextOnset(clip, this.#voiceFrame);
    const frame = clip.frames[this.#voiceFrame] ?? null;
    this.#voiceFrame = (this.#voiceFrame + 1) % clip.frames.length;
    return { frame, speechStarts };
  }

  #nextOfBackground(): AudioFrame | null {
    const clip = this.#track.background;
    if (clip === null) this.#background = null;
    else if (this.#background?.clip !== clip) this.#background = { clip, nextFrame: 0 };
    const noise = this.#background;
    return noise?.clip.frames[noise.nextFrame++ % noise.clip.frames.length] ?? null;
  }
}
