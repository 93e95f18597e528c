import type { EventOf } from '@parley/protocol';
import type { Logger } from '../logger.ts';
import type { RoomMedia } from '../media/RoomMedia.ts';
import type { Live } from './Live.ts';
import { peerMediaEvents } from './mediaEvents.ts';
import type { Peer } from './Peer.ts';
import type { People } from './People.ts';

export interface MediaRecoveryContext {
  people: People;
  live: Live;
  isClosed: () => boolean;
  /** What a client needs to use its new media. */
  resetFor: (peer: Peer) => EventOf<'media-reset'>;
  /** Somebody has media again: what went down is to be sent anew. */
  onRestored: (peer: Peer) => void;
  /** Everything of the room was lost, and there is other media now. */
  onAllRestored: () => void;
  onGivenUp: () => void;
}

/** A room that brings down one worker after another shall not have them all. */
const MAX_LOSSES = 5;
const LOSSES_WITHIN_MS = 60_000;
const RETRY_MS = 50;
const DEADLINE_MS = 20_000;

/** Gives a room's people new media when a worker died under them; everything else of the room goes on. */
export class MediaRecovery {
  readonly #context: MediaRecoveryContext;
  readonly #logger: Logger;
  /** Those who have no media. */
  readonly #lost = new Set<Peer>();
  #lossesAtMs: number[] = [];
  #running: Promise<void> | null = null;
  #allLost = false;

  constructor(context: MediaRecoveryContext, logger: Logger) {
    this.#context = context;
    this.#logger = logger;
  }

  /** Whether this participant waits for new media. */
  isWaiting(peer: Peer): boolean {
    return this.#lost.has(peer);
  }

  /** Until this participant waits for none, or the room is closed. */
  async whenRestored(peer: Peer): Promise<void> {
    while (this.isWaiting(peer) && !this.#context.isClosed()) await this.#running;
  }

  /** Everybody's media are gone. */
  onAllLost(): void {
    const { people, live } = this.#context;
    live.dropMedia();
    this.#allLost = true;
    this.#onLost(people.list);
  }

  /** The media of some are gone, with a further worker of the room. */
  onSomeLost(userIds: readonly string[]): void {
    this.#onLost(userIds.flatMap((id) => this.#context.people.get(id) ?? []));
  }

  #onLost(peers: readonly Peer[]): void {
    if (this.#context.isClosed()) return;
    this.#logger.warn({ people: peers.length }, 'media lost');
    // At once, and so before the answer to any request that fails because of it.
    for (const peer of peers) peer.notify('media-lost', {});
    for (const peer of peers) this.#lost.add(peer);
    const nowMs = performance.now();
    this.#lossesAtMs = [...this.#lossesAtMs.filter((atMs) => nowMs - atMs < LOSSES_WITHIN_MS), nowMs];
    if (this.#lossesAtMs.length > MAX_LOSSES) this.#context.onGivenUp();
    else this.#running ??= this.#run().finally(() => (this.#running = null));
  }

  async #run(): Promise<void> {
    const startedAtMs = performance.now();
    try {
      // Where nobody was inside the next one who joins makes the media.
      while (this.#lost.size > 0 && !this.#context.isClosed()) {
        if (performance.now() - startedAtMs > DEADLINE_MS) throw new Error('no media within the deadline');
        await this.#tryAll();
      }
      this.#logger.info({ afterMs: Math.round(performance.now() - startedAtMs) }, 'media restored');
    } catch (error) {
      this.#logger.error({ err: error }, 'media not restored');
      if (!this.#context.isClosed()) this.#context.onGivenUp();
    }
  }

  async #tryAll(): Promise<void> {
    try {
      const { media } = await this.#context.live.open();
      if (this.#allLost && !this.#context.isClosed()) this.#context.onAllRestored();
      this.#allLost = false;
      await Promise.all([...this.#lost].map((peer) => this.#restore(peer, media)));
    } catch (error) {
      this.#logger.debug({ err: error }, 'media not restored yet');
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  async #restore(peer: Peer, roomMedia: RoomMedia): Promise<void> {
    const { people, resetFor, onRestored } = this.#context;
    if (!peer.closed) {
      const events = peerMediaEvents(people, peer.id);
      const media = await roomMedia.createPeer({ ...peer.media.options, events });
      if (peer.closed) roomMedia.removePeer(peer.id);
      else if (media.closed) throw new Error('media lost again');
      else {
        onRestored(peer);
        peer.replaceMedia(media);
        peer.notify('media-reset', resetFor(peer));
        media.repeatLayers();
        people.announce(peer);
      }
    }
    this.#lost.delete(peer);
  }
}
