import {
  type CameraStyle,
  captureConstraints,
  type CaptureWish,
  type DeviceKind,
  screenConstraints,
} from './constraints.ts';
import { MediaError, type MediaErrorReason } from './errors.ts';
import { toMediaError } from './mediaErrors.ts';

/** The parts of the platform that capturing needs, so that its absence and its moods can be played in tests. */
export interface CapturePlatform {
  /** Undefined on insecure pages and in browsers without capture. */
  mediaDevices: MediaDevices | undefined;
  /** Undefined in browsers without the Permissions API. */
  permissions: Permissions | undefined;
  isSecureContext: boolean;
}

export type Wishes = Readonly<Partial<Record<DeviceKind, string | null>>>;

/** A track, or why there is none, for each kind that was wished for. */
export type Captured = Partial<Record<DeviceKind, MediaStreamTrack | MediaError>>;

/** The platform of the running page. */
export function currentPlatform(): CapturePlatform {
  const { mediaDevices, permissions } = globalThis.navigator as Partial<Navigator>;
  return { mediaDevices, permissions, isSecureContext: globalThis.isSecureContext };
}

/** @throws {MediaError} `insecure-context` or `unsupported`, without asking the person anything. */
function assertCanCapture({ mediaDevices, isSecureContext }: CapturePlatform): MediaDevices {
  if (mediaDevices !== undefined && 'getUserMedia' in mediaDevices) return mediaDevices;
  throw new MediaError(isSecureContext ? 'unsupported' : 'insecure-context');
}

/**
 * Captures camera and microphone with one question to the person. Where both together fail, what can be had alone is
 * taken; where the constraints cannot be met, looser ones are tried. Never throws.
 * @param wishes The kinds that are wanted, each with a device id or null for the default.
 */
export async function captureDevices(
  platform: CapturePlatform,
  wishes: Wishes,
  style: CameraStyle,
): Promise<Captured> {
  const kinds = (['camera', 'microphone'] as const).filter((kind) => wishes[kind] !== undefined);
  try {
    return await captureTogether(assertCanCapture(platform), kinds, wishes, style);
  } catch (cause) {
    const error = await explain(platform, kinds, toMediaError(cause));
    if (kinds.length < 2) return failAll(kinds, error);
    return captureApart(platform, { kinds, wishes, style }, error);
  }
}

/**
 * Captures a screen, window or tab, with its sound where the browser offers it.
 * @throws {MediaError} `dismissed` also when the system forbids it: browsers do not tell the two apart.
 */
export async function captureScreen(platform: CapturePlatform): Promise<MediaStream> {
  const mediaDevices = assertCanCapture(platform);
  if (!('getDisplayMedia' in mediaDevices)) throw new MediaError('unsupported');
  try {
    return await mediaDevices.getDisplayMedia(screenConstraints);
  } catch (cause) {
    const error = toMediaError(cause);
    throw error.reason === 'denied' ? new MediaError('dismissed', { cause }) : error;
  }
}

/**
 * One getUserMedia with what is wanted; a kind that is alone is asked for with less if that was too much. (Together
 * nobody knows whose constraints failed, and the other's choice of device would be lost.)
 */
async function captureTogether(
  mediaDevices: MediaDevices,
  kinds: readonly DeviceKind[],
  wishes: Wishes,
  style: CameraStyle,
): Promise<Captured> {
  const ask = async (strictness: CaptureWish['strictness']): Promise<Captured> => {
    const wish = (kind: DeviceKind) =>
      kinds.includes(kind) ? { deviceId: wishes[kind] ?? null, strictness } : undefined;
    const constraints = captureConstraints({
      camera: wish('camera'),
      microphone: wish('microphone'),
      style,
    });
    return toCaptured(await mediaDevices.getUserMedia(constraints));
  };
  try {
    return await ask('wanted');
  } catch (error) {
    if (kinds.length > 1 || toMediaError(error).reason !== 'overconstrained') throw error;
    return ask('relaxed');
  }
}

/** Asking for one kind alone would give the same, or only pester the person. */
const FINAL_REASONS: readonly MediaErrorReason[] = ['insecure-context', 'unsupported', 'dismissed'];

/** Each kind by itself, except those that asking again cannot help or would only annoy. */
async function captureApart(
  platform: CapturePlatform,
  { kinds, wishes, style }: { kinds: readonly DeviceKind[]; wishes: Wishes; style: CameraStyle },
  error: MediaError,
): Promise<Captured> {
  if (FINAL_REASONS.includes(error.reason)) return failAll(kinds, error);
  const states = await Promise.all(kinds.map((kind) => permissionState(platform, kind)));
  if (error.reason === 'denied' && states.every((state) => state === 'denied' || state === 'unknown')) {
    return failAll(kinds, error);
  }
  const results: Captured = {};
  for (const [index, kind] of kinds.entries()) {
    // One after the other: two questions at once would cover each other.
    const alone = states[index] === 'denied' ? failAll([kind], new MediaError('denied')) : undefined;
    Object.assign(results, alone ?? (await captureDevices(platform, { [kind]: wishes[kind] }, style)));
  }
  return results;
}

/** A question that was closed without an answer rejects like a refusal, but leaves the permission as it was. */
async function explain(
  platform: CapturePlatform,
  kinds: readonly DeviceKind[],
  error: MediaError,
): Promise<MediaError> {
  if (error.reason !== 'denied') return error;
  const states = await Promise.all(kinds.map((kind) => permissionState(platform, kind)));
  const dismissed = states.includes('prompt') && !states.includes('denied');
  return dismissed ? new MediaError('dismissed', { cause: error.cause }) : error;
}

async function permissionState(
  { permissions }: CapturePlatform,
  kind: DeviceKind,
): Promise<PermissionState | 'unknown'> {
  if (permissions === undefined) return 'unknown';
  try {
    return (await permissions.query({ name: kind })).state;
  } catch {
    return 'unknown'; // some browsers do not know these permission names
  }
}

function toCaptured(stream: MediaStream): Captured {
  const [camera] = stream.getVideoTracks();
  const [microphone] = stream.getAudioTracks();
  return { ...(camera && { camera }), ...(microphone && { microphone }) };
}

function failAll(kinds: readonly DeviceKind[], error: MediaError): Captured {
  return Object.fromEntries(kinds.map((kind) => [kind, error]));
}
