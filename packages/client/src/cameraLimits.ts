/** How much of a camera is sent at most. */
export interface CameraLimits {
  /** Pixels of the picture's shorter side. */
  readonly maxShortSide: number;
  readonly maxFps: number;
  readonly maxLayers: number;
}

/** A camera is never sent larger than this, whatever it captures. */
export const FULL_CAMERA: CameraLimits = { maxShortSide: 720, maxFps: 30, maxLayers: 3 };
/** 360x640 in two layers: what a phone encodes beside everything else, for hours, without becoming hot. */
export const PHONE_CAMERA: CameraLimits = { maxShortSide: 360, maxFps: 24, maxLayers: 2 };

/** Of each limit the lowest. */
export function strictest(limits: readonly CameraLimits[]): CameraLimits {
  return limits.reduce(
    (all, each) => ({
      maxShortSide: Math.min(all.maxShortSide, each.maxShortSide),
      maxFps: Math.min(all.maxFps, each.maxFps),
      maxLayers: Math.min(all.maxLayers, each.maxLayers),
    }),
    FULL_CAMERA,
  );
}
