import type { ConsumerParameters, EventOf } from '@parley/protocol';
import type { types } from 'mediasoup';
import type { Logger } from '../../logger.ts';
import type { Lease } from '../ProducerPipe.ts';
import { LayerReport } from './LayerReport.ts';
import type { Candidate, Subscription } from './SubscriptionPlanner.ts';

/** A stream of somebody else that this subscriber may get. */
export interface Publication extends Candidate {
  producer: types.Producer;
}

export interface ConsumerOptions {
  recvTransport: types.Transport;
  rtpCapabilities: types.RtpCapabilities;
  publication: Publication;
  subscription: Subscription;
  lease: Lease;
}

export interface ConsumerEvents {
  onLayers: (state: EventOf<'consumer-layers'>) => void;
  /** More of a picture gets lost on its way to the subscriber than before. */
  onLoss(): void;
  /** Packets of a picture are asked for again. */
  onNack(): void;
  /** The stream has ended. */
  onProducerClosed(consumerId: string): void;
  onClosed(consumerId: string): void;
}

/** Layer changes need a key frame each: requested continuously they freeze the picture (mediasoup issue 990). */
const LAYERS_INTERVAL_MS = 150;

/**
 * One stream on its way to one subscriber: a mediasoup consumer and what is wanted of it. One request to the worker
 * at a time, and the latest wish wins.
 */
export class SubscribedConsumer {
  readonly consumer: types.Consumer;
  readonly publication: Publication;
  readonly #report: LayerReport;
  readonly #logger: Logger;
  /** The client's receiver exists; until then the consumer stays paused whatever the plan says. */
  #ready = false;
  #restarting = false;
  /** The largest layer that the link has room for; -1 for none at all. */
  #maxLayer = Infinity;
  #wanted: Subscription;
  /** What mediasoup copies each time it is asked, as it was said last; these are asked for with every score. */
  #currentLayers: types.ConsumerLayers | undefined;
  #preferredLayers: types.ConsumerLayers | undefined;
  #score: types.ConsumerScore;
  #settling: Promise<void> | null = null;
  #layersSetAtMs = -Infinity;
  #layersTimer: NodeJS.Timeout | null = null;
  /** Runs while nothing is to be sent. */
  #restTimer: NodeJS.Timeout | null = null;

  static async create(
    options: ConsumerOptions,
    events: ConsumerEvents,
    logger: Logger,
  ): Promise<SubscribedConsumer> {
    const { recvTransport, rtpCapabilities, publication, subscription, lease } = options;
    const layers = layersOf(subscription);
    const consumer = await recvTransport.consume({
      producerId: publication.producerId,
      rtpCapabilities,
      paused: true, // RTP that arrives before the client's receiver exists is lost, and its key frame with it
      enableRtx: true, // by default voices would not be sent again, also to browsers that ask for them
      ...(layers !== null && { preferredLayers: layers }),
    });
    return new SubscribedConsumer(consumer, publication, subscription, lease, events, logger);
  }

