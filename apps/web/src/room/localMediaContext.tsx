import type { LocalMedia, LocalMediaSnapshot } from '@parley/client';
import { type ReactNode, createContext, use, useSyncExternalStore } from 'react';

export type { DeviceInfo, MediaErrorReason } from '@parley/client';

const LocalMediaContext = createContext<LocalMedia | null>(null);

/** Gives everything below it this person's camera, microphone and screen. */
export function LocalMediaProvider({ media, children }: { media: LocalMedia; children: ReactNode }) {
  return <LocalMediaContext value={media}>{children}</LocalMediaContext>;
}

/** The devices' owner, to switch something. To show its state use {@link useLocalMediaSnapshot}. */
export function useLocalMedia(): LocalMedia {
  const media = use(LocalMediaContext);
  if (media === null) throw new Error('useLocalMedia needs a LocalMediaProvider above it');
  return media;
}

export function useLocalMediaSnapshot(): LocalMediaSnapshot {
  const media = useLocalMedia();
  return useSyncExternalStore(media.subscribe, media.getSnapshot);
}
