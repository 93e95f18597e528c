import { useEffect, useState } from 'react';

/** Whether a time (milliseconds since the epoch) is still to come; null never is. */
export function useIsAhead(atMs: number | null): boolean {
  const [passedMs, setPassedMs] = useState<number | null>(null);
  useEffect(() => {
    if (atMs === null) return;
    const timer = setTimeout(() => setPassedMs(atMs), atMs - Date.now());
    return () => clearTimeout(timer);
  }, [atMs]);
  return atMs !== null && passedMs !== atMs;
}
