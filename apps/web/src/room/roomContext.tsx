import { type ReactNode, createContext, use, useSyncExternalStore } from 'react';
import type { RoomClient, RoomSnapshot } from './roomTypes.ts';

const RoomContext = createContext<RoomClient | null>(null);

/** Gives everything below it the room's client. */
export function RoomProvider({ client, children }: { client: RoomClient; children: ReactNode }) {
  return <RoomContext value={client}>{children}</RoomContext>;
}

/** The client, to do something in the room. To show something use {@link useRoom}. */
export function useRoomClient(): RoomClient {
  const client = use(RoomContext);
  if (client === null) throw new Error('useRoomClient needs a RoomProvider above it');
  return client;
}

/**
 * A part of the room's state; renders again only when that part changes. `select` must return something that is in
 * the snapshot or a primitive: a new object each time would never settle.
 */
export function useRoom<Selected>(select: (snapshot: RoomSnapshot) => Selected): Selected {
  const { store } = useRoomClient();
  return useSyncExternalStore(store.subscribe, () => select(store.getSnapshot()));
}
