/**
 * Temporal layer of each frame of a VP8 clip with three of them, over and over. Matches ffmpeg's `ts_layering_mode=3`,
 * in which the frames of layer 2 are no reference for others, and layer 1 refers to layer 0 alone.
 */
export const TEMPORAL_PATTERN = [0, 2, 1, 2] as const;

/** Whether the frame at this place refers to layer 0 alone, so that a receiver can climb to its layer here. */
const LAYER_SYNC = [false, true, true, false] as const;

export const TEMPORAL_LAYERS = 3;

export interface TemporalPosition {
  readonly temporalLayer: number;
  readonly layerSync: boolean;
}

/** Where the frame with this index in its clip belongs. A key frame must come where layer 0 does. */
export function temporalPosition(frameIndex: number): TemporalPosition {
  const place = frameIndex % TEMPORAL_PATTERN.length;
  return { temporalLayer: TEMPORAL_PATTERN[place] ?? 0, layerSync: LAYER_SYNC[place] ?? false };
}
