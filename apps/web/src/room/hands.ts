import { useRoom } from './roomContext.tsx';
import type { RoomSnapshot } from './roomTypes.ts';

interface Person {
  readonly id: string;
  readonly handRaisedAt: number | null;
}

/** Who has a hand up, in the order in which they raised it. */
export function handQueue<P extends Person>(people: readonly P[]): P[] {
  return people
    .filter(({ handRaisedAt }) => handRaisedAt !== null)
    .toSorted((a, b) => (a.handRaisedAt ?? 0) - (b.handRaisedAt ?? 0));
}

/** Everybody inside, oneself first. */
function everybody({ self, users }: Pick<RoomSnapshot, 'self' | 'users'>) {
  return self === null ? [...users] : [self, ...users];
}

/** Somebody's place in the queue of raised hands, from 1; null while their hand is down. */
export function useHandPlace(userId: string): number | null {
  return useRoom((room) => {
    const place = handQueue(everybody(room)).findIndex(({ id }) => id === userId);
    return place === -1 ? null : place + 1;
  });
}
