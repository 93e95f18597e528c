import type { RoomSettings } from '@parley/protocol';
import { useRoom } from './roomContext.tsx';

/** Whether the room keeps this for its hosts, and this person is none. */
export function useForbidden(what: keyof RoomSettings['allow']): boolean {
  return useRoom(({ room, self }) => room?.settings.allow[what] === 'hosts' && self?.role === 'guest');
}
