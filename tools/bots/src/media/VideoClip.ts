import { vp8KeyFrameSize } from '../rtp/vp8.ts';
import { parseIvf } from './ivf.ts';
import { temporalPosition } from './temporalLayers.ts';
import type { TemporalPosition } from './temporalLayers.ts';

/** One encoded VP8 frame. */
export interface VideoFrame extends TemporalPosition {
  readonly data: Buffer;
  readonly keyFrame: boolean;
}

/** A looped VP8 clip at a constant frame rate; its first frame is a key frame. */
export interface VideoClip {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly temporalLayers: 1 | 3;
  readonly frames: readonly VideoFrame[];
  /** The same picture as a trickle of a few small frames a second, for a layer that is only kept alive. */
  readonly standby: VideoClip | null;
}

/** The same moving picture in one or more sizes, smallest first. */
export interface VideoSource {
  readonly layers: readonly VideoClip[];
}

export interface VideoClipOptions {
  /** As encoded; default 1. */
  readonly temporalLayers?: 1 | 3;
  readonly standby?: VideoClip;
}

/** Reads an IVF file with VP8 at a constant frame rate. */
export function videoClipFromIvf(
  file: Buffer,
  { temporalLayers = 1, standby }: VideoClipOptions = {},
): VideoClip {
  const ivf = parseIvf(file);
  if (ivf.codec !== 'VP80') throw new Error(`expected VP8, not ${ivf.codec}`);
  const frames = ivf.frames.map(({ data }, index) => ({
    data,
    keyFrame: vp8KeyFrameSize(data) !== null,
    ...temporalPosition(temporalLayers === 1 ? 0 : index),
  }));
  if (frames[0]?.keyFrame !== true) throw new Error('clip does not begin with a key frame');
  if (frames.some(({ keyFrame, temporalLayer }) => keyFrame && temporalLayer > 0))
    throw new Error('clip has a key frame outside of the lowest temporal layer');
  return {
    width: ivf.width,
    height: ivf.height,
    framesPerSecond: ivf.timebaseDenominator / ivf.timebaseNumerator,
    temporalLayers,
    frames,
    standby: standby ?? null,
  };
}

/** Index of the first key frame at or after `index`, looping around. */
export function nextKeyFrame(clip: VideoClip, index: number): number {
  const start = index % clip.frames.length;
  const later = clip.frames.findIndex((frame, position) => position >= start && frame.keyFrame);
  return later === -1 ? 0 : later;
}
