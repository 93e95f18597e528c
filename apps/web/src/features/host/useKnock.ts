import { useEffect, useRef } from 'react';
import type { RoomSnapshot } from '../../room/roomTypes.ts';
import { playKnock } from './knockSound.ts';

/** A soft sound for each time that somebody new waits; those who waited already when the host came count once. */
export function useKnock(lobby: RoomSnapshot['lobby']): void {
  const known = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const before = known.current;
    known.current = new Set(lobby.map(({ id }) => id));
    if (lobby.some(({ id }) => !before.has(id))) void playKnock();
  }, [lobby]);
}
