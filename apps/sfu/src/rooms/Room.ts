import { randomUUID } from 'node:crypto';
import type {
  ChatMessage,
  DtlsFingerprint,
  EventName,
  EventOf,
  ResultOf,
  RoomState,
  RtpCapabilities,
  User,
  VideoCodec,
} from '@parley/protocol';
import { SfuError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { PeerMediaEvents } from '../media/PeerMedia.ts';
import { RoomMedia, type RoomMediaEvents } from '../media/RoomMedia.ts';
import type { AudioRow } from '../media/voices/AudioMatrix.ts';
import type { VoiceLimits } from '../media/voices/Voices.ts';
import type { WorkerPool } from '../media/WorkerPool.ts';
import { Chat } from './Chat.ts';
import { Peer, type PeerLink } from './Peer.ts';

export interface RoomOptions {
  /** What members are to send while every one of them can decode it. */
  videoCodec: VideoCodec;
  voices: VoiceLimits;
  maxParticipants: number;
  emptyRoomTtlMs: number;
  resumeGraceMs: number;
}

export interface JoinRequest {
  displayName: string;
  rtpCapabilities: RtpCapabilities;
  dtlsFingerprints?: DtlsFingerprint[];
}

export type CloseReason = EventOf<'room-closed'>['reason'];
/** What a client knows after joining or resuming. */
export type RoomSnapshot = ResultOf<'resume-session'>;

const FAIL_DELAY_MS = 100;

/** One meeting: who is in it, its chat, its media. Tells its peers what happens; knows nothing of sockets. */
export class Room {
  readonly id: string;
  readonly createdAt = Date.now();
  readonly #options: RoomOptions;
  /** Set by `create` before anybody gets the room: its events need the room, and the room needs it. */
  #media!: RoomMedia;
  readonly #logger: Logger;
  readonly #onClose: () => void;
  readonly #peers = new Map<string, Peer>();
  readonly #chat = new Chat();
  #spotlightUserId: string | null = null;
  /** Joins under way: they hold a seat, or a full room could be overrun while transports are made. */
  #joining = 0;
  #emptyTimer: NodeJS.Timeout | null = null;
  #failTimer: NodeJS.Timeout | null = null;
  #closed = false;

  static async create(
    id: string,
    pool: WorkerPool,
    options: RoomOptions,
    logger: Logger,
    onClose: () => void,
  ): Promise<Room> {
    const room = new Room(id, options, logger.child({ roomId: id }), onClose);
    const { videoCodec, voices } = options;
    const events = room.#roomMediaEvents();
    room.#media = await RoomMedia.create({ pool, videoCodec, voices, events }, room.#logger);
    room.#startEmptyTimer();
    room.#logger.info('room created');
    return room;
  }

  private constructor(id: string, options: RoomOptions, logger: Logger, onClose: () => void) {
    this.id = id;
    this.#options = options;
    this.#logger = logger;
    this.#onClose = onClose;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get peers(): readonly Peer[] {
    return [...this.#peers.values()];
  }

  get maxParticipants(): number {
    return this.#options.maxParticipants;
  }

  get state(): RoomState {
    return {
      id: this.id,
      createdAt: this.createdAt,
      maxParticipants: this.maxParticipants,
      activeSpeakerId: this.#media.activeSpeakerId,
      hostId: this.#host?.id ?? null,
      spotlightUserId: this.#spotlightUserId,
      videoCodec: this.#media.videoCodec,
      voiceIds: this.#media.voiceIds,
    };
  }

  /**
   * @throws {SfuError} ROOM_FULL; ROOM_NOT_FOUND when the room closes meanwhile; UNSUPPORTED_MEDIA
   */
  async join(request: JoinRequest, link: PeerLink): Promise<Peer> {
    if (this.#peers.size + this.#joining >= this.maxParticipants) throw new SfuError('ROOM_FULL');
    this.#joining += 1;
    this.#stopEmptyTimer();
    try {
      return await this.#admit(request, link);
    } catch (error) {
      // Whatever mediasoup said when its router went away under the join.
      throw this.#closed ? new SfuError('ROOM_NOT_FOUND', { cause: error }) : error;
    } finally {
      this.#joining -= 1;
      if (this.#peers.size === 0) this.#startEmptyTimer();
    }
  }

  leave(peer: Peer, reason: EventOf<'user-left'>['reason']): void {
    const wasHost = this.#host === peer;
    if (!this.#peers.delete(peer.id)) return;
    peer.close();
    this.#media.removePeer(peer.id);
    this.#broadcast('user-left', { userId: peer.id, reason });
    const hadSpotlight = this.#spotlightUserId === peer.id;
    if (hadSpotlight) this.#spotlightUserId = null;
    if (wasHost || hadSpotlight) this.#announceRoom();
    this.#logger.info({ userId: peer.id, reason }, 'user left');
    if (this.#peers.size === 0 && this.#joining === 0) this.#startEmptyTimer();
  }

  /** The peer's link broke: it keeps its place, and its media, for the time of grace. */
  detach(peer: Peer, link: PeerLink): void {
    if (this.#closed || !peer.isLinkedTo(link)) return;
    peer.detach(this.#options.resumeGraceMs, () => this.leave(peer, 'disconnected'));
    this.#announce(peer);
    this.#logger.info({ userId: peer.id }, 'user detached');
  }

  /** Gives a peer a new link if the secret is its own. */
  resume(peerId: string, secret: string, link: PeerLink): Peer {
    const peer = this.#peers.get(peerId);
    if (peer?.acceptsSecret(secret) !== true) throw new SfuError('SESSION_NOT_FOUND');
    peer.attach(link);
    peer.media.repeatLayers();
    this.#announce(peer);
    this.#logger.info({ userId: peer.id }, 'user resumed');
    return peer;
  }

  sendChat(peer: Peer, text: string): ChatMessage {
    const message = this.#chat.add(peer, text);
    this.#broadcast('chat-message', { message }, peer);
    return message;
  }

  /**
   * Puts somebody on everyone's stage; null ends it.
   * @throws {SfuError} NOT_ALLOWED for everyone but the host; USER_NOT_FOUND
   */
  setSpotlight(peer: Peer, userId: string | null): void {
    if (peer !== this.#host) throw new SfuError('NOT_ALLOWED');
    if (userId !== null && !this.#peers.has(userId)) throw new SfuError('USER_NOT_FOUND');
    if (userId === this.#spotlightUserId) return;
    this.#spotlightUserId = userId;
    this.#announceRoom();
  }

  /** Who should hear whom, and who does. */
  audioMatrix(): Promise<AudioRow[]> {
    return this.#media.audioMatrix();
  }

  /** A participant's name; of somebody who has just left, the id. */
  nameOf(userId: string): string {
    return this.#peers.get(userId)?.displayName ?? userId;
  }

  snapshotFor(peer: Peer): RoomSnapshot {
    return {
      roomId: this.id,
      userId: peer.id,
      quality: peer.media.quality,
      existingUsers: this.usersExcept(peer),
      room: this.state,
      chat: [...this.#chat.history],
      consumers: peer.media.subscriptions.consumers,
    };
  }

  usersExcept(peer?: Peer): User[] {
    return this.peers.filter((other) => other !== peer).map((other) => other.toUser());
  }

  close(reason: CloseReason): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopEmptyTimer();
    if (this.#failTimer !== null) clearTimeout(this.#failTimer);
    this.#broadcast('room-closed', { reason });
    for (const peer of this.peers) peer.close();
    this.#peers.clear();
    this.#media.close();
    this.#onClose();
    this.#logger.info({ reason }, 'room closed');
  }

  /** Who has been here longest. */
  get #host(): Peer | undefined {
    return this.#peers.values().next().value;
  }

  async #admit(
    { displayName, rtpCapabilities, dtlsFingerprints }: JoinRequest,
    link: PeerLink,
  ): Promise<Peer> {
    const userId = randomUUID();
    // The peer's first events, if any, belong after its join: until it is in the map nobody hears them.
    const events = this.#peerMediaEvents(userId);
    const media = await this.#media.createPeer({
      ownerId: userId,
      rtpCapabilities,
      dtlsFingerprints,
      events,
    });
    if (this.#closed) throw new SfuError('ROOM_NOT_FOUND');
    const peer = new Peer(userId, displayName, media, link);
    this.#broadcast('user-joined', { user: peer.toUser() });
    this.#peers.set(userId, peer);
    this.#logger.info({ userId, people: this.#peers.size }, 'user joined');
    return peer;
  }

  #roomMediaEvents(): RoomMediaEvents {
    return {
      onLevels: (levels) => this.#onLevels(levels),
      onActiveSpeaker: (userId) => this.#broadcast('active-speaker', { userId }),
      onVoices: (userIds) => this.#broadcast('voices', { userIds }),
      onVideoCodec: () => this.#announceRoom(),
      onFailed: () => this.#failSoon(),
    };
  }

  #peerMediaEvents(userId: string): PeerMediaEvents {
    const notify = <N extends EventName>(name: N, data: EventOf<N>) =>
      this.#peers.get(userId)?.notify(name, data);
    return {
      onNewConsumers: (consumers) => notify('new-consumers', { consumers }),
      onConsumersClosed: (consumerIds) => notify('consumers-closed', { consumerIds }),
      onConsumerLayers: (state) => notify('consumer-layers', state),
      onProducerLayers: (producerId, layers) => notify('producer-layers', { producerId, layers }),
      onSourcesChanged: () => this.#announceId(userId),
      onQualityChanged: () => this.#announceQuality(userId),
    };
  }

  #onLevels(levels: { ownerId: string; dbov: number }[]): void {
    const data = { levels: levels.map(({ ownerId, dbov }) => ({ userId: ownerId, dbov })) };
    for (const peer of this.#peers.values()) peer.notifyVolatile('audio-levels', data);
  }

  #announceRoom(): void {
    this.#broadcast('room-updated', { room: this.state });
  }

  #announceId(userId: string): void {
    const peer = this.#peers.get(userId);
    if (peer !== undefined) this.#announce(peer);
  }

  /** To whom it concerns as well: it is the only thing about oneself that only the server knows. */
  #announceQuality(userId: string): void {
    const peer = this.#peers.get(userId);
    if (peer !== undefined) this.#broadcast('user-updated', { user: peer.toUser() });
  }

  #announce(peer: Peer): void {
    this.#broadcast('user-updated', { user: peer.toUser() }, peer);
  }

  #broadcast<N extends EventName>(name: N, data: EventOf<N>, except?: Peer): void {
    for (const peer of this.#peers.values()) {
      if (peer !== except) peer.notify(name, data);
    }
  }

  /** Ctrl-C reaches the workers before this process has told its rooms; they shall hear of a stop, not of a failure. */
  #failSoon(): void {
    if (!this.#closed) this.#failTimer ??= setTimeout(() => this.close('media-failed'), FAIL_DELAY_MS);
  }

  #startEmptyTimer(): void {
    if (this.#closed) return;
    this.#stopEmptyTimer();
    this.#emptyTimer = setTimeout(() => this.close('deleted'), this.#options.emptyRoomTtlMs);
  }

  #stopEmptyTimer(): void {
    if (this.#emptyTimer !== null) clearTimeout(this.#emptyTimer);
    this.#emptyTimer = null;
  }
}
