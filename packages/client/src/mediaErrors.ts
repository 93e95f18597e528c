import { MediaError, type MediaErrorReason } from './errors.ts';

/** What browsers reject getUserMedia and getDisplayMedia with, current and former names. */
const REASONS: Readonly<Record<string, MediaErrorReason>> = {
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'not-found',
  DevicesNotFoundError: 'not-found',
  NotReadableError: 'in-use',
  TrackStartError: 'in-use',
  AbortError: 'in-use',
  OverconstrainedError: 'overconstrained',
  ConstraintNotSatisfiedError: 'overconstrained',
  NotSupportedError: 'unsupported',
  TypeError: 'unsupported',
};

/** Names the reason a capture failed, by the exception's name alone. */
export function toMediaError(cause: unknown): MediaError {
  if (cause instanceof MediaError) return cause;
  const name = cause instanceof Error ? cause.name : '';
  return new MediaError(REASONS[name] ?? 'unknown', { cause });
}
