import { isErrorCode, type MediaInfo } from '@parley/protocol';
import { Device, type types } from 'mediasoup-client';
import { type DtlsIdentity, makeDtlsIdentity } from './dtlsIdentity.ts';
import { MediaError, SignalError } from './errors.ts';
import { hardwareDemandsH264 } from './platform/HardwareCodec.ts';
import { fromWireCapabilities } from './mediaTypes.ts';

export interface PrepareMediaOptions {
  url: string;
  handlerFactory?: types.HandlerFactory | undefined;
  handlerName?: types.BuiltinHandlerName | undefined;
  fetch: typeof fetch;
  /** Phones choose the codec by what their hardware can do. */
  phone: boolean;
}

/** What a join needs and can be made long before it. */
export interface PreparedMedia {
  device: types.Device;
  identity: DtlsIdentity | null;
  /** This hardware cannot encode VP8 well, and H.264 it can. */
  demandsH264: boolean;
}

const FETCH_TIMEOUT_MS = 10_000;

/**
 * Loads the mediasoup Device with the codecs of the deployment and makes a DTLS certificate.
 * @throws {SignalError} when the server cannot be asked.
 * @throws {MediaError} `unsupported` when this browser cannot take part.
 */
export async function prepareMedia(options: PrepareMediaOptions): Promise<PreparedMedia> {
  const [device, identity, demandsH264] = await Promise.all([
    loadDevice(options),
    makeDtlsIdentity(),
    options.phone ? hardwareDemandsH264(navigator.mediaCapabilities) : false,
  ]);
  // A custom handler brings its own DTLS and knows nothing of the browser's certificates.
  return { device, identity: options.handlerFactory === undefined ? identity : null, demandsH264 };
}

async function loadDevice({
  url,
  handlerFactory,
  handlerName,
  fetch,
}: PrepareMediaOptions): Promise<types.Device> {
  const device = createDevice({
    ...(handlerFactory && { handlerFactory }),
    ...(handlerName && { handlerName }),
  });
  const { rtpCapabilities } = await fetchMediaInfo(url, fetch);
  await device.load({ routerRtpCapabilities: fromWireCapabilities(rtpCapabilities) });
  return device;
}

function createDevice(options: types.DeviceOptions): types.Device {
  try {
    return new Device(options);
  } catch (cause) {
    throw new MediaError('unsupported', { cause });
  }
}

async function fetchMediaInfo(url: string, fetch: typeof globalThis.fetch): Promise<MediaInfo> {
  let response: Response;
  try {
    response = await fetch(`${url}/api/media`, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  } catch (cause) {
    const timedOut = cause instanceof DOMException && cause.name === 'TimeoutError';
    throw new SignalError(timedOut ? 'TIMEOUT' : 'DISCONNECTED', { cause });
  }
  const body = (await response.json().catch(() => null)) as
    (MediaInfo & { error?: { code?: unknown } }) | null;
  if (response.ok && body !== null) return body;
  const code = body?.error?.code;
  throw new SignalError(isErrorCode(code) ? code : 'INTERNAL', {
    message: `GET /api/media: ${response.status}`,
  });
}
