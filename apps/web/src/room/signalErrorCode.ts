import { SignalError, type SignalErrorCode } from '@parley/client';

/** Why a request failed, as a code to translate. What is not the server's doing counts as internal. */
export function signalErrorCode(error: unknown): SignalErrorCode {
  return error instanceof SignalError ? error.code : 'INTERNAL';
}
