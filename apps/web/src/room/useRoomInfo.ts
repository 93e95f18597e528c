import type { RoomInfo } from '@parley/protocol';
import { useEffect, useState } from 'react';
import { fetchRoomInfo } from './roomsApi.ts';

const POLL_MS = 5000;

/** `loading` before the first answer, `null` while nobody has opened the room. */
export type RoomInfoState = RoomInfo | null | 'loading';

/**
 * Who is in a room before one joins it, asked every five seconds while the page is visible. While the server does
 * not answer, what was known stays: joining will tell what is wrong.
 */
export function useRoomInfo(roomId: string): RoomInfoState {
  const [info, setInfo] = useState<RoomInfoState>('loading');
  useEffect(() => {
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const poll = async () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') await ask();
      if (!ended.signal.aborted) timer = setTimeout(() => void poll(), POLL_MS);
    };
    const ask = async () => {
      const answer = await fetchRoomInfo(roomId, ended.signal).catch(() => undefined);
      if (!ended.signal.aborted && answer !== undefined) setInfo(answer);
    };
    void poll();
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }, [roomId]);
  return info;
}
