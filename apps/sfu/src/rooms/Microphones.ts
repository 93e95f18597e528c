import type { ParsedPayloadOf } from '@parley/protocol';
import { SfuError } from '../errors.ts';
import type { Peer } from './Peer.ts';

type ProduceRequest = ParsedPayloadOf<'produce'>;

export interface MicrophonesContext {
  /** Whether they may be heard when they wish it. */
  mayUnmute(peer: Peer): boolean;
  joinMuted(): boolean;
}

/** A host has turned somebody's microphone off; `byUserId` is null for the server's own API. */
interface Mute {
  byUserId: string | null;
  atMs: number;
}

/**
 * What is sent so soon after a mute was on its way when the host pressed: whoever sent it could not know. Long enough for a
 * slow link, too short to be in the way of somebody who unmutes themselves.
 */
const ON_ITS_WAY_MS = 2000;

/** Whether microphones are heard: how they begin, and what a host's mute does to one that is there, or about to be. */
export class Microphones {
  readonly #context: MicrophonesContext;
  readonly #spokeBefore = new WeakSet<Peer>();
  /** Who was being heard when their media were lost. */
  readonly #cutOff = new WeakSet<Peer>();
  readonly #lastMute = new WeakMap<Peer, Mute>();
  /** Whose microphone is being made, until it is there and as it should be. */
  readonly #beginning = new Map<Peer, Promise<null>>();

  constructor(context: MicrophonesContext) {
    this.#context = context;
  }

  /** One that may not be heard begins muted. @throws {SfuError} PRODUCER_EXISTS, and as {@link PeerMedia.produce} */
  async begin(peer: Peer, request: ProduceRequest): Promise<string> {
    if (this.#beginning.has(peer)) throw new SfuError('PRODUCER_EXISTS');
    const done = Promise.withResolvers<null>();
    this.#beginning.set(peer, done.promise);
    try {
      return await this.#begin(peer, request);
    } finally {
      this.#beginning.delete(peer);
      done.resolve(null);
    }
  }

  /** One that was heard went down with its worker: no rule that came meanwhile mutes it when it is back. */
  wasCutOff(peer: Peer): void {
    this.#cutOff.add(peer);
  }

  /** Turns it off; one that is just beginning as soon as it is there. */
  async mute(peer: Peer, byUserId: string | null): Promise<void> {
    peer.unmuteGranted = false;
    this.#cutOff.delete(peer);
    this.#lastMute.set(peer, { byUserId, atMs: performance.now() });
    const beginning = this.#beginning.get(peer);
    // Whoever begins it sees that it was muted, and says so after the ack by which the client learns of its producer.
    if (beginning !== undefined) await beginning;
    else if (await peer.media.pauseSource('microphone'))
      peer.tell('muted', { source: 'microphone', byUserId });
  }

  async #begin(peer: Peer, request: ProduceRequest): Promise<string> {
    const arrivedAtMs = performance.now();
    const byRule = !request.paused && this.#beginsMuted(peer);
    const paused = request.paused || byRule || this.#muteSince(peer, arrivedAtMs) !== null;
    const producerId = await peer.media.produce({ ...request, paused });
    this.#spokeBefore.add(peer);
    this.#cutOff.delete(peer);
    // Asked again: a host may have muted them while it was made.
    const mute = this.#muteSince(peer, arrivedAtMs);
    if (!paused && mute !== null) await peer.media.pauseSource('microphone');
    if (byRule || (mute !== null && !request.paused)) {
      const byUserId = mute?.byUserId ?? null;
      setImmediate(() => peer.tell('muted', { source: 'microphone', byUserId }));
    }
    return producerId;
  }

  /** The mute that whoever sent something at this time could not know of. */
  #muteSince(peer: Peer, arrivedAtMs: number): Mute | null {
    const mute = this.#lastMute.get(peer);
    // A host has asked them to unmute meanwhile.
    if (mute === undefined || peer.unmuteGranted) return null;
    return mute.atMs > arrivedAtMs - ON_ITS_WAY_MS ? mute : null;
  }

  #beginsMuted(peer: Peer): boolean {
    if (this.#cutOff.has(peer)) return false;
    if (this.#context.joinMuted() && !peer.isHost && !this.#spokeBefore.has(peer)) return true;
    return !this.#context.mayUnmute(peer);
  }
}
