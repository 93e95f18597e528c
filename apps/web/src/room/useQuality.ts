import { useRoom } from './roomContext.tsx';
import type { ConnectionQuality } from './roomTypes.ts';

/** How well somebody's connection does, one's own included. */
export function useQuality(userId: string): ConnectionQuality {
  return useRoom((room) =>
    room.userId === userId ? room.quality : (room.users.find(({ id }) => id === userId)?.quality ?? 'good'),
  );
}
