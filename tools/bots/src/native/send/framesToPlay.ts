import type { VideoClip } from '../../media/VideoClip.ts';

/** At most so many frames a second mean that the layer is to be kept alive, and no more. */
const STANDBY_MAX_FRAMERATE = 5;

export interface FramesToPlay {
  readonly clip: VideoClip;
  /** Frames of higher temporal layers are left out. */
  readonly maxTemporalLayer: number;
}

/**
 * What is sent of a clip at no more than `maxFramerate`. Encoders drop frames evenly; clips can drop whole temporal
 * layers, and instead of a trickle of large frames they have one of small ones.
 */
export function framesToPlay(clip: VideoClip, maxFramerate = Infinity): FramesToPlay {
  if (maxFramerate <= STANDBY_MAX_FRAMERATE && clip.standby) {
    return { clip: clip.standby, maxTemporalLayer: 0 };
  }
  let maxTemporalLayer = clip.temporalLayers - 1;
  const framesPerSecond = (): number =>
    clip.framesPerSecond / 2 ** (clip.temporalLayers - 1 - maxTemporalLayer);
  while (maxTemporalLayer > 0 && framesPerSecond() > maxFramerate) maxTemporalLayer--;
  return { clip, maxTemporalLayer };
}
