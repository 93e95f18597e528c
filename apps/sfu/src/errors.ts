import { type ErrorCode, errorMessages, type ProtocolError } from '@parley/protocol';

/** A request that is refused for a reason the client may know. Everything else that is thrown is a defect. */
export class SfuError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, options?: ErrorOptions) {
    super(errorMessages[code], options);
    this.name = 'SfuError';
    this.code = code;
  }
}

/** A start that cannot succeed for a reason the operator can mend; the message is the one sentence to print. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

/** What of an error may cross the wire: coded errors as they are, defects as INTERNAL without their text. */
export function toProtocolError(error: unknown): ProtocolError {
  const code = error instanceof SfuError ? error.code : 'INTERNAL';
  return { code, message: errorMessages[code] };
}
