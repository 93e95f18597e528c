import { vp8KeyFrameSize } from '../rtp/vp8.ts';
import { parseIvf } from './ivf.ts';

/** One encoded VP8 frame. */
export interface VideoFrame {
  readonly data: Buffer;
  readonly keyFrame: boolean;
}

/** A looped VP8 clip at a constant frame rate; its first frame is a key frame. */
export interface VideoClip {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly frames: readonly VideoFrame[];
}

/** The same moving picture in one or more sizes, smallest first. */
export interface VideoSource {
  readonly layers: readonly VideoClip[];
}

/** Reads an IVF file with VP8 at a constant frame rate. */
export function videoClipFromIvf(file: Buffer): VideoClip {
  const ivf = parseIvf(file);
  if (ivf.codec !== 'VP80') throw new Error(`expected VP8, not ${ivf.codec}`);
  const frames = ivf.frames.map(({ data }) => ({ data, keyFrame: vp8KeyFrameSize(data) !== null }));
  if (frames[0]?.keyFrame !== true) throw new Error('clip does not begin with a key frame');
  return {
    width: ivf.width,
    height: ivf.height,
    framesPerSecond: ivf.timebaseDenominator / ivf.timebaseNumerator,
    frames,
  };
}

/** Index of the first key frame at or after `index`, looping around. */
export function nextKeyFrame(clip: VideoClip, index: number): number {
  const start = index % clip.frames.length;
  const later = clip.frames.findIndex((frame, position) => position >= start && frame.keyFrame);
  return later === -1 ? 0 : later;
}
