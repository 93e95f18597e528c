import { useEffect, useState } from 'react';
import { useRoomClient } from './roomContext.tsx';
import type { DataUse } from './roomTypes.ts';

const INTERVAL_MS = 2000;

/** What this call has used until now; null while it is not known yet. Asks only while somebody looks. */
export function useDataUse(): DataUse | null {
  const client = useRoomClient();
  const [use, setUse] = useState<DataUse | null>(null);
  useEffect(() => {
    let watching = true;
    const look = () => {
      void client.getDataUse().then((now) => {
        if (watching) setUse(now);
      }, reportError);
    };
    look();
    const timer = setInterval(look, INTERVAL_MS);
    return () => {
      watching = false;
      clearInterval(timer);
    };
  }, [client]);
  return use;
}
