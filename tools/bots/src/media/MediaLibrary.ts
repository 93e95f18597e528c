import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audioClipFrom } from './AudioClip.ts';
import type { AudioClip } from './AudioClip.ts';
import {
  CAMERA_COUNT,
  CAPTURE_AUDIO,
  CAPTURE_VIDEO,
  VOICE_COUNT,
  cameraFiles,
  screenFile,
  voiceFiles,
} from './recipes.ts';
import { videoClipFromIvf } from './VideoClip.ts';
import type { VideoSource } from './VideoClip.ts';

/** The clips in one directory, each read when first asked for and then shared by all bots of the process. */
export class MediaLibrary {
  readonly directory: string;
  /** Small moving picture as concatenated JPEGs, for Chromium's `--use-file-for-fake-video-capture`. */
  readonly captureVideoPath: string;
  /** Speech with pauses, 48 kHz mono, for Chromium's `--use-file-for-fake-audio-capture`. */
  readonly captureAudioPath: string;
  readonly #videos = new Map<string, VideoSource>();
  readonly #voices = new Map<number, AudioClip>();

  constructor(directory: string) {
    this.directory = directory;
    this.captureVideoPath = join(directory, CAPTURE_VIDEO);
    this.captureAudioPath = join(directory, CAPTURE_AUDIO);
  }

  /** Camera picture with three layers (320x180, 640x360, 1280x720); variants differ in colour and repeat. */
  camera(variant: number): VideoSource {
    return this.#video(cameraFiles(variant % CAMERA_COUNT));
  }

  /** A shared screen: 1280x720 at 5 frames per second, one layer. */
  screen(): VideoSource {
    return this.#video([screenFile]);
  }

  /** Somebody speaking, with pauses; variants differ in voice and language and repeat. */
  voice(variant: number): AudioClip {
    const index = variant % VOICE_COUNT;
    const known = this.#voices.get(index);
    if (known) return known;
    const { opus, wav } = voiceFiles(index);
    const clip = audioClipFrom(this.#read(opus), this.#read(wav));
    this.#voices.set(index, clip);
    return clip;
  }

  #video(files: readonly string[]): VideoSource {
    const key = files.join();
    const known = this.#videos.get(key);
    if (known) return known;
    const source = { layers: files.map((file) => videoClipFromIvf(this.#read(file))) };
    this.#videos.set(key, source);
    return source;
  }

  #read(file: string): Buffer {
    return readFileSync(join(this.directory, file));
  }
}
