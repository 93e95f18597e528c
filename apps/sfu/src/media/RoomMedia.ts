import type { types } from 'mediasoup';
import { SfuError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { mediaCodecs } from './codecs.ts';
import type { MediaWorker } from './MediaWorker.ts';
import { PeerMedia, type PeerMediaContext, type PeerMediaOptions } from './PeerMedia.ts';
import { SpeakerDetector, type SpeakerDetectorEvents } from './SpeakerDetector.ts';
import type { Publication } from './subscription/SubscriptionController.ts';
import type { WorkerPool } from './WorkerPool.ts';

export interface RoomMediaEvents extends SpeakerDetectorEvents {
  /** The worker died, and with it every transport of the room. */
  onFailed(): void;
}

/** The media of one room: its router, who speaks in it, and the media of each peer by owner id. */
export class RoomMedia {
  readonly #worker: MediaWorker;
  readonly #router: types.Router;
  readonly #logger: Logger;
  readonly #peers = new Map<string, PeerMedia>();
  #speakers: SpeakerDetector | null = null;

  /** @throws {SfuError} INTERNAL while every worker is being replaced */
  static async create(pool: WorkerPool, events: RoomMediaEvents, logger: Logger): Promise<RoomMedia> {
    const worker = pool.pick();
    if (worker === undefined) throw new SfuError('INTERNAL', { cause: new Error('no media worker is up') });
    const router = await worker.createRouter({ mediaCodecs });
    const media = new RoomMedia(worker, router, logger);
    try {
      media.#speakers = await SpeakerDetector.create(router, events);
    } catch (error) {
      router.close();
      throw error;
    }
    router.on('workerclose', () => events.onFailed());
    return media;
  }

  private constructor(worker: MediaWorker, router: types.Router, logger: Logger) {
    this.#worker = worker;
    this.#router = router;
    this.#logger = logger;
  }

  get closed(): boolean {
    return this.#router.closed;
  }

  get activeSpeakerId(): string | null {
    return this.#speakers?.activeSpeakerId ?? null;
  }

  /** Makes a peer's transports and its first consumers. The caller closes what it gets. */
  async createPeer(options: PeerMediaOptions): Promise<PeerMedia> {
    const peer = await PeerMedia.create(this.#context(), options, this.#logger);
    if (this.closed) throw new SfuError('ROOM_NOT_FOUND');
    this.#peers.set(options.ownerId, peer);
    await peer.subscriptions.start();
    return peer;
  }

  removePeer(ownerId: string): void {
    this.#peers.get(ownerId)?.close();
    this.#peers.delete(ownerId);
  }

  close(): void {
    for (const ownerId of [...this.#peers.keys()]) this.removePeer(ownerId);
    this.#router.close();
  }

  #context(): PeerMediaContext {
    return {
      router: this.#router,
      webRtcServer: this.#worker.webRtcServer,
      publicationsFor: (ownerId) => this.#publicationsFor(ownerId),
      onProducer: (producer, publication) => this.#onProducer(producer, publication),
    };
  }

  #publicationsFor(ownerId: string): Publication[] {
    return [...this.#peers].flatMap(([id, peer]) => (id === ownerId ? [] : peer.publications));
  }

  async #onProducer(producer: types.Producer, { ownerId, source }: Publication): Promise<void> {
    for (const [id, peer] of this.#peers) {
      if (id !== ownerId) peer.subscriptions.schedule();
    }
    if (source !== 'microphone') return;
    try {
      await this.#speakers?.add(producer, ownerId);
    } catch (error) {
      if (!producer.closed) throw error;
    }
  }
}
