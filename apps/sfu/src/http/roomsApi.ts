import { createHash, timingSafeEqual } from 'node:crypto';
import { requests, roomIdSchema, type RoomInfo, type RoomPeople, type VideoCodec } from '@parley/protocol';
import { json, type Request, type RequestHandler, type Response, Router } from 'express';
import { SfuError } from '../errors.ts';
import type { Room } from '../rooms/Room.ts';
import type { RoomRegistry } from '../rooms/RoomRegistry.ts';
import { audioTable } from './audioTable.ts';
import { methodNotAllowed } from './httpErrors.ts';

export interface RoomsApiContext {
  registry: RoomRegistry;
  /** Required to delete a room; undefined: nobody may. */
  apiKey: string | undefined;
}

/** What a new room is to be like; without a body, like any other. */
const roomRequestSchema = requests['create-room'].payload.pick({ videoCodec: true });
const BODY_MAX_BYTES = 1024;

/** `/api/rooms` and `/api/rooms/:roomId`. */
export function roomsApi({ registry, apiKey }: RoomsApiContext): Router {
  const router = Router();
  const requireApiKey: RequestHandler = (request, _response, next) => {
    if (!hasApiKey(request.headers.authorization, apiKey)) throw new SfuError('UNAUTHORIZED');
    next();
  };

  const parseBody = json({ limit: BODY_MAX_BYTES });

  router
    .route('/')
    .post(parseBody, async (request, response) => {
      sendCreated(response, await registry.create(undefined, parseRoomRequest(request)));
    })
    .all(methodNotAllowed('POST'));

  router
    .route('/:roomId')
    .get((request, response) => {
      response.json(toRoomInfo(findRoom(registry, request)));
    })
    .post(parseBody, async (request, response) => {
      sendCreated(response, await registry.create(parseRoomId(request), parseRoomRequest(request)));
    })
    .delete(requireApiKey, (request, response) => {
      findRoom(registry, request).close('deleted');
      response.status(204).end();
    })
    .all(methodNotAllowed('GET, HEAD, POST, DELETE'));

  // Who is inside, for the pre-join page. Nobody is an answer, not an error: the room is made by the first who joins.
  router
    .route('/:roomId/people')
    .get((request, response) => {
      const displayNames = namesOf(registry.get(parseRoomId(request)));
      const { maxParticipants } = registry;
      response.json({ displayNames, maxParticipants } satisfies RoomPeople);
    })
    .all(methodNotAllowed('GET, HEAD'));

  router
    .route('/:roomId/audio')
    .get(requireApiKey, async (request, response) => {
      const room = findRoom(registry, request);
      const rows = await room.audioMatrix();
      response.type('text').send(audioTable(rows, (userId) => room.nameOf(userId)));
    })
    .all(methodNotAllowed('GET, HEAD'));

  return router;
}

/** Whether an `Authorization: Bearer …` header holds the key; compared by hash, so neither length nor prefix leak. */
function hasApiKey(authorization: string | undefined, apiKey: string | undefined): boolean {
  if (apiKey === undefined || authorization?.startsWith('Bearer ') !== true) return false;
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(authorization.slice('Bearer '.length)), hash(apiKey));
}

function parseRoomId(request: Request): string {
  const parsed = roomIdSchema.safeParse(request.params['roomId']);
  if (!parsed.success) throw new SfuError('INVALID_ROOM_ID');
  return parsed.data;
}

function parseRoomRequest(request: Request): { videoCodec?: VideoCodec } {
  const parsed = roomRequestSchema.safeParse((request.body as unknown) ?? {});
  if (!parsed.success) throw new SfuError('INVALID_PAYLOAD');
  return parsed.data;
}

function findRoom(registry: RoomRegistry, request: Request): Room {
  const room = registry.get(parseRoomId(request));
  if (room === undefined) throw new SfuError('ROOM_NOT_FOUND');
  return room;
}

function sendCreated(response: Response, room: Room): void {
  response
    .status(201)
    .location(`/api/rooms/${encodeURIComponent(room.id)}`)
    .json(toRoomInfo(room));
}

function toRoomInfo(room: Room): RoomInfo {
  return {
    roomId: room.id,
    createdAt: room.createdAt,
    participantCount: room.peers.length,
    maxParticipants: room.maxParticipants,
    displayNames: namesOf(room),
  };
}

function namesOf(room: Room | undefined): string[] {
  return (room?.peers ?? []).map(({ displayName }) => displayName);
}
