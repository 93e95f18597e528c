import { generateRoomId, type RoomChanges, type RoomChoices, type VideoCodec } from '@parley/protocol';
import { SfuError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { WorkerPool } from '../media/WorkerPool.ts';
import { hashSecret, newSecret } from '../secrets.ts';
import type { Continuity, CutOffMeeting } from './Continuity.ts';
import {
  type Caller,
  type Credentials,
  Doorkeeper,
  marksOf,
  type VerifyToken,
  type Visitor,
} from './Doorkeeper.ts';
import type { WaitingGuest } from './Lobby.ts';
import { MakingLimit } from './MakingLimit.ts';
import type { MeetingJournal } from './MeetingJournal.ts';
import type { Peer, PeerLink } from './Peer.ts';
import { changedProfile, newProfile, type ProfileChanges, type RoomProfile } from './profile.ts';
import { parseResumeToken, resumeTokenOf } from './resumeToken.ts';
import { Room } from './Room.ts';
import type { RoomStorage, StoredRoom } from './RoomStorage.ts';
import type { CloseReason, JoinRequest, RoomOptions, RoomParts } from './roomTypes.ts';

export interface RoomRegistryOptions extends RoomOptions {
  maxRooms: number;
  /** Seats of a room at most. */
  maxParticipants: number;
  /** Whether joining a room that does not exist makes it. */
  createOnJoin: boolean;
  /** Rooms that one address may make. */
  newRoomsPerMinute: number;
}

export interface RoomRegistryParts {
  pool: WorkerPool;
  /** Keeps the rooms that were made on purpose. */
  storage: RoomStorage;
  continuity: Continuity;
  journal: MeetingJournal;
  /** Fresh ICE servers, with credentials for one participant. */
  iceServers: RoomParts['iceServers'];
  /** Null: nobody needs a token. */
  verifyToken: VerifyToken | null;
}

export type RoomRequest = RoomChoices & { videoCodec?: VideoCodec | undefined };

/** All rooms of this server: those where people are now, and those that are kept. */
export class RoomRegistry {
  readonly #parts: RoomRegistryParts;
  readonly #options: RoomRegistryOptions;
  readonly #doorkeeper: Doorkeeper;
  readonly #makingLimit: MakingLimit;
  readonly #logger: Logger;
  readonly #rooms = new Map<string, Room>();
  /** Ids of rooms whose secrets are being hashed. */
  readonly #making = new Set<string>();
  /** By when the server stops, by `performance.now()`; null while it does not. */
  #drainsUntilMs: number | null = null;
  #closed = false;

  constructor(parts: RoomRegistryParts, options: RoomRegistryOptions, logger: Logger) {
    this.#parts = parts;
    this.#options = options;
    this.#doorkeeper = new Doorkeeper(parts.verifyToken);
    this.#makingLimit = new MakingLimit(options.newRoomsPerMinute);
    this.#logger = logger;
  }

  /** Rooms where people are, or were a moment ago. */
  get rooms(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  get participantCount(): number {
    return this.rooms.reduce((sum, room) => sum + room.peers.length, 0);
  }

  /** Seats of every room at most. */
  get maxParticipants(): number {
    return this.#options.maxParticipants;
  }

  /** Nobody comes in, or makes a room, without this deployment's word. */
  get needsToken(): boolean {
    return this.#doorkeeper.needsToken;
  }

  /** Whether joining a room that does not exist makes it. */
  get createsOnJoin(): boolean {
    return this.#options.createOnJoin;
  }

  get(roomId: string): Room | undefined {
    return this.#rooms.get(roomId);
  }

  /** What a room is like, whether anybody is in it or not; null when there is none. */
  find(roomId: string): RoomProfile | null {
    return this.#rooms.get(roomId)?.profile ?? this.#parts.storage.find(roomId);
  }

  /** Rooms that are kept, in the order of their ids. */
  list(page: { after: string | null; limit: number }): StoredRoom[] {
    return this.#parts.storage.list(page);
  }

  /** Counts a room that somebody without the API key is about to make. @throws {SfuError} RATE_LIMITED */
  checkMaker(address: string): void {
    if (!this.#makingLimit.take(address, performance.now())) throw new SfuError('RATE_LIMITED');
  }

  /**
   * Makes a room that is kept, and the key to it, which nobody can read again.
   * @throws {SfuError} ROOM_EXISTS, SERVER_FULL, SHUTTING_DOWN
   */
  async create(
    roomId: string = generateRoomId(),
    { videoCodec = 'vp8', passcode, ...choices }: RoomRequest = {},
  ): Promise<{ room: Room; hostKey: string }> {
    if (this.#making.has(roomId) || this.find(roomId) !== null) throw new SfuError('ROOM_EXISTS');
    this.#checkSpace();
    this.#making.add(roomId);
    try {
      const hostKey = newSecret();
      const [hostKeyHash, passcodeHash] = await Promise.all([hashSecret(hostKey), hashOrNull(passcode)]);
      if (this.#closed) throw new SfuError('SHUTTING_DOWN');
      const seats = this.#options.maxParticipants;
      const profile = newProfile({ id: roomId, choices, passcodeHash, hostKeyHash, videoCodec, seats });
      return { room: await this.#openNew({ ...profile, hostKeyHash }), hostKey };
    } finally {
      this.#making.delete(roomId);
    }
  }

  /**
   * Lets somebody in.
   * @throws {SfuError} what their credentials, the room's rules and its media refuse; ROOM_NOT_FOUND where joining
   * does not make rooms
   */
  async join(
    roomId: string,
    { credentials, ...request }: JoinRequest & { credentials: Credentials },
    caller: Caller,
  ): Promise<{ room: Room; peer: Peer }> {
    const visitor = await this.#identify(roomId, credentials, caller, request);
    await this.#rooms.get(roomId)?.links.prove(visitor.marks);
    const room = this.#live(roomId);
    const peer = await room.join(visitor, request, caller.link);
    this.#tellOfDrain(peer);
    return { room, peer };
  }

  /** Lets somebody wait. @throws {SfuError} as {@link join}, and LOBBY_FULL */
  async wait(
    roomId: string,
    credentials: Credentials,
    caller: Caller,
  ): Promise<{ room: Room; guest: WaitingGuest }> {
    const visitor = await this.#identify(roomId, credentials, caller);
    await this.#rooms.get(roomId)?.links.prove(visitor.marks);
    const room = this.#live(roomId);
    return { room, guest: room.entrance.wait(visitor, caller.link) };
  }

  /** Gives a participant back to a client that lost its connection. @throws {SfuError} SESSION_NOT_FOUND */
  resume(token: string, link: PeerLink): { room: Room; peer: Peer } {
    const claims = parseResumeToken(token);
    const room = this.#rooms.get(claims.roomId);
    if (room === undefined) throw new SfuError('SESSION_NOT_FOUND');
    const peer = room.links.resume(claims, link);
    this.#tellOfDrain(peer);
    return { room, peer };
  }

  resumeToken(room: Room, peer: Peer): string {
    const { id: peerId, resumeSecret: secret, visit } = peer;
    return resumeTokenOf({ roomId: room.id, peerId, secret, visit });
  }

  /** Whether this is the room's host key. @throws {SfuError} TOO_MANY_TRIES */
  async isHostKey(roomId: string, hostKey: string, address: string): Promise<boolean> {
    const hash = this.find(roomId)?.hostKeyHash ?? null;
    return hash !== null && (await this.#doorkeeper.isHostKey(hostKey, hash, roomId, address));
  }

  /**
   * Changes a room's rules; for good, unless they are only `forNow`, since somebody who merely stands in for the host
   * shall not decide how later meetings are.
   * @throws {SfuError} ROOM_NOT_FOUND
   */
  async update(
    roomId: string,
    { passcode, ...changes }: RoomChanges,
    { forNow = false } = {},
  ): Promise<RoomProfile> {
    const secrets = passcode === undefined ? {} : { passcodeHash: await hashOrNull(passcode) };
    const all: ProfileChanges = { ...changes, ...secrets };
    const seats = this.#options.maxParticipants;
    const stored = forNow ? null : this.#parts.storage.find(roomId);
    const live = this.#rooms.get(roomId);
    if (stored === null && live === undefined) throw new SfuError('ROOM_NOT_FOUND');
    const kept = stored && changedProfile(stored, all, seats);
    if (kept !== null) this.#keep(kept, live);
    if (live === undefined) this.#parts.continuity.end(roomId);
    live?.setProfile(changedProfile(live.profile, all, seats));
    return live?.profile ?? (kept as StoredRoom);
  }

  /** Ends the meeting in a room, which is kept. @throws {SfuError} ROOM_NOT_FOUND */
  end(roomId: string): void {
    if (this.find(roomId) === null) throw new SfuError('ROOM_NOT_FOUND');
    this.#rooms.get(roomId)?.close('ended');
  }

  /** @throws {SfuError} ROOM_NOT_FOUND */
  delete(roomId: string): void {
    if (this.find(roomId) === null) throw new SfuError('ROOM_NOT_FOUND');
    this.#parts.storage.delete(roomId);
    this.#parts.continuity.end(roomId);
    this.#rooms.get(roomId)?.close('deleted');
  }

  /** No more rooms begin; everybody inside, and in front, is told how long this server will be there. */
  drain(untilMs: number): void {
    this.#drainsUntilMs = untilMs;
    for (const room of this.rooms) {
      for (const person of [...room.peers, ...room.entrance.waitingLinks]) this.#tellOfDrain(person);
    }
  }

  /** Something is another way in every room. */
  announce(): void {
    for (const room of this.rooms) room.announce();
  }

  #tellOfDrain(person: Pick<PeerLink, 'notify'>): void {
    if (this.#drainsUntilMs === null) return;
    const leftMs = Math.max(0, this.#drainsUntilMs - performance.now());
    person.notify('server-draining', { inS: Math.ceil(leftMs / 1000) });
  }

  close(reason: CloseReason): void {
    this.#closed = true;
    for (const room of this.rooms) room.close(reason);
  }

  async #identify(
    roomId: string,
    credentials: Credentials,
    caller: Caller,
    { admission, resumeToken }: Pick<JoinRequest, 'admission' | 'resumeToken'> = {},
  ): Promise<Visitor> {
    const { hostKeyHash = null, passcodeHash = null } = this.find(roomId) ?? {};
    // Whoever was let in has shown the passcode at the lobby, and whoever was inside when they came.
    const marks = marksOf(caller, credentials.guestId);
    const room = this.#rooms.get(roomId);
    const isAdmitted =
      room?.entrance.knows(admission, marks) === true || this.#wasInside(roomId, resumeToken);
    const secrets = { id: roomId, hostKeyHash, passcodeHash: isAdmitted ? null : passcodeHash };
    return this.#doorkeeper.identify(secrets, credentials, caller);
  }

  /** Whether this token proves that somebody was in the meeting, which may have been cut off with the last process. */
  #wasInside(roomId: string, token: string | undefined): boolean {
    const room = this.#rooms.get(roomId);
    if (room !== undefined) return room.links.tenureOf(token) !== null;
    const secret = token === undefined ? '' : parseResumeToken(token).secret;
    return this.#parts.continuity.findTenure(roomId, secret) !== null;
  }

  /** The room people meet in now. @throws {SfuError} ROOM_NOT_FOUND, SERVER_FULL, SHUTTING_DOWN */
  #live(roomId: string): Room {
    const room = this.#rooms.get(roomId);
    if (room !== undefined) return room;
    const stored = this.#parts.storage.find(roomId);
    if (stored === null && !this.#options.createOnJoin) throw new SfuError('ROOM_NOT_FOUND');
    this.#checkSpace();
    // The server may have had more seats when it was kept.
    const known = this.#parts.continuity.findRoom(roomId) ?? stored;
    const profile = known && changedProfile(known, {}, this.#options.maxParticipants);
    return this.#add(profile ?? this.#openProfile(roomId), this.#parts.continuity.findMeeting(roomId));
  }

  /** A room that nobody made on purpose: everybody may come, and it is gone after its meeting. */
  #openProfile(id: string): RoomProfile {
    const seats = this.#options.maxParticipants;
    return newProfile({
      id,
      choices: {},
      passcodeHash: null,
      hostKeyHash: null,
      videoCodec: 'vp8',
      seats,
    });
  }

  /** With media from the start, unless those who come first wait for a host: they hold none. */
  async #openNew(profile: StoredRoom): Promise<Room> {
    const room = this.#add(profile);
    try {
      if (!profile.settings.lobby && !profile.settings.waitForHost) await room.open();
      this.#parts.storage.save(profile);
      return room;
    } catch (error) {
      room.close('media-failed');
      throw error;
    }
  }

  /** A meeting goes on with its new rules when they cannot be kept. */
  #keep(profile: StoredRoom, live: Room | undefined): void {
    try {
      this.#parts.storage.save(profile);
    } catch (error) {
      if (live === undefined) throw error;
      this.#logger.error({ err: error, roomId: profile.id }, 'room not saved');
    }
  }

  #add(profile: RoomProfile, cutOff: CutOffMeeting | null = null): Room {
    const { pool, continuity, journal, iceServers } = this.#parts;
    const onClose = () => this.#rooms.delete(profile.id);
    const room = new Room(
      profile,
      { pool, continuity, cutOff, journal, iceServers, onClose },
      this.#options,
      this.#logger,
    );
    this.#rooms.set(profile.id, room);
    return room;
  }

  #checkSpace(): void {
    if (this.#closed || this.#drainsUntilMs !== null) throw new SfuError('SHUTTING_DOWN');
    const others = [...this.#making].filter((id) => !this.#rooms.has(id));
    if (this.#rooms.size + others.length >= this.#options.maxRooms) throw new SfuError('SERVER_FULL');
  }
}

async function hashOrNull(passcode: string | null | undefined): Promise<string | null> {
  return passcode == null ? null : hashSecret(passcode);
}
