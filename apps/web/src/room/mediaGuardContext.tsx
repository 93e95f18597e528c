import { type GuardSnapshot, MediaGuard } from '@parley/client';
import { type ReactNode, createContext, use, useEffect, useState, useSyncExternalStore } from 'react';
import { currentDevice } from '../platform/device.ts';
import { useLocalMedia } from './localMediaContext.tsx';
import { useRoomClient } from './roomContext.tsx';

const MediaGuardContext = createContext<MediaGuard | null>(null);

/**
 * Looks after camera and microphone for as long as the call, where other apps and calls take them away: on phones and tablets. Needs
 * a `RoomProvider` and a `LocalMediaProvider`.
 */
export function MediaGuardProvider({ children }: { children: ReactNode }) {
  const client = useRoomClient();
  const media = useLocalMedia();
  const [guard] = useState(
    () =>
      new MediaGuard({
        media,
        devices: (navigator as Partial<Navigator>).mediaDevices,
        onAway: (away) => client.setAway(away),
      }),
  );
  useEffect(() => {
    if (currentDevice() === 'desktop') return undefined;
    guard.start();
    return () => guard.stop();
  }, [guard]);
  return <MediaGuardContext value={guard}>{children}</MediaGuardContext>;
}

export function useMediaGuard(): MediaGuard {
  const guard = use(MediaGuardContext);
  if (guard === null) throw new Error('useMediaGuard needs a MediaGuardProvider above it');
  return guard;
}

/** What is interrupted now, and what needs a tap. */
export function useGuardSnapshot(): GuardSnapshot {
  const guard = useMediaGuard();
  return useSyncExternalStore(guard.subscribe, guard.getSnapshot);
}
