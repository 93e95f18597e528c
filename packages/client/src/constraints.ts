export type DeviceKind = 'camera' | 'microphone';

/** How much is asked for: the device and quality that are wanted, then only the kind, so that anything is taken. */
export type Strictness = 'wanted' | 'relaxed';

export interface CaptureRequest {
  camera?: CaptureWish | undefined;
  microphone?: CaptureWish | undefined;
}

export interface CaptureWish {
  /** The device that was chosen; null takes the browser's default. */
  deviceId: string | null;
  strictness: Strictness;
}

/** Pure: what to ask getUserMedia for. */
export function captureConstraints({ camera, microphone }: CaptureRequest): MediaStreamConstraints {
  return {
    ...(camera && { video: cameraConstraints(camera) }),
    ...(microphone && { audio: microphoneConstraints(microphone) }),
  };
}

function cameraConstraints({ deviceId, strictness }: CaptureWish): MediaTrackConstraints | true {
  if (strictness === 'relaxed') return true;
  return {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30 },
    ...(deviceId !== null ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: 'user' } }),
  };
}

/** The processing flags stay when everything else is given up: a call without echo cancellation hurts everyone. */
function microphoneConstraints({ deviceId, strictness }: CaptureWish): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(strictness === 'wanted' && deviceId !== null && { deviceId: { exact: deviceId } }),
  };
}

/** Screens change rarely and must be sharp: few frames, full resolution. */
export const screenConstraints: DisplayMediaStreamOptions = {
  video: { frameRate: { ideal: 15, max: 30 } },
  audio: true,
};
