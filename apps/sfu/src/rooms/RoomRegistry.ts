import { generateRoomId, type VideoCodec } from '@parley/protocol';
import { SfuError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { WorkerPool } from '../media/WorkerPool.ts';
import type { Peer, PeerLink } from './Peer.ts';
import { type CloseReason, Room, type RoomOptions } from './Room.ts';

export interface RoomRegistryOptions extends Omit<RoomOptions, 'videoCodec'> {
  maxRooms: number;
  /** Whether joining a room that does not exist makes it. */
  createOnJoin: boolean;
}

/** All rooms of this server. */
export class RoomRegistry {
  readonly #pool: WorkerPool;
  readonly #options: RoomRegistryOptions;
  readonly #logger: Logger;
  readonly #rooms = new Map<string, Room>();
  /** Rooms being made: two people who open a link at once meet in one room. */
  readonly #pending = new Map<string, Promise<Room>>();
  #closed = false;

  constructor(pool: WorkerPool, options: RoomRegistryOptions, logger: Logger) {
    this.#pool = pool;
    this.#options = options;
    this.#logger = logger;
  }

  get rooms(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  get participantCount(): number {
    return this.rooms.reduce((sum, room) => sum + room.peers.length, 0);
  }

  /** Seats of every room. */
  get maxParticipants(): number {
    return this.#options.maxParticipants;
  }

  get(roomId: string): Room | undefined {
    return this.#rooms.get(roomId);
  }

  /** @throws {SfuError} ROOM_EXISTS, SERVER_FULL, SHUTTING_DOWN */
  async create(
    roomId: string = generateRoomId(),
    { videoCodec }: { videoCodec?: VideoCodec | undefined } = {},
  ): Promise<Room> {
    if (this.#rooms.has(roomId) || this.#pending.has(roomId)) throw new SfuError('ROOM_EXISTS');
    return this.#create(roomId, videoCodec);
  }

  /** The room to join. @throws {SfuError} ROOM_NOT_FOUND where joining does not make rooms, and as {@link create} */
  async getForJoin(roomId: string): Promise<Room> {
    const room = this.#rooms.get(roomId) ?? (await this.#pending.get(roomId));
    if (room !== undefined) return room;
    if (!this.#options.createOnJoin) throw new SfuError('ROOM_NOT_FOUND');
    return this.#create(roomId);
  }

  /** Gives a participant back to a client that lost its connection. @throws {SfuError} SESSION_NOT_FOUND */
  resume(token: string, link: PeerLink): { room: Room; peer: Peer } {
    const [roomId = '', peerId = '', secret = ''] = token.split('.');
    const room = this.#rooms.get(roomId);
    if (room === undefined) throw new SfuError('SESSION_NOT_FOUND');
    return { room, peer: room.resume(peerId, secret, link) };
  }

  resumeToken(room: Room, peer: Peer): string {
    return `${room.id}.${peer.id}.${peer.resumeSecret}`;
  }

  close(reason: CloseReason): void {
    this.#closed = true;
    for (const room of this.rooms) room.close(reason);
  }

  async #create(roomId: string, videoCodec: VideoCodec = 'vp8'): Promise<Room> {
    if (this.#closed) throw new SfuError('SHUTTING_DOWN');
    if (this.#rooms.size + this.#pending.size >= this.#options.maxRooms) throw new SfuError('SERVER_FULL');
    const options = { ...this.#options, videoCodec };
    const creation = Room.create(roomId, this.#pool, options, this.#logger, () => this.#rooms.delete(roomId));
    this.#pending.set(roomId, creation);
    try {
      const room = await creation;
      this.#rooms.set(roomId, room);
      if (this.#closed) room.close('shutdown');
      return room;
    } finally {
      this.#pending.delete(roomId);
    }
  }
}
