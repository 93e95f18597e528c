import {
  type CreatedRoom,
  type Entrance,
  type ErrorCode,
  isErrorCode,
  type RecordAccess,
  type RoomChoices,
  type VideoCodec,
} from '@parley/protocol';

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

export type NewRoomChoices = RoomChoices & { videoCodec?: VideoCodec };
export type RecordFormat = 'csv' | 'json';

/** `POST /api/rooms`: a new room with an id chosen by the server. Throws `ApiError`. */
export function createRoom(choices: NewRoomChoices = {}): Promise<CreatedRoom> {
  return call<CreatedRoom>('/api/rooms', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(choices),
  });
}

/** How the table says it: a spreadsheet knows neither whose language nor whose clock. */
export interface RecordReader {
  lang: 'en' | 'ko';
  /** As IANA names it. */
  timeZone: string;
}

/** `GET /api/records/:recordId` as a file. Throws `ApiError`. */
export async function fetchRecord(
  { id, key }: RecordAccess,
  format: RecordFormat,
  { lang, timeZone }: RecordReader,
): Promise<Blob> {
  const query = new URLSearchParams({ format, lang, timeZone }).toString();
  const path = `/api/records/${encodeURIComponent(id)}?${query}`;
  const response = await reach(path, { headers: { authorization: `Bearer ${key}` } });
  if (!response.ok) throw await errorOf(response);
  return response.blob();
}

/** `GET /api/rooms/:roomId/entrance`: what anybody at the door may know. Throws `ApiError`. */
export function fetchEntrance(roomId: string, signal: AbortSignal): Promise<Entrance> {
  return call<Entrance>(`/api/rooms/${encodeURIComponent(roomId)}/entrance`, { signal });
}

async function call<Body>(path: string, init: RequestInit): Promise<Body> {
  const response = await reach(path, init);
  if (!response.ok) throw await errorOf(response);
  return (await response.json()) as Body; // the server answers by the same schemas this type is inferred from
}

async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null); // a proxy's error page is not JSON
  return new ApiError(codeOf(body) ?? (response.status >= 502 ? 'DISCONNECTED' : 'INTERNAL'));
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
