import type { Entrance } from '@parley/protocol';
import { useEffect, useState } from 'react';
import { fetchEntrance } from './roomsApi.ts';

const POLL_MS = 5000;

/**
 * What a room's door says before one joins, asked every five seconds while the page is visible; `null` before the first
 * answer. While the server does not answer, what was known stays: joining will tell what is wrong.
 */
export function useEntrance(roomId: string): Entrance | null {
  const [entrance, setEntrance] = useState<Entrance | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const answer = await fetchEntrance(roomId, ended.signal).catch(() => null);
      if (!ended.signal.aborted && answer !== null) setEntrance(answer);
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
  return entrance;
}
