import { useState } from 'react';
import { readPreference, writePreference } from '../preferences.ts';
import {
  RECENT_ROOMS_KEY,
  type RecentRoom,
  parseRecentRooms,
  withRecentRoom,
  withoutRecentRoom,
} from './recentRooms.ts';

/** Puts a room first on this device's list. */
export function rememberRoom(room: RecentRoom): readonly RecentRoom[] {
  return save(withRecentRoom(read(), room));
}

/** The list as it was when the page opened, and changes made by this page. */
export function useRecentRooms() {
  const [rooms, setRooms] = useState(read);
  return {
    rooms,
    forget: (roomId: string) => setRooms(save(withoutRecentRoom(read(), roomId))),
    /** Undoes `forget`: back to where its time puts it. */
    restore: (room: RecentRoom) => {
      save([...read(), room]);
      setRooms(read());
    },
  };
}

function read(): readonly RecentRoom[] {
  return parseRecentRooms(readPreference(RECENT_ROOMS_KEY));
}

function save(rooms: readonly RecentRoom[]): readonly RecentRoom[] {
  writePreference(RECENT_ROOMS_KEY, JSON.stringify(rooms));
  return rooms;
}
