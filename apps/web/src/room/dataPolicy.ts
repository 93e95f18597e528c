import type { CameraLimits, View } from './roomTypes.ts';

/** What this person wants; `auto` saves where data probably costs money. */
export type DataChoice = 'auto' | 'off' | 'low' | 'audio';
/** What is saved: nothing, large pictures, or all pictures. */
export type DataMode = Exclude<DataChoice, 'auto'>;

/** A picture this tall (device pixels) comes in its smallest layer. */
const LOW_HEIGHT = 180;

/** One small layer. With audio only the camera is off; whoever turns it on all the same sends little. */
const SMALL_CAMERA: CameraLimits = { maxShortSide: 180, maxFps: 15, maxLayers: 1 };

export const CAMERA_LIMITS: Readonly<Record<DataMode, CameraLimits | null>> = {
  off: null,
  low: SMALL_CAMERA,
  audio: SMALL_CAMERA,
};

export function dataMode(choice: DataChoice, metered: boolean): DataMode {
  if (choice !== 'auto') return choice;
  return metered ? 'low' : 'off';
}

/**
 * What the server is told instead of what is on the screen: with `low`, tiles so small that the smallest layer fills
 * them. A shared screen has only one size, and unread it would be for nothing.
 */
export function savingViews(views: readonly View[], mode: DataMode): View[] {
  if (mode === 'off') return [...views];
  if (mode === 'audio') return [];
  return views.map((view) => (view.source === 'screen' ? view : smallView(view)));
}

function smallView(view: View): View {
  const scale = Math.min(1, LOW_HEIGHT / view.height);
  return {
    ...view,
    width: Math.max(1, Math.round(view.width * scale)),
    height: Math.max(1, Math.round(view.height * scale)),
  };
}
