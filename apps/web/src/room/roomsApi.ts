import { type ErrorCode, type RoomInfo, type RoomPeople, isErrorCode } from '@parley/protocol';

/** `DISCONNECTED` when the server could not be reached at all. */
export type ApiErrorCode = ErrorCode | 'DISCONNECTED';

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode, options?: ErrorOptions) {
    super(`The server's HTTP API failed: ${code}.`, options);
    this.code = code;
  }
}

/** `POST /api/rooms`: a new room with an id chosen by the server. Throws `ApiError`. */
export function createRoom(): Promise<RoomInfo> {
  return call<RoomInfo>('/api/rooms', { method: 'POST' });
}

/** `GET /api/rooms/:roomId/people`: nobody while there is no such room yet (joining makes it). Throws `ApiError`. */
export function fetchRoomPeople(roomId: string, signal: AbortSignal): Promise<RoomPeople> {
  return call<RoomPeople>(`/api/rooms/${encodeURIComponent(roomId)}/people`, { signal });
}

async function call<Body>(path: string, init: RequestInit): Promise<Body> {
  const response = await reach(path, init);
  const body: unknown = await response.json().catch(() => null); // a proxy's error page is not JSON
  if (!response.ok)
    throw new ApiError(codeOf(body) ?? (response.status >= 502 ? 'DISCONNECTED' : 'INTERNAL'));
  return body as Body; // the server answers by the same schemas this type is inferred from
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw new ApiError('DISCONNECTED', { cause });
  }
}

/** The code in `{ error: { code, message } }`. */
function codeOf(body: unknown): ErrorCode | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null;
  const { error } = body;
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return isErrorCode(error.code) ? error.code : null;
}
