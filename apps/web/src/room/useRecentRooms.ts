import { useSyncExternalStore } from 'react';
import { readPreference, writePreference } from '../preferences.ts';
import {
  RECENT_ROOMS_KEY,
  type RecentRoom,
  parseRecentRooms,
  withRecentRoom,
  withoutRecentRoom,
} from './recentRooms.ts';

/** The list as last read: the same one as long as nothing is written. */
let known: { stored: string | null; rooms: readonly RecentRoom[] } = { stored: null, rooms: [] };
const listeners = new Set<() => void>();

/** Puts a room first on this device's list. */
export function rememberRoom(room: RecentRoom): void {
  save(withRecentRoom(read(), room));
}

/** The list, with what this page has changed meanwhile. */
export function useRecentRooms() {
  const rooms = useSyncExternalStore(subscribe, read);
  return {
    rooms,
    forget: (roomId: string) => save(withoutRecentRoom(read(), roomId)),
    /** Undoes `forget`: back to where its time puts it. */
    restore: (room: RecentRoom) => save([...read(), room]),
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): readonly RecentRoom[] {
  const stored = readPreference(RECENT_ROOMS_KEY);
  if (stored !== known.stored) known = { stored, rooms: parseRecentRooms(stored) };
  return known.rooms;
}

function save(rooms: readonly RecentRoom[]): void {
  writePreference(RECENT_ROOMS_KEY, JSON.stringify(rooms));
  for (const listener of listeners) listener();
}
