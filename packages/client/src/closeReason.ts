import { SignalError } from './errors.ts';
import type { CloseReason } from './RoomStore.ts';

/** Why there is no way back into the room, by what barred it. */
export function closeReasonOf(cause: unknown): CloseReason {
  const code = cause instanceof SignalError ? cause.code : null;
  if (code === 'DENIED' || code === 'REMOVED') return 'removed';
  return code === 'MEETING_OVER' ? 'ended' : 'session-lost';
}
