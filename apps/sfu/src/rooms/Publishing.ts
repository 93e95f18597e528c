import type { MediaSource, ParsedPayloadOf } from '@parley/protocol';
import { SfuError } from '../errors.ts';
import type { Moderation } from './Moderation.ts';
import type { Peer } from './Peer.ts';
import type { Action } from './permissions.ts';

type ProduceRequest = ParsedPayloadOf<'produce'>;

const SENT_ANEW_WITHIN_MS = 3000;
const ACTION_OF: Record<MediaSource, Action> = {
  microphone: 'unmute',
  camera: 'camera',
  screen: 'share',
  'screen-audio': 'share',
};

/** What participants begin to send, as far as the room's rules let them. What runs already is not ended by a rule. */
export class Publishing {
  readonly #moderation: Moderation;
  readonly #joinMuted: () => boolean;
  readonly #spokeBefore = new WeakSet<Peer>();
  /** When somebody last ended a source themselves, by `performance.now()`. */
  readonly #endedAtMs = new WeakMap<Peer, Map<MediaSource, number>>();

  constructor(moderation: Moderation, joinMuted: () => boolean) {
    this.#moderation = moderation;
    this.#joinMuted = joinMuted;
  }

  /** A microphone that may not be heard begins muted. @throws {SfuError} NOT_ALLOWED, and as {@link PeerMedia.produce} */
  async produce(peer: Peer, request: ProduceRequest): Promise<string> {
    const { source } = request;
    if (source !== 'microphone') {
      if (!this.#may(peer, source) && !this.#goesOn(peer, source)) throw new SfuError('NOT_ALLOWED');
      return peer.media.produce(request);
    }
    const mutes = !request.paused && this.#beginsMuted(peer);
    const producerId = await peer.media.produce({ ...request, paused: request.paused || mutes });
    this.#spokeBefore.add(peer);
    // After the ack, by which the client learns that there is a producer at all.
    if (mutes) setImmediate(() => peer.notify('muted', { source, byUserId: null }));
    return producerId;
  }

  /** @throws {SfuError} NOT_ALLOWED, PRODUCER_NOT_FOUND */
  async resume(peer: Peer, producerId: string): Promise<void> {
    const source = peer.media.sourceOf(producerId);
    if (source !== undefined && !this.#may(peer, source)) throw new SfuError('NOT_ALLOWED');
    await peer.media.resumeProducer(producerId);
  }

  /** @throws {SfuError} PRODUCER_NOT_FOUND */
  close(peer: Peer, producerId: string): void {
    const source = peer.media.sourceOf(producerId);
    peer.media.closeProducer(producerId);
    if (source === undefined) return;
    const ended = this.#endedAtMs.get(peer) ?? new Map<MediaSource, number>();
    this.#endedAtMs.set(peer, ended.set(source, performance.now()));
  }

  /** What is sent anew, as for another codec, has not ended: no rule that came meanwhile ends it. */
  #goesOn(peer: Peer, source: MediaSource): boolean {
    const endedAtMs = this.#endedAtMs.get(peer)?.get(source);
    return endedAtMs !== undefined && performance.now() - endedAtMs < SENT_ANEW_WITHIN_MS;
  }

  #beginsMuted(peer: Peer): boolean {
    if (this.#joinMuted() && !peer.isHost && !this.#spokeBefore.has(peer)) return true;
    return !this.#may(peer, 'microphone');
  }

  #may(peer: Peer, source: MediaSource): boolean {
    return (source === 'microphone' && peer.unmuteGranted) || this.#moderation.may(peer, ACTION_OF[source]);
  }
}
