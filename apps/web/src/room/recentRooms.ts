import { isRoomId } from '@parley/protocol';

export interface RecentRoom {
  roomId: string;
  /** Milliseconds since the epoch, by this device's clock. */
  joinedAt: number;
}

export const RECENT_ROOMS_KEY = 'parley.recent-rooms';
const MAX_ROOMS = 6;
/** The last moment a `Date` can hold. */
const MAX_TIME_MS = 8.64e15;

/** Reads the stored list and leaves out whatever is not a room: others may have written there. */
export function parseRecentRooms(stored: string | null): readonly RecentRoom[] {
  const rooms = parseArray(stored).filter(isRecentRoom);
  const unique = new Map(rooms.toReversed().map(({ roomId, joinedAt }) => [roomId, { roomId, joinedAt }]));
  return [...unique.values()].toSorted((a, b) => b.joinedAt - a.joinedAt).slice(0, MAX_ROOMS);
}

/** The list with this room first. */
export function withRecentRoom(rooms: readonly RecentRoom[], room: RecentRoom): readonly RecentRoom[] {
  return [room, ...withoutRecentRoom(rooms, room.roomId)].slice(0, MAX_ROOMS);
}

export function withoutRecentRoom(rooms: readonly RecentRoom[], roomId: string): readonly RecentRoom[] {
  return rooms.filter((room) => room.roomId !== roomId);
}

function parseArray(stored: string | null): readonly unknown[] {
  if (stored === null) return [];
  try {
    const value: unknown = JSON.parse(stored);
    return Array.isArray(value) ? value : [];
  } catch {
    return []; // not JSON: the list starts anew
  }
}

function isRecentRoom(value: unknown): value is RecentRoom {
  if (typeof value !== 'object' || value === null) return false;
  const { roomId, joinedAt } = value as Record<keyof RecentRoom, unknown>;
  return typeof roomId === 'string' && isRoomId(roomId) && isTime(joinedAt);
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= MAX_TIME_MS;
}
