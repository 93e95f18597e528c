import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { EventName, EventOf, User } from '@parley/protocol';
import type { PeerMedia } from '../media/PeerMedia.ts';

/** The way to a participant's client: today a socket, as far as a room is concerned anything that takes events. */
export interface PeerLink {
  notify<N extends EventName>(name: N, data: EventOf<N>): void;
  /** Like notify, for data that is worthless when late: dropped rather than queued. */
  notifyVolatile<N extends EventName>(name: N, data: EventOf<N>): void;
  /** Another connection has taken the participant over. */
  replaced(): void;
}

/** A participant of a room. It outlives a short loss of its link. */
export class Peer {
  readonly id: string;
  readonly displayName: string;
  readonly joinedAt = Date.now();
  readonly media: PeerMedia;
  readonly #secret = randomBytes(24);
  #link: PeerLink | null;
  #graceTimer: NodeJS.Timeout | null = null;

  constructor(id: string, displayName: string, media: PeerMedia, link: PeerLink) {
    this.id = id;
    this.displayName = displayName;
    this.media = media;
    this.#link = link;
  }

  get connected(): boolean {
    return this.#link !== null;
  }

  /** Proof, for a later connection, that it is this participant. */
  get resumeSecret(): string {
    return this.#secret.toString('base64url');
  }

  notify<N extends EventName>(name: N, data: EventOf<N>): void {
    this.#link?.notify(name, data);
  }

  notifyVolatile<N extends EventName>(name: N, data: EventOf<N>): void {
    this.#link?.notifyVolatile(name, data);
  }

  isLinkedTo(link: PeerLink): boolean {
    return this.#link === link;
  }

  /** Whether a secret from outside is this peer's, compared in constant time. */
  acceptsSecret(secret: string): boolean {
    const given = Buffer.from(secret, 'base64url');
    return given.length === this.#secret.length && timingSafeEqual(given, this.#secret);
  }

  /** The link is lost; `onExpired` is called unless a new one arrives in time. */
  detach(graceMs: number, onExpired: () => void): void {
    this.#link = null;
    this.#clearGrace();
    this.#graceTimer = setTimeout(onExpired, graceMs);
  }

  /** A new connection takes over; the one before it, if it is still there, is told. */
  attach(link: PeerLink): void {
    this.#clearGrace();
    const before = this.#link;
    this.#link = link;
    before?.replaced();
  }

  toUser(): User {
    return {
      id: this.id,
      displayName: this.displayName,
      joinedAt: this.joinedAt,
      connection: this.connected ? 'connected' : 'reconnecting',
      quality: this.media.quality,
      sources: this.media.sources,
    };
  }

  close(): void {
    this.#clearGrace();
    this.#link = null;
  }

  #clearGrace(): void {
    if (this.#graceTimer !== null) clearTimeout(this.#graceTimer);
    this.#graceTimer = null;
  }
}
