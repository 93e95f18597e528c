import type { Role } from '@parley/protocol';
import { useRoom } from './roomContext.tsx';

/** What this person is in the room. */
export function useRole(): Role {
  return useRoom(({ self }) => self?.role ?? 'guest');
}

/** Whether this person is the host or helps as a co-host. */
export function useIsHost(): boolean {
  return useRole() !== 'guest';
}
