export type DeviceKind = 'camera' | 'microphone';

/** How much is asked for: the device and quality that are wanted, then only the kind, so that anything is taken. */
export type Strictness = 'wanted' | 'relaxed';

/** Which way a camera looks, for devices with two; those with one take it as a wish. */
export type Facing = 'user' | 'environment';

/** How cameras are opened: which way they look while no device was chosen, and what picture is worth having. */
export interface CameraStyle {
  readonly facing: Facing;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

export const DESKTOP_STYLE: CameraStyle = { facing: 'user', width: 1280, height: 720, fps: 30 };
/** No more than is sent (`PHONE_CAMERA`): a sensor that delivers less stays cooler. Phones turn width and height themselves. */
export const PHONE_STYLE: CameraStyle = { facing: 'user', width: 640, height: 360, fps: 24 };

export interface CaptureRequest {
  camera?: CaptureWish | undefined;
  microphone?: CaptureWish | undefined;
  style: CameraStyle;
}

export interface CaptureWish {
  /** The device that was chosen; null takes the browser's default. */
  deviceId: string | null;
  strictness: Strictness;
}

/** Pure: what to ask getUserMedia for. */
export function captureConstraints({ camera, microphone, style }: CaptureRequest): MediaStreamConstraints {
  return {
    ...(camera && { video: cameraConstraints(camera, style) }),
    ...(microphone && { audio: microphoneConstraints(microphone) }),
  };
}

/** Which way a camera looks is never more than a wish: `exact` fails on everything that has one camera. */
function cameraConstraints(
  { deviceId, strictness }: CaptureWish,
  { facing, width, height, fps }: CameraStyle,
): MediaTrackConstraints | true {
  if (strictness === 'relaxed') return true;
  return {
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: fps },
    ...(deviceId !== null ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: facing } }),
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
