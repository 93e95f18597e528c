import type { MediaSource, ParsedPayloadOf } from '@parley/protocol';
import { SfuError } from '../errors.ts';
import { Microphones } from './Microphones.ts';
import type { Moderation } from './Moderation.ts';
import type { Peer } from './Peer.ts';
import type { Action } from './permissions.ts';

type ProduceRequest = ParsedPayloadOf<'produce'>;

const SENT_ANEW_WITHIN_MS = 3000;
const ACTION_OF: Record<Exclude<MediaSource, 'microphone'>, Action> = {
  camera: 'camera',
  screen: 'share',
  'screen-audio': 'share',
};

/** What participants begin to send, as far as the room's rules let them. What runs already is not ended by a rule. */
export class Publishing {
  readonly #moderation: Moderation;
  readonly #microphones: Microphones;
  /** When somebody last ended a source themselves, by `performance.now()`. */
  readonly #endedAtMs = new WeakMap<Peer, Map<MediaSource, number>>();

  constructor(moderation: Moderation, joinMuted: () => boolean) {
    this.#moderation = moderation;
    this.#microphones = new Microphones({ mayUnmute: (peer) => moderation.mayUnmute(peer), joinMuted });
  }

  /** A microphone that may not be heard begins muted. @throws {SfuError} NOT_ALLOWED, and as {@link PeerMedia.produce} */
  async produce(peer: Peer, request: ProduceRequest): Promise<string> {
    const { source } = request;
    const before = request.repeats === true ? await this.#madeBefore(peer, request) : null;
    if (before !== null) return before;
    if (source === 'microphone') return this.#microphones.begin(peer, request);
    if (!this.#may(peer, source) && !this.#goesOn(peer, source)) throw new SfuError('NOT_ALLOWED');
    return peer.media.produce(request);
  }

  /** What an earlier request that was not answered has made, if that is what is asked for now; else it ends. */
  async #madeBefore(
    peer: Peer,
    { transportId, source, rtpParameters }: ProduceRequest,
  ): Promise<string | null> {
    const before = await peer.media.madeBefore(transportId, source, rtpParameters);
    if (before === null) return null;
    if (!before.same) this.close(peer, before.producerId);
    return before.same ? before.producerId : null;
  }

  /** A host, or with null the server's own API, turns somebody's microphone off. */
  mute(peer: Peer, byUserId: string | null): Promise<void> {
    return this.#microphones.mute(peer, byUserId);
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
    if (source !== undefined) this.#ended(peer, source);
  }

  /** What went down with a worker goes on where it is sent anew in a moment. */
  restored(peer: Peer): void {
    for (const { source, paused } of peer.media.lostSources) {
      this.#ended(peer, source);
      if (source === 'microphone' && !paused) this.#microphones.wasCutOff(peer);
    }
  }

  #ended(peer: Peer, source: MediaSource): void {
    const ended = this.#endedAtMs.get(peer) ?? new Map<MediaSource, number>();
    this.#endedAtMs.set(peer, ended.set(source, performance.now()));
  }

  /** What is sent anew, as for another codec, has not ended: no rule that came meanwhile ends it. */
  #goesOn(peer: Peer, source: MediaSource): boolean {
    const endedAtMs = this.#endedAtMs.get(peer)?.get(source);
    return endedAtMs !== undefined && performance.now() - endedAtMs < SENT_ANEW_WITHIN_MS;
  }

  #may(peer: Peer, source: MediaSource): boolean {
    return source === 'microphone'
      ? this.#moderation.mayUnmute(peer)
      : this.#moderation.may(peer, ACTION_OF[source]);
  }
}
