import type { EventOf, RecordAccess, RoomSettings, RoomState } from '@parley/protocol';
import { SfuError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { RoomMediaOptions } from '../media/RoomMedia.ts';
import type { AudioRow } from '../media/voices/AudioMatrix.ts';
import { Chat } from './Chat.ts';
import type { Visitor } from './Doorkeeper.ts';
import { Entrance } from './Entrance.ts';
import { Hands } from './Hands.ts';
import { Links } from './Links.ts';
import { Live } from './Live.ts';
import { MediaRecovery } from './MediaRecovery.ts';
import type { Minutes } from './Minutes.ts';
import { roomMediaEvents } from './mediaEvents.ts';
import { type Actor, Moderation } from './Moderation.ts';
import type { Peer, PeerLink } from './Peer.ts';
import { People } from './People.ts';
import type { RoomProfile } from './profile.ts';
import { Publishing } from './Publishing.ts';
import { Roles } from './Roles.ts';
import type {
  CloseReason,
  JoinRequest,
  MediaAccess,
  RoomOptions,
  RoomParts,
  RoomSnapshot,
} from './roomTypes.ts';
import { RoomNews } from './RoomNews.ts';
import { Seats } from './Seats.ts';
import { Spotlight } from './Spotlight.ts';

/** One meeting: who is in it and in front of it, its chat, its media. Tells its peers what happens; knows nothing of sockets. */
export class Room {
  readonly moderation: Moderation;
  readonly publishing: Publishing;
  readonly entrance: Entrance;
  readonly spotlight: Spotlight;
  readonly chat: Chat;
  readonly links: Links;
  readonly #options: RoomOptions;
  readonly #parts: RoomParts;
  readonly #logger: Logger;
  readonly #people = new People();
  readonly #news: RoomNews;
  readonly #roles: Roles;
  readonly #live: Live;
  readonly #seats: Seats;
  readonly #recovery: MediaRecovery;
  #profile: RoomProfile;
  #closed = false;

  constructor(profile: RoomProfile, parts: RoomParts, options: RoomOptions, logger: Logger) {
    this.#profile = profile;
    this.#parts = parts;
    this.#options = options;
    this.#logger = logger.child({ roomId: profile.id });
    this.#news = new RoomNews(this.#people, () => this.state);
    const settings = () => this.settings;
    const shared = { settings, peers: () => this.peers, onChanged: (peer: Peer) => this.#onChanged(peer) };
    this.#roles = new Roles({
      ...shared,
      onEnd: () => this.close('host-left'),
      hostReturnsWithinMs: parts.cutOff === null ? null : options.resumeGraceMs,
    });
    const putOut = (peer: Peer, reason: EventOf<'removed'>['reason']) => this.#putOut(peer, reason);
    const roles = this.#roles;
    const mute = (peer: Peer, byUserId: string | null) => this.publishing.mute(peer, byUserId);
    this.moderation = new Moderation({ ...shared, roles, hands: new Hands(), mute, putOut });
    this.entrance = new Entrance({
      roomId: profile.id,
      memory: parts.continuity.door,
      settings,
      moderation: this.moderation,
      hostInside: () => roles.hostInside,
      freeSeats: () => this.#seats.free,
      hasGhost: (marks) => this.#people.ghostOf(marks) !== undefined,
      graceMs: options.resumeGraceMs,
      onChanged: () => this.#onLobbyChanged(),
    });
    this.links = new Links(
      {
        people: this.#people,
        roles,
        graceMs: options.resumeGraceMs,
        mediaGraceMs: options.mediaGraceMs,
        isClosed: () => this.#closed,
        roomId: profile.id,
        continuity: parts.continuity,
        waitsForMedia: (peer) => this.#recovery.isWaiting(peer),
        leave: (peer, reason) => this.leave(peer, reason),
      },
      this.#logger,
    );
    const inside = { people: this.#people, moderation: this.moderation, cutOff: parts.cutOff };
    const keep = (userId: string | null) => this.#live.minutes?.spotlight(userId);
    this.spotlight = new Spotlight({ ...inside, news: this.#news, keep });
    this.chat = new Chat({ ...inside, onSaid: (message) => this.#live.minutes?.said(message) });
    this.publishing = new Publishing(this.moderation, () => this.settings.joinMuted);
    this.#live = new Live(() => this.#mediaOptions(), parts, this.#logger);
    this.#seats = new Seats({
      people: this.#people,
      live: this.#live,
      entrance: () => this.entrance,
      maxParticipants: () => this.maxParticipants,
      isClosed: () => this.#closed,
      emptyTtlMs: options.emptyRoomTtlMs,
      onSeated: (peer, visitor, minutes) => this.#welcome(peer, visitor, minutes),
      recovery: () => this.#recovery,
      leave: (peer) => this.leave(peer, 'disconnected'),
      onEmpty: () => this.close('deleted'),
    });
    this.#recovery = this.#createRecovery();
    this.#seats.watch();
    this.#logger.info('room created');
  }

  get id(): string {
    return this.#profile.id;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get peers(): readonly Peer[] {
    return this.#people.list;
  }

  get maxParticipants(): number {
    return this.#profile.maxParticipants;
  }

  get settings(): RoomSettings {
    return this.#profile.settings;
  }

  get profile(): RoomProfile {
    return this.#profile;
  }

  /** A host or a co-host is inside, who can let others in. */
  get hostInside(): boolean {
    return this.#roles.hostInside;
  }

  get state(): RoomState {
    const media = this.#live.media;
    return {
      id: this.id,
      createdAt: this.#profile.createdAt,
      maxParticipants: this.maxParticipants,
      activeSpeakerId: media?.activeSpeakerId ?? null,
      hostId: this.#roles.host?.id ?? null,
      spotlightUserId: this.spotlight.userId,
      videoCodec: media?.videoCodec ?? this.#profile.videoCodec,
      ...(media?.lacksH264 === true && { noH264: true }),
      voiceIds: media?.voiceIds ?? null,
      settings: this.settings,
      ...(this.#parts.continuity.failing && { unkept: true }),
    };
  }

  /** Tells everybody what it is like now. */
  announce(): void {
    this.#news.announce();
  }

  /** Makes the media now. @throws {SfuError} INTERNAL while every worker is being replaced */
  async open(): Promise<void> {
    await this.#seats.holdOpen(() => this.#live.open());
  }

  /**
   * @throws {SfuError} REMOVED, ROOM_LOCKED, ROOM_FULL, HOST_ABSENT, LOBBY_REQUIRED; ROOM_NOT_FOUND when the room
   * closes meanwhile; UNSUPPORTED_MEDIA
   */
  async join(visitor: Visitor, request: JoinRequest, link: PeerLink): Promise<Peer> {
    if (this.#closed) throw new SfuError('ROOM_NOT_FOUND');
    // Whoever comes anew while their ghost is inside is the same person, with or without a token.
    const ghost = this.#people.ghostOf(visitor.marks);
    const tenure = this.links.tenureOf(request.resumeToken) ?? ghost?.tenure ?? null;
    const known = tenure === null ? visitor : { ...visitor, tenure };
    const person = this.entrance.pass(known, request.admission);
    return this.#seats.take(person, request, link);
  }

  leave(peer: Peer, reason: EventOf<'user-left'>['reason']): void {
    if (!this.#people.delete(peer)) return;
    peer.close();
    this.#live.media?.removePeer(peer.id);
    this.#live.minutes?.left(peer, reason);
    this.#people.broadcast('user-left', { userId: peer.id, reason });
    this.#logger.info({ userId: peer.id, reason }, 'user left');
    this.links.left(peer, reason);
    this.#roles.left(peer);
    if (this.#closed) return;
    this.spotlight.left(peer);
    this.#news.announceHost();
    this.entrance.reconsider();
    this.#seats.watch();
  }

  /** Nobody new comes in while it is locked. @throws {SfuError} NOT_ALLOWED */
  lock(actor: Actor, locked: boolean): void {
    this.moderation.check(actor, 'lock');
    if (locked === this.settings.locked) return;
    this.setProfile({ ...this.#profile, settings: { ...this.settings, locked } });
  }

  /** The room has other rules now; what happens in it goes on. */
  setProfile(profile: RoomProfile): void {
    this.#profile = profile;
    this.#parts.continuity.keepRoom(profile);
    this.#news.announce();
    this.entrance.reconsider();
  }

  /** @throws {SfuError} NOT_ALLOWED */
  end(actor: Actor): void {
    this.moderation.check(actor, 'end-room');
    this.close('ended');
  }

  /** The way to the meeting's record, for hosts. */
  recordFor(peer: Peer): RecordAccess | null {
    return this.moderation.may(peer, 'read-record') ? (this.#live.minutes?.access ?? null) : null;
  }

  /** Who should hear whom, and who does. */
  async audioMatrix(): Promise<AudioRow[]> {
    return (await this.#live.media?.audioMatrix()) ?? [];
  }

  /** A participant's name; of somebody who has just left, the id. */
  nameOf(userId: string): string {
    return this.#people.get(userId)?.displayName ?? userId;
  }

  snapshotFor(peer: Peer): RoomSnapshot {
    return {
      roomId: this.id,
      userId: peer.id,
      self: peer.toUser(),
      existingUsers: this.#people.usersExcept(peer),
      room: this.state,
      chat: [...this.chat.history],
      consumers: peer.media.subscriptions.consumers,
      lobby: this.entrance.guestsFor(peer),
    };
  }

  /** What it takes to send and receive, for this participant's client. */
  mediaFor({ id, media }: Peer): MediaAccess {
    return {
      iceServers: this.#parts.iceServers(id),
      sendTransport: media.sendTransportParameters,
      recvTransport: media.recvTransportParameters,
    };
  }

  close(reason: CloseReason): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#seats.watch();
    // A meeting that is cut off goes on in the next process; one that people were told is over must not.
    if (reason !== 'shutdown') this.#parts.continuity.end(this.id);
    for (const peer of this.peers) this.#dismiss(peer, reason);
    this.#people.clear();
    this.#roles.close();
    this.entrance.close();
    this.#live.minutes?.ended(reason);
    this.#live.close();
    this.#parts.onClose();
    this.#logger.info({ reason }, 'room closed');
  }

  #mediaOptions(): RoomMediaOptions {
    const events = roomMediaEvents(this.#people, {
      onVideoCodec: () => this.#news.announce(),
      onFailed: () => this.#recovery.onAllLost(),
      onPeersLost: (userIds) => this.#recovery.onSomeLost(userIds),
    });
    const { videoCodec } = this.#profile;
    return { pool: this.#parts.pool, videoCodec, voices: this.#options.voices, events };
  }

  #createRecovery(): MediaRecovery {
    return new MediaRecovery(
      {
        people: this.#people,
        live: this.#live,
        isClosed: () => this.#closed,
        resetFor: (peer) => ({ ...this.mediaFor(peer), consumers: peer.media.subscriptions.consumers }),
        onRestored: (peer) => this.publishing.restored(peer),
        onAllRestored: () => this.#onMediaReplaced(),
        onGivenUp: () => this.close('media-failed'),
      },
      this.#logger,
    );
  }

  /** Nobody speaks in media that have just been made. */
  #onMediaReplaced(): void {
    this.#people.broadcast('active-speaker', { userId: null });
    this.#news.announce();
  }

  #welcome(peer: Peer, { role }: Visitor, minutes: Minutes): void {
    const isNew = this.#people.add(peer);
    this.#roles.enter(peer, role);
    if (isNew) minutes.joined({ id: this.id, name: this.settings.name }, peer);
    else minutes.changed(peer);
    this.#people.introduce(peer, isNew);
    this.spotlight.entered(peer);
    this.#parts.continuity.keepTenure(this.id, peer);
    this.#news.announceHost(peer);
    this.#logger.info({ userId: peer.id, people: this.#people.size, isNew }, 'user joined');
  }

  #putOut(peer: Peer, reason: EventOf<'removed'>['reason']): void {
    this.entrance.remember(peer, reason);
    peer.notify('removed', { reason });
    this.leave(peer, 'removed');
  }

  /** The room closes over somebody who is in it. */
  #dismiss(peer: Peer, reason: CloseReason): void {
    const record = this.recordFor(peer);
    peer.notify('room-closed', { reason, ...(record && { record }) });
    this.#live.minutes?.left(peer, reason);
    peer.close();
  }

  /** A role, a name or a hand of somebody is another one now. */
  #onChanged(peer: Peer): void {
    this.#live.minutes?.changed(peer);
    this.#parts.continuity.keepTenure(this.id, peer);
    this.#people.announce(peer);
    this.#news.announceHost();
    // Whose role changes sees another lobby.
    if (!this.entrance.isEmpty) this.entrance.showLobby(peer);
    this.entrance.reconsider();
  }

  #onLobbyChanged(): void {
    for (const peer of this.peers) if (peer.isHost) this.entrance.showLobby(peer);
    this.#seats.watch();
  }
}
