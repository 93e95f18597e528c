import { type ErrorCode, errorMessages, type ProtocolError } from '@parley/protocol';

export interface SfuErrorOptions extends ErrorOptions {
  /** In how long the same request is no longer refused for this; said to the client in whole seconds. */
  retryAfterMs?: number;
}

/** A request that is refused for a reason the client may know. Everything else that is thrown is a defect. */
export class SfuError extends Error {
  readonly code: ErrorCode;
  /** Null where nobody knows when to try again. */
  readonly retryAfterS: number | null;

  constructor(code: ErrorCode, { retryAfterMs, ...options }: SfuErrorOptions = {}) {
    super(errorMessages[code], options);
    this.name = 'SfuError';
    this.code = code;
    // Upwards: whoever waits as long as it says is not refused again.
    this.retryAfterS = retryAfterMs === undefined ? null : Math.ceil(retryAfterMs / 1000);
  }
}

/** A start that cannot succeed for a reason the operator can mend; the message is the one sentence to print. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

/** What of an error may cross the wire: coded errors as they are, defects as INTERNAL without their text. */
export function toProtocolError(error: unknown): ProtocolError {
  const { code, retryAfterS } =
    error instanceof SfuError ? error : { code: 'INTERNAL' as const, retryAfterS: null };
  return { code, message: errorMessages[code], ...(retryAfterS !== null && { retryAfterS }) };
}
