import type { ConsumerParameters, EventOf } from '@parley/protocol';
import type { types } from 'mediasoup';
import { SfuError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import type { Lease } from '../ProducerPipe.ts';
import { type ConsumerEvents, type Publication, SubscribedConsumer } from './SubscribedConsumer.ts';
import type { Subscription } from './SubscriptionPlanner.ts';

export interface SubscribedConsumersOptions {
  recvTransport: types.WebRtcTransport;
  rtpCapabilities: types.RtpCapabilities;
  /** Makes a producer consumable on this subscriber's router; null when it has ended. */
  reach(publication: Publication): Promise<Lease | null>;
  onLayers(state: EventOf<'consumer-layers'>): void;
  /** A video misses a layer that it could have. */
  onLayerMissing(): void;
  /** More of a picture gets lost on its way to the subscriber than before. */
  onLoss(): void;
  /** Packets of a picture are asked for again. */
  onNack(): void;
  /** Consumers have ended with their producers: `takeGone` has them. */
  onProducerClosed(): void;
}

const CLOSED_IDS_KEPT = 1024;

/** The consumers of one subscriber, by producer id: a producer is consumed once. */
export class SubscribedConsumers {
  readonly #options: SubscribedConsumersOptions;
  readonly #logger: Logger;
  readonly #consumers = new Map<string, SubscribedConsumer>();
  /** Ids of consumers that closed, the latest few: a client may still be about to resume them. */
  readonly #closedIds = new Set<string>();
  /** Consumers that ended since the last batch. */
  readonly #gone: string[] = [];
  #closed = false;

  constructor(options: SubscribedConsumersOptions, logger: Logger) {
    this.#options = options;
    this.#logger = logger;
  }

  get byProducerId(): ReadonlyMap<string, SubscribedConsumer> {
    return this.#consumers;
  }

  has(producerId: string): boolean {
    return this.#consumers.has(producerId);
  }

  parametersOf(producerId: string): ConsumerParameters | undefined {
    return this.#consumers.get(producerId)?.parameters;
  }

  /**
   * Makes a consumer of a stream that has none yet.
   * @param subscription the plan for it, asked when the stream has been reached; undefined when it is not wanted any more
   * @returns null when the stream has ended meanwhile, or could not be consumed
   */
  async create(
    publication: Publication,
    subscription: () => Subscription | undefined,
  ): Promise<SubscribedConsumer | null> {
    const lease = await this.#reach(publication);
    if (lease === null) return null;
    const wanted = subscription();
    if (wanted !== undefined && !this.#closed) return this.#consume(publication, wanted, lease);
    lease.release();
    return null;
  }

  drop(producerId: string): void {
    const consumer = this.#consumers.get(producerId);
    if (consumer === undefined) return;
    this.#gone.push(consumer.id);
    consumer.close();
  }

  /** Ids of the consumers that have ended since this was asked last. */
  takeGone(): string[] {
    return this.#gone.splice(0);
  }

  /**
   * The client's receivers exist: forwarding may begin, with a key frame. Consumers that closed while the request was
   * on its way are passed over.
   * @throws {SfuError} CONSUMER_NOT_FOUND when an id never was this subscriber's
   */
  async markReady(consumerIds: readonly string[]): Promise<void> {
    const byId = new Map([...this.#consumers.values()].map((consumer) => [consumer.id, consumer]));
    const consumers = consumerIds.flatMap((id) => byId.get(id) ?? []);
    await Promise.all(consumers.map((consumer) => consumer.markReady()));
    if (consumerIds.some((id) => !byId.has(id) && !this.#closedIds.has(id)))
      throw new SfuError('CONSUMER_NOT_FOUND');
  }

  /**
   * Closes a consumer, to be made anew. One that has closed meanwhile needs no renewal.
   * @throws {SfuError} CONSUMER_NOT_FOUND when the id never was this subscriber's
   */
  dropById(consumerId: string): void {
    const found = [...this.#consumers].find(([, { id }]) => id === consumerId);
    if (found !== undefined) this.drop(found[0]);
    else if (!this.#closedIds.has(consumerId)) throw new SfuError('CONSUMER_NOT_FOUND');
  }

  /** Says again which layers come: the client was away. */
  repeatLayers(): void {
    for (const consumer of this.#consumers.values()) consumer.repeatLayers();
  }

  /** The consumers themselves close with their transport. */
  close(): void {
    this.#closed = true;
    this.#consumers.clear();
  }

  async #reach(publication: Publication): Promise<Lease | null> {
    try {
      return await this.#options.reach(publication);
    } catch (error) {
      const { producer, producerId } = publication;
      if (!producer.closed && !this.#closed) this.#logger.error({ err: error, producerId }, 'not reached');
      return null;
    }
  }

  async #consume(
    publication: Publication,
    subscription: Subscription,
    lease: Lease,
  ): Promise<SubscribedConsumer | null> {
    const { recvTransport, rtpCapabilities } = this.#options;
    const { producer, producerId } = publication;
    try {
      const consumer = await SubscribedConsumer.create(
        { recvTransport, rtpCapabilities, publication, subscription, lease },
        this.#eventsOf(producerId),
        this.#logger,
      );
      // mediasoup does not close what comes about on a transport that has closed while the worker was answering.
      if (recvTransport.closed) consumer.close();
      return consumer.consumer.closed ? null : this.#adopt(producerId, consumer);
    } catch (error) {
      lease.release();
      // The producer or the transport went away while the request was on its way: then there is nothing to consume.
      if (producer.closed || recvTransport.closed) return null;
      this.#logger.error({ err: error, producerId }, 'consumer failed');
      return null;
    }
  }

  #adopt(producerId: string, consumer: SubscribedConsumer): SubscribedConsumer {
    this.#consumers.set(producerId, consumer);
    consumer.consumer.on('score', () => {
      if (consumer.missesLayer) this.#options.onLayerMissing();
    });
    return consumer;
  }

  #eventsOf(producerId: string): ConsumerEvents {
    return {
      onLayers: (state) => this.#options.onLayers(state),
      onLoss: () => this.#options.onLoss(),
      onNack: () => this.#options.onNack(),
      onProducerClosed: (consumerId) => {
        this.#gone.push(consumerId);
        this.#options.onProducerClosed();
      },
      onClosed: (consumerId) => {
        if (this.#consumers.get(producerId)?.id === consumerId) this.#consumers.delete(producerId);
        this.#rememberClosed(consumerId);
      },
    };
  }

  #rememberClosed(consumerId: string): void {
    this.#closedIds.add(consumerId);
    const [oldest] = this.#closedIds;
    if (this.#closedIds.size > CLOSED_IDS_KEPT && oldest !== undefined) this.#closedIds.delete(oldest);
  }
}
