import type { ErrorCode } from '@parley/protocol';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { SfuError, toProtocolError } from '../errors.ts';
import type { Logger } from '../logger.ts';

const STATUS: Partial<Record<ErrorCode, number>> = {
  INVALID_PAYLOAD: 400,
  INVALID_ROOM_ID: 400,
  UNAUTHORIZED: 401,
  NOT_ALLOWED: 403,
  ROOM_NOT_FOUND: 404,
  USER_NOT_FOUND: 404,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  ROOM_EXISTS: 409,
  RATE_LIMITED: 429,
  TOO_MANY_TRIES: 429,
  SERVER_FULL: 503,
  SHUTTING_DOWN: 503,
};

/** The HTTP status of an error code. */
export function statusOf(code: ErrorCode): number {
  return STATUS[code] ?? 500;
}

/** Answers every other method of a route with 405 and the ones it has. */
export function methodNotAllowed(allow: string): RequestHandler {
  return (_request, response) => {
    response.set('Allow', allow);
    throw new SfuError('METHOD_NOT_ALLOWED');
  };
}

export const notFound: RequestHandler = () => {
  throw new SfuError('NOT_FOUND');
};

/** The last handler: every error becomes `{ error: { code, message } }`; defects are logged and say nothing. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const coded = error instanceof SfuError ? error : fromExpress(error);
    if (coded === null) logger.error({ err: error, path: request.path }, 'request failed');
    const protocolError = toProtocolError(coded ?? error);
    const { code, retryAfterS } = protocolError;
    if (code === 'UNAUTHORIZED') response.set('WWW-Authenticate', 'Bearer');
    if (retryAfterS !== undefined) response.set('Retry-After', String(retryAfterS));
    response.status(statusOf(code)).json({ error: protocolError });
  };
}

/** express and its parsers throw errors with a status: a malformed URL or body is the client's fault, not a defect. */
function fromExpress(error: unknown): SfuError | null {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status !== 'number' || status < 400 || status >= 500) return null;
  return new SfuError(status === 404 ? 'NOT_FOUND' : 'INVALID_PAYLOAD', { cause: error });
}
