import type { EventName, EventOf, Role, User } from '@parley/protocol';
import type { PeerMedia } from '../media/PeerMedia.ts';
import type { Visitor } from './Doorkeeper.ts';
import type { Grace } from './Grace.ts';
import { type Moment, type MomentName, Moments } from './Moments.ts';
import { acceptsSecret, newTenure, type Tenure } from './Tenure.ts';

/** The way to a participant's client: today a socket, as far as a room is concerned anything that takes events. */
export interface PeerLink {
  /** @param number Of what is told once; see Moments. */
  notify<N extends EventName>(name: N, data: EventOf<N>, number?: number): void;
  /** Like notify, for data that is worthless when late: dropped rather than queued. */
  notifyVolatile<N extends EventName>(name: N, data: EventOf<N>): void;
  /** Another connection has taken the participant over. */
  replaced(): void;
  /** Ends, as if it had broken, unless its client gives a sign of life within a moment. Never fails. */
  proveAlive(): Promise<void>;
}

/** A participant of a room. It outlives a short loss of its link. */
export class Peer {
  readonly id: string;
  readonly joinedAt = Date.now();
  #media: PeerMedia;
  /** By which the person is known again in this meeting. */
  marks: readonly string[];
  /** The name is not theirs to change. */
  nameFixed: boolean;
  /** `Moderation` renames. */
  displayName: string;
  /** What they are now; `Roles` decides. */
  role: Role = 'guest';
  /** Of this person, who may have been in the meeting before. */
  readonly tenure: Tenure;
  /** Since when a hand is up; `Hands` keeps the order. */
  handRaisedAt: number | null = null;
  /** They have said that they cannot take part right now. */
  away = false;
  /** A host has asked them to unmute: they may, whatever the room's rule is. */
  unmuteGranted = false;
  #link: PeerLink | null;
  #grace: Grace | null = null;
  #moments = new Moments();
  #visit = 0;
  #closed = false;

  constructor(id: string, visitor: Visitor, media: PeerMedia, link: PeerLink) {
    this.id = id;
    this.marks = visitor.marks;
    this.displayName = visitor.displayName;
    this.nameFixed = visitor.nameFixed;
    this.tenure = visitor.tenure ?? newTenure();
    this.#media = media;
    this.#link = link;
  }

  /** Closed where a worker died, until there is other media. */
  get media(): PeerMedia {
    return this.#media;
  }

  replaceMedia(media: PeerMedia): void {
    this.#media = media;
  }

  /** How often a client of theirs has come anew while they were here. */
  get visit(): number {
    return this.#visit;
  }

  /** The host or a co-host. */
  get isHost(): boolean {
    return this.role !== 'guest';
  }

  /** Not in the room any more. */
  get closed(): boolean {
    return this.#closed;
  }

  get connected(): boolean {
    return this.#link !== null;
  }

  /** Proof, for a later connection, that it is this participant. */
  get resumeSecret(): string {
    return this.tenure.secret.toString('base64url');
  }

  notify<N extends EventName>(name: N, data: EventOf<N>): void {
    this.#link?.notify(name, data);
  }

  notifyVolatile<N extends EventName>(name: N, data: EventOf<N>): void {
    this.#link?.notifyVolatile(name, data);
  }

  /** Like notify, for what is no state: should it not arrive, a later connection is told. */
  tell<N extends MomentName>(name: N, data: EventOf<N>): void {
    const number = this.#moments.add(name, data);
    this.#link?.notify(name, data, number);
  }

  /** What a client has missed that heard of nothing after this one. */
  momentsAfter(number: number): Moment[] {
    return this.#moments.after(number);
  }

  isLinkedTo(link: PeerLink): boolean {
    return this.#link === link;
  }

  /** Whether a secret from outside is this peer's. */
  acceptsSecret(secret: string): boolean {
    return acceptsSecret(this.tenure, secret);
  }

  /** The link is lost; `grace` ends with the next one. */
  detach(grace: Grace): void {
    this.#link = null;
    this.#endGrace();
    this.#grace = grace;
  }

  /** Its link is lost by then, or works. */
  async proveAlive(): Promise<void> {
    await this.#link?.proveAlive();
  }

  /** A new connection takes over; the one before it, if it is still there, is told. */
  attach(link: PeerLink): void {
    this.#endGrace();
    const before = this.#link;
    this.#link = link;
    before?.replaced();
  }

  /** Another client of theirs is about to speak for them: the connection of the one before ends. */
  replace(): void {
    const before = this.#link;
    this.#link = null;
    before?.replaced();
  }

  /** Another client of theirs speaks for them from now on, and knows nothing of what the one before was told. */
  succeed({ marks, displayName, nameFixed }: Visitor, media: PeerMedia, link: PeerLink): void {
    this.marks = marks;
    this.displayName = displayName;
    this.nameFixed = nameFixed;
    this.away = false;
    this.unmuteGranted = false;
    this.#visit += 1;
    this.#moments = new Moments();
    this.#media = media;
    this.attach(link);
  }

  toUser(): User {
    return {
      id: this.id,
      displayName: this.displayName,
      role: this.role,
      handRaisedAt: this.handRaisedAt,
      away: this.away,
      joinedAt: this.joinedAt,
      connection: this.connected ? 'connected' : 'reconnecting',
      quality: this.media.quality,
      sources: this.media.sources,
    };
  }

  close(): void {
    this.#closed = true;
    this.#endGrace();
    this.#link = null;
  }

  #endGrace(): void {
    this.#grace?.close();
    this.#grace = null;
  }
}
