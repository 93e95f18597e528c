import { useRoom } from './roomContext.tsx';
import type { ConnectionQuality } from './roomTypes.ts';

/** How well somebody's connection does, one's own included. */
export function useQuality(userId: string): ConnectionQuality {
  return useRoom((room) => [room.self, ...room.users].find((user) => user?.id === userId)?.quality ?? 'good');
}
