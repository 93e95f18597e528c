import type { Device } from '../../i18n/mediaProblems.ts';
import type { MediaErrorReason } from '../../room/localMediaContext.tsx';

export interface MediaProblem {
  device: Device;
  reason: MediaErrorReason;
}

interface Captured {
  error: { reason: MediaErrorReason } | null;
}

/**
 * What keeps camera and microphone from working: one problem where both failed for the same reason (one question,
 * one answer), else one for each.
 */
export function mediaProblemsOf({
  camera,
  microphone,
}: Record<'camera' | 'microphone', Captured>): MediaProblem[] {
  if (camera.error && camera.error.reason === microphone.error?.reason) {
    return [{ device: 'both', reason: camera.error.reason }];
  }
  return [
    ...(camera.error ? [{ device: 'camera', reason: camera.error.reason } as const] : []),
    ...(microphone.error ? [{ device: 'microphone', reason: microphone.error.reason } as const] : []),
  ];
}
