import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audioClipFrom } from './AudioClip.ts';
import type { AudioClip } from './AudioClip.ts';
import { CAMERA_COUNT, CAPTURE_VIDEO, CAPTURE_VIDEO_720P, cameraFiles, screenFile } from './recipes.ts';
import { CAPTURE_AUDIO, VOICE_COUNT, coughFiles, typingFiles, voiceFiles } from './soundRecipes.ts';
import type { SoundFiles } from './soundRecipes.ts';
import { videoClipFromIvf } from './VideoClip.ts';
import type { VideoClip, VideoSource } from './VideoClip.ts';

/** The clips in one directory, each read when first asked for and then shared by all bots of the process. */
export class MediaLibrary {
  readonly directory: string;
  /** Small moving picture as concatenated JPEGs, for Chromium's `--use-file-for-fake-video-capture`. */
  readonly captureVideoPath: string;
  /** The same in 1280x720, from which a browser makes three layers. */
  readonly captureVideo720pPath: string;
  /** Speech with pauses, 48 kHz mono, for Chromium's `--use-file-for-fake-audio-capture`. */
  readonly captureAudioPath: string;
  readonly #videos = new Map<string, VideoSource>();
  readonly #sounds = new Map<string, AudioClip>();

  constructor(directory: string) {
    this.directory = directory;
    this.captureVideoPath = join(directory, CAPTURE_VIDEO);
    this.captureVideo720pPath = join(directory, CAPTURE_VIDEO_720P);
    this.captureAudioPath = join(directory, CAPTURE_AUDIO);
  }

  /**
   * Camera picture with three layers (320x180, 640x360, 1280x720) of three temporal layers each; variants differ in
   * colour and repeat.
   */
  camera(variant: number): VideoSource {
    const index = variant % CAMERA_COUNT;
    return this.#video(`camera ${index}`, () =>
      cameraFiles(index).map(({ full, standby }) =>
        videoClipFromIvf(this.#read(full), {
          temporalLayers: 3,
          standby: videoClipFromIvf(this.#read(standby)),
        }),
      ),
    );
  }

  /** A shared screen: 1280x720 at 5 frames per second, one layer. */
  screen(): VideoSource {
    return this.#video('screen', () => [videoClipFromIvf(this.#read(screenFile))]);
  }

  /** Somebody speaking, with pauses; variants differ in voice and language and repeat. */
  voice(variant: number): AudioClip {
    return this.#sound(voiceFiles(variant % VOICE_COUNT));
  }

  /** A single cough of 150 ms. */
  cough(): AudioClip {
    return this.#sound(coughFiles);
  }

  /** Somebody typing, to be repeated. */
  typing(): AudioClip {
    return this.#sound(typingFiles);
  }

  #video(name: string, read: () => VideoClip[]): VideoSource {
    const known = this.#videos.get(name);
    if (known) return known;
    const source = { layers: read() };
    this.#videos.set(name, source);
    return source;
  }

  #sound({ opus, wav }: SoundFiles): AudioClip {
    const known = this.#sounds.get(opus);
    if (known) return known;
    const clip = audioClipFrom(this.#read(opus), this.#read(wav));
    this.#sounds.set(opus, clip);
    return clip;
  }

  #read(file: string): Buffer {
    return readFileSync(join(this.directory, file));
  }
}
