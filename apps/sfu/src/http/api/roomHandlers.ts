import { SfuError } from '../../errors.ts';
import type { Room } from '../../rooms/Room.ts';
import type { RoomRegistry, RoomRequest } from '../../rooms/RoomRegistry.ts';
import { audioTable } from '../audioTable.ts';
import type { ApiCaller } from './Operation.ts';
import type { ApiHandlers } from './operations.ts';
import { detailsOf, entranceOf, roomDetails } from './roomViews.ts';
import type { ScanLimit } from './ScanLimit.ts';

type RoomHandlers = Pick<
  ApiHandlers,
  | 'listRooms'
  | 'createRoom'
  | 'createRoomAs'
  | 'inspectRoom'
  | 'updateRoom'
  | 'deleteRoom'
  | 'endMeeting'
  | 'entrance'
  | 'audioMatrix'
>;

export function roomHandlers(registry: RoomRegistry, scanLimit: ScanLimit): RoomHandlers {
  return {
    listRooms: ({ query: { after, limit } }) => ({ json: listRooms(registry, after ?? null, limit) }),
    createRoom: ({ body, caller }) => create(registry, caller, undefined, body),
    createRoomAs: ({ params: { roomId }, body, caller }) => create(registry, caller, roomId, body),

    inspectRoom: ({ params: { roomId }, caller }) => {
      scanLimit.check(caller, roomId);
      return { json: roomDetails(registry, roomId, caller.hasApiKey ? 'all' : 'public') };
    },

    updateRoom: async ({ params: { roomId }, body: { locked, ...changes } }) => {
      await registry.update(roomId, changes);
      if (locked !== undefined) registry.get(roomId)?.lock(null, locked);
      return { json: roomDetails(registry, roomId, 'all') };
    },

    deleteRoom: ({ params: { roomId } }) => {
      registry.delete(roomId);
      return { json: null };
    },

    endMeeting: ({ params: { roomId } }) => {
      registry.end(roomId);
      return { json: null };
    },

    entrance: ({ params: { roomId }, caller }) => {
      scanLimit.check(caller, roomId);
      return { json: entranceOf(registry, roomId) };
    },

    audioMatrix: async ({ params: { roomId } }) => {
      const room = liveRoom(registry, roomId);
      if (room === null) return { type: 'text/plain', text: audioTable([], String) };
      return {
        type: 'text/plain',
        text: audioTable(await room.audioMatrix(), (userId) => room.nameOf(userId)),
      };
    },
  };
}

/** The meeting in a room; null while nobody is there. @throws {SfuError} ROOM_NOT_FOUND */
export function liveRoom(registry: RoomRegistry, roomId: string): Room | null {
  const room = registry.get(roomId);
  if (room === undefined && registry.find(roomId) === null) throw new SfuError('ROOM_NOT_FOUND');
  return room ?? null;
}

async function create(
  registry: RoomRegistry,
  { address, hasApiKey }: ApiCaller,
  roomId: string | undefined,
  request: RoomRequest,
) {
  if (!hasApiKey) registry.checkMaker(address);
  const { room, hostKey } = await registry.create(roomId, request);
  return {
    json: { ...roomDetails(registry, room.id, 'all'), hostKey },
    headers: { Location: `/api/rooms/${encodeURIComponent(room.id)}` },
  };
}

/** A page of the rooms that are kept and of those that are only there now, in one order. */
function listRooms(registry: RoomRegistry, after: string | null, limit: number) {
  const kept = registry.list({ after, limit: limit + 1 });
  const ids = new Set(kept.map(({ id }) => id));
  const passing = registry.rooms
    .map(({ profile }) => profile)
    .filter(({ id }) => !ids.has(id) && id > (after ?? ''))
    .filter(({ hostKeyHash }) => hostKeyHash === null);
  // A live room knows its rules of now, a lock too.
  const profiles = [...kept.map((room) => registry.get(room.id)?.profile ?? room), ...passing];
  const sorted = profiles.toSorted((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));
  const page = sorted.slice(0, limit);
  return {
    rooms: page.map((profile) => detailsOf(registry, profile, 'all')),
    next: sorted.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
