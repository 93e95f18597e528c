import type { ConsumerParameters, View } from '@parley/protocol';
import type { types } from 'mediasoup';
import { SfuError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import { type Candidate, planSubscriptions, type Subscription } from './SubscriptionPlanner.ts';

/** A stream of somebody else that this subscriber may get. */
export interface Publication extends Candidate {
  producer: types.Producer;
}

export interface SubscriptionEvents {
  onNewConsumers(consumers: ConsumerParameters[]): void;
  onConsumersClosed(consumerIds: string[]): void;
  onConsumerLayers(consumerId: string, layers: types.ConsumerLayers | null): void;
}

export interface SubscriptionOptions {
  recvTransport: types.Transport;
  rtpCapabilities: types.RtpCapabilities;
  /** Whether this subscriber can decode a producer. */
  canConsume(producerId: string): boolean;
  /** Everything that others publish now; asked anew at each reconciliation. */
  publications(): readonly Publication[];
  events: SubscriptionEvents;
}

/** Changes within this time become one batch: camera and microphone of a joiner are one message to everyone. */
const BATCH_DELAY_MS = 10;
const CLOSED_IDS_KEPT = 1024;

/**
 * Applies the plan of one subscriber: compares what it should receive with its consumers and makes the difference.
 * Runs one reconciliation at a time, because creating consumers takes a round trip to the worker.
 */
export class SubscriptionController {
  readonly #options: SubscriptionOptions;
  readonly #logger: Logger;
  /** By producer id: a producer is consumed once. */
  readonly #consumers = new Map<string, types.Consumer>();
  /** Consumers whose receiver exists on the client; the others stay paused whatever the plan says. */
  readonly #ready = new Set<string>();
  /** Ids of consumers that closed, the latest few: a client may still be about to resume them. */
  readonly #closedIds = new Set<string>();
  /** Consumers whose producer ended since the last batch. */
  readonly #gone: string[] = [];
  #views: readonly View[] | null = null;
  #timer: NodeJS.Timeout | null = null;
  #running = false;
  #dirty = false;
  #closed = false;

  constructor(options: SubscriptionOptions, logger: Logger) {
    this.#options = options;
    this.#logger = logger;
  }

  /** Parameters of every consumer, for a client that joins or resumes. */
  get consumers(): ConsumerParameters[] {
    return this.#options.publications().flatMap((publication) => {
      const consumer = this.#consumers.get(publication.producerId);
      return consumer === undefined ? [] : [toParameters(consumer, publication)];
    });
  }

  /** Creates the first consumers, for the ack of the join; later ones are announced. */
  async start(): Promise<void> {
    this.#running = true;
    await this.#createMissing();
    this.#running = false;
    if (this.#dirty) this.schedule();
  }

  /** Something that the plan depends on has changed. */
  schedule(): void {
    if (this.#closed) return;
    if (this.#running) this.#dirty = true;
    else this.#timer ??= setTimeout(() => void this.#reconcile(), BATCH_DELAY_MS);
  }

  setViews(views: readonly View[]): void {
    this.#views = views;
    this.schedule();
  }

  /**
   * The client's receivers exist: forwarding may begin, with a key frame. Consumers that closed while the request was
   * on its way are passed over.
   * @throws {SfuError} CONSUMER_NOT_FOUND when an id never was this subscriber's
   */
  async markReady(consumerIds: readonly string[]): Promise<void> {
    const plan = this.#plan();
    const byId = new Map([...this.#consumers.values()].map((consumer) => [consumer.id, consumer]));
    const consumers = consumerIds.flatMap((id) => byId.get(id) ?? []);
    for (const { id } of consumers) this.#ready.add(id);
    await Promise.all(consumers.map((consumer) => this.#apply(consumer, plan.get(consumer.producerId))));
    if (consumerIds.some((id) => !byId.has(id) && !this.#closedIds.has(id)))
      throw new SfuError('CONSUMER_NOT_FOUND');
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#consumers.clear();
    this.#ready.clear();
  }

  #plan(): Map<string, Subscription> {
    return planSubscriptions(this.#options.publications(), this.#views);
  }

  async #reconcile(): Promise<void> {
    this.#timer = null;
    this.#running = true;
    this.#dirty = false;
    if (this.#gone.length > 0) this.#options.events.onConsumersClosed(this.#gone.splice(0));
    const created = await this.#createMissing();
    if (this.#closed) return;
    if (created.length > 0) this.#options.events.onNewConsumers(created);
    const plan = this.#plan();
    await Promise.all(
      [...this.#consumers.values()].map((consumer) => this.#apply(consumer, plan.get(consumer.producerId))),
    );
    this.#running = false;
    if (this.#dirty) this.schedule();
  }

  async #createMissing(): Promise<ConsumerParameters[]> {
    const missing = this.#options
      .publications()
      .filter(({ producerId }) => !this.#consumers.has(producerId) && this.#options.canConsume(producerId));
    const plan = this.#plan();
    const created = await Promise.all(
      missing.map((publication) => this.#create(publication, plan.get(publication.producerId))),
    );
    return created.filter((parameters) => parameters !== null);
  }

  async #create(publication: Publication, subscription?: Subscription): Promise<ConsumerParameters | null> {
    const { recvTransport, rtpCapabilities } = this.#options;
    const spatialLayer = subscription?.spatialLayer ?? null;
    try {
      const consumer = await recvTransport.consume({
        producerId: publication.producerId,
        rtpCapabilities,
        paused: true, // RTP that arrives before the client's receiver exists is lost, and its key frame with it
        ...(spatialLayer !== null && { preferredLayers: { spatialLayer } }),
      });
      if (consumer.closed) return null;
      this.#adopt(consumer);
      return toParameters(consumer, publication);
    } catch (error) {
      // The producer or the transport went away while the request was on its way: then there is nothing to consume.
      if (publication.producer.closed || recvTransport.closed) return null;
      this.#logger.error({ err: error, producerId: publication.producerId }, 'consumer failed');
      return null;
    }
  }

  #adopt(consumer: types.Consumer): void {
    this.#consumers.set(consumer.producerId, consumer);
    consumer.on('producerclose', () => {
      this.#gone.push(consumer.id);
      this.schedule();
    });
    consumer.on('layerschange', (layers) =>
      this.#options.events.onConsumerLayers(consumer.id, layers ?? null),
    );
    consumer.observer.once('close', () => {
      this.#consumers.delete(consumer.producerId);
      this.#ready.delete(consumer.id);
      this.#rememberClosed(consumer.id);
    });
  }

  #rememberClosed(consumerId: string): void {
    this.#closedIds.add(consumerId);
    const [oldest] = this.#closedIds;
    if (this.#closedIds.size > CLOSED_IDS_KEPT && oldest !== undefined) this.#closedIds.delete(oldest);
  }

  async #apply(consumer: types.Consumer, subscription: Subscription | undefined): Promise<void> {
    if (subscription === undefined || consumer.closed) return;
    const paused = subscription.paused || !this.#ready.has(consumer.id);
    try {
      if (
        subscription.spatialLayer !== null &&
        consumer.preferredLayers?.spatialLayer !== subscription.spatialLayer
      ) {
        await consumer.setPreferredLayers({ spatialLayer: subscription.spatialLayer });
      }
      if (consumer.kind === 'video' && consumer.priority !== subscription.priority) {
        await consumer.setPriority(subscription.priority);
      }
      if (paused && !consumer.paused) await consumer.pause();
      if (!paused && consumer.paused) await consumer.resume();
    } catch (error) {
      if (consumer.closed) return;
      this.#logger.error({ err: error, consumerId: consumer.id }, 'consumer not updated');
    }
  }
}

function toParameters(consumer: types.Consumer, { ownerId, source }: Publication): ConsumerParameters {
  return {
    id: consumer.id,
    producerId: consumer.producerId,
    userId: ownerId,
    kind: consumer.kind,
    source,
    rtpParameters: consumer.rtpParameters as ConsumerParameters['rtpParameters'],
  };
}
