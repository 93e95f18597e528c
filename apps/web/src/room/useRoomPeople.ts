import type { RoomPeople } from '@parley/protocol';
import { useEffect, useState } from 'react';
import { fetchRoomPeople } from './roomsApi.ts';

const POLL_MS = 5000;

/**
 * Who is in a room before one joins it, asked every five seconds while the page is visible; `null` before the first
 * answer. While the server does not answer, what was known stays: joining will tell what is wrong.
 */
export function useRoomPeople(roomId: string): RoomPeople | null {
  const [people, setPeople] = useState<RoomPeople | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const answer = await fetchRoomPeople(roomId, ended.signal).catch(() => null);
      if (!ended.signal.aborted && answer !== null) setPeople(answer);
    };
    const poll = async () => {
      if (document.visibilityState === 'visible') await ask();
      if (!ended.signal.aborted) timer = setTimeout(() => void poll(), POLL_MS);
    };
    void poll();
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }, [roomId]);
  return people;
}