  private constructor(
    consumer: types.Consumer,
    publication: Publication,
    subscription: Subscription,
    lease: Lease,
    events: ConsumerEvents,
    logger: Logger,
  ) {
    this.consumer = consumer;
    this.publication = publication;
    this.#wanted = subscription;
    this.#logger = logger;
    this.#preferredLayers = consumer.preferredLayers;
    this.#score = consumer.score;
    consumer.on('layerschange', (layers) => (this.#currentLayers = layers));
    consumer.on('score', (score) => (this.#score = score));
    this.#report = new LayerReport(consumer, events.onLayers);
    if (consumer.kind === 'video') {
      watchLoss(consumer, () => events.onLoss());
      watchNacks(consumer, () => events.onNack());
    }
    consumer.on('producerclose', () => events.onProducerClosed(consumer.id));
    const end = (): void => {
      if (this.#layersTimer !== null) clearTimeout(this.#layersTimer);
      if (this.#restTimer !== null) clearTimeout(this.#restTimer);
      lease.release();
      events.onClosed(consumer.id);
    };
    if (consumer.closed) end();
    else consumer.observer.once('close', end);
  }

  get id(): string {
    return this.consumer.id;
  }

  get parameters(): ConsumerParameters {
    const { id, producerId, kind, rtpParameters } = this.consumer;
    const { ownerId, source } = this.publication;
    return {
      id,
      producerId,
      userId: ownerId,
      kind,
      source,
      rtpParameters: rtpParameters as ConsumerParameters['rtpParameters'],
    };
  }

  /** What is forwarded now; undefined for nothing, and where there is no choice. */
  get currentLayers(): types.ConsumerLayers | undefined {
    return this.#currentLayers;
  }

  /** By the plan it is forwarded now, and there is something to forward. */
  get isWanted(): boolean {
    const { closed, producerPaused } = this.consumer;
    return this.#ready && !this.#wanted.paused && !closed && !producerPaused;
  }

  /** By the plan this is forwarded, however narrow the link is; undefined where there is no choice. */
  get wantedLayer(): number | undefined {
    return layersOf(this.#wanted)?.spatialLayer;
  }

  /** What was said with `limit`. */
  get maxLayer(): number {
    return this.#maxLayer;
  }

  /** Less comes than is wanted, although the sender sends it. */
  get missesLayer(): boolean {
    if (!this.isWanted || this.consumer.type !== 'simulcast') return false;
    const preferred = this.#maxLayer === Infinity ? this.#preferredLayers?.spatialLayer : this.wantedLayer;
    if (preferred === undefined) return false;
    const current = this.consumer.paused ? undefined : this.#currentLayers?.spatialLayer;
    if ((current ?? -1) >= preferred) return false;
    return (this.#score.producerScores[preferred] ?? 0) > 0;
  }

  /**
   * Says how much room the link has for it.
   * @param maxLayer the largest layer; -1 for nothing, and its last picture stays; Infinity for as much as is wanted
   */
  limit(maxLayer: number): Promise<void> {
    if (maxLayer === this.#maxLayer) return Promise.resolve();
    this.#maxLayer = maxLayer;
    return this.apply(this.#wanted);
  }

  /**
   * Makes the engine choose the layers anew; costs a key frame, and meanwhile the last picture stays.
   * @param restMs for so long nothing is sent at all
   */
  restart(restMs = 0): Promise<void> {
    this.#restarting = true;
    if (restMs > 0) this.#rest(restMs);
    return this.apply(this.#wanted);
  }

  /** The client's receiver exists: forwarding may begin. */
  markReady(): Promise<void> {
    this.#ready = true;
    return this.apply(this.#wanted);
  }

  /** Resolves when the worker has done it; layers may follow a moment later. Never rejects. */
  apply(subscription: Subscription): Promise<void> {
    // A new object, so that a request under way notices.
    this.#wanted = { ...subscription };
    this.#settling ??= this.#settle().finally(() => {
      this.#settling = null;
    });
    return this.#settling;
  }

  repeatLayers(): void {
    this.#report.repeat();
  }

  close(): void {
    this.consumer.close();
  }

  #rest(restMs: number): void {
    if (this.#restTimer !== null) clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => {
      this.#restTimer = null;
      void this.apply(this.#wanted);
    }, restMs);
  }

  async #settle(): Promise<void> {
    let done: Subscription | null = null;
    try {
      while (done !== this.#wanted && !this.consumer.closed) {
        done = this.#wanted;
        await this.#make(done);
      }
    } catch (error) {
      // That its producer has closed is said before a refusal, but mediasoup tells it a moment after that.
      await new Promise(setImmediate);
      if (this.consumer.closed) return;
      this.#logger.error({ err: error, consumerId: this.consumer.id }, 'consumer not updated');
    }
  }

  async #make(subscription: Subscription): Promise<void> {
    const { consumer } = this;
    const isHeld = this.#maxLayer < 0;
    const paused = subscription.paused || !this.#ready || isHeld || this.#restTimer !== null;
    if ((paused || this.#restarting) && !consumer.paused) await consumer.pause();
    this.#restarting = false;
    await this.#makeLayers(subscription);
    if (consumer.kind === 'video' && consumer.priority !== subscription.priority) {
      await consumer.setPriority(subscription.priority);
    }
    if (!paused && consumer.paused) await consumer.resume();
    this.#report.hold(isHeld && this.isWanted);
  }

  async #makeLayers(subscription: Subscription): Promise<void> {
    const layers = layersOf(subscription, Math.max(0, this.#maxLayer));
    const { consumer } = this;
    if (layers === null || isSame(layers, this.#preferredLayers)) return;
    const waitMs = this.#layersSetAtMs + LAYERS_INTERVAL_MS - performance.now();
    if (waitMs > 0 && !consumer.paused) {
      this.#layersTimer ??= setTimeout(() => {
        this.#layersTimer = null;
        void this.apply(this.#wanted);
      }, waitMs);
      return;
    }
    this.#layersSetAtMs = performance.now();
    await consumer.setPreferredLayers(layers);
    this.#preferredLayers = consumer.preferredLayers;
  }
}

function watchLoss(consumer: types.Consumer, onLoss: () => void): void {
  let { score } = consumer.score;
  consumer.on('score', (now) => {
    const isWorse = now.score < score;
    score = now.score;
    if (isWorse) onLoss();
  });
}

function watchNacks(consumer: types.Consumer, onNack: () => void): void {
  consumer.on('trace', ({ type }) => {
    if (type === 'nack') onNack();
  });
  // Without it a flood is found as well, only later; it fails where the consumer has closed meanwhile.
  consumer.enableTraceEvent(['nack']).catch(() => undefined);
}

function layersOf(
  { spatialLayer, temporalLayer }: Subscription,
  maxLayer = Infinity,
): types.ConsumerLayers | null {
  if (spatialLayer === null && temporalLayer === null) return null;
  return {
    spatialLayer: Math.min(spatialLayer ?? 0, maxLayer),
    ...(temporalLayer !== null && { temporalLayer }),
  };
}

function isSame(wanted: types.ConsumerLayers, now: types.ConsumerLayers | undefined): boolean {
  if (wanted.spatialLayer !== now?.spatialLayer) return false;
  return wanted.temporalLayer === undefined || wanted.temporalLayer === now.temporalLayer;
}
