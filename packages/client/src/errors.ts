import { type ErrorCode, errorMessages } from '@parley/protocol';

/** Codes of the server, and those that the client finds out itself. */
export type SignalErrorCode = ErrorCode | keyof typeof localMessages;

const localMessages = {
  TIMEOUT: 'The server did not answer in time.',
  DISCONNECTED: 'There is no connection to the server.',
  DENIED: 'A host did not let you in.',
  MEETING_OVER: 'The meeting ended while you waited to be let in.',
} as const;

/** A request that was refused, not answered, or could not be sent. Decide by `code`, never by the text. */
export class SignalError extends Error {
  override readonly name = 'SignalError';
  readonly code: SignalErrorCode;
  /** With TOO_MANY_TRIES: in how many seconds the next try is allowed; else null. */
  readonly retryAfterS: number | null;

  constructor(
    code: SignalErrorCode,
    options?: { message?: string; retryAfterS?: number | undefined; cause?: unknown },
  ) {
    super(options?.message ?? { ...errorMessages, ...localMessages }[code], { cause: options?.cause });
    this.code = code;
    this.retryAfterS = options?.retryAfterS ?? null;
  }
}

/**
 * Why a camera, microphone or screen could not be captured.
 * - `denied`: blocked for this site or by the system; asking again does not help until the person changes it.
 * - `dismissed`: the question was closed without an answer, or the screen picker was cancelled.
 * - `not-found`: there is no such device (any more).
 * - `in-use`: the device exists, but another program holds it or the hardware failed.
 * - `overconstrained`: not even the loosest constraints could be met.
 * - `insecure-context`: browsers hide capture on plain http, except on localhost.
 * - `unsupported`: this browser cannot capture (or not this), or cannot do WebRTC as Parley needs it.
 */
export type MediaErrorReason =
  | 'denied'
  | 'dismissed'
  | 'not-found'
  | 'in-use'
  | 'overconstrained'
  | 'insecure-context'
  | 'unsupported'
  | 'unknown';

export class MediaError extends Error {
  override readonly name = 'MediaError';
  readonly reason: MediaErrorReason;

  constructor(reason: MediaErrorReason, options?: { message?: string; cause?: unknown }) {
    super(options?.message ?? `Capturing failed: ${reason}.`, { cause: options?.cause });
    this.reason = reason;
  }
}
