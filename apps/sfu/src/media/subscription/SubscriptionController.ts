import type { ConsumerParameters, DeviceClass, EventOf, View } from '@parley/protocol';
import type { types } from 'mediasoup';
import { SfuError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import { chooseConsumers, VIDEOS_KEPT } from './consumerSet.ts';
import { BandwidthRecovery } from './BandwidthRecovery.ts';
import type { Lease } from '../ProducerPipe.ts';
import { type ConsumerEvents, type Publication, SubscribedConsumer } from './SubscribedConsumer.ts';
import { demandOf, isSameDemand, type VideoDemand } from './videoDemand.ts';
import { planSubscriptions, type Speakers, type Subscription } from './SubscriptionPlanner.ts';

export interface SubscriptionEvents {
  onNewConsumers(consumers: ConsumerParameters[]): void;
  onConsumersClosed(consumerIds: string[]): void;
  onConsumerLayers(state: EventOf<'consumer-layers'>): void;
}

export interface SubscriptionOptions {
  recvTransport: types.WebRtcTransport;
  rtpCapabilities: types.RtpCapabilities;
  /** Whether this subscriber can decode a producer. */
  canConsume(producerId: string): boolean;
  /** Everything that others publish now; asked anew at each reconciliation. */
  publications(): readonly Publication[];
  /** Makes a producer consumable on this subscriber's router; null when it has ended. */
  reach(publication: Publication): Promise<Lease | null>;
  /** Whose voices are forwarded to everyone; null when every voice is. */
  voices(): ReadonlySet<string> | null;
  speakers(): Speakers;
  /** `demand` is another one now. */
  onDemandChanged(): void;
  events: SubscriptionEvents;
}

/** Changes within this time become one batch: camera and microphone of a joiner are one message to everyone. */
const BATCH_DELAY_MS = 10;
const CLOSED_IDS_KEPT = 1024;
/** Whoever says what it shows does so right after its join; a client that never does gets everything then. */
const VIEWS_WAIT_MS = 3000;

/**
 * Applies the plan of one subscriber: compares what it should receive with its consumers and makes the difference.
 * Runs one reconciliation at a time, because creating consumers takes a round trip to the worker.
 */
export class SubscriptionController {
  readonly #options: SubscriptionOptions;
  readonly #logger: Logger;
  readonly #recovery: BandwidthRecovery;
  /** By producer id: a producer is consumed once. */
  readonly #consumers = new Map<string, SubscribedConsumer>();
  /** Ids of consumers that closed, the latest few: a client may still be about to resume them. */
  readonly #closedIds = new Set<string>();
  /** Consumers that ended since the last batch. */
  readonly #gone: string[] = [];
  /** By producer id: when a video was shown or about to be for the last time. */
  readonly #lastNeededAtMs = new Map<string, number>();
  /** Remembered, because mediasoup copies a producer's parameters and all capabilities each time it is asked. */
  readonly #decodable = new WeakMap<types.Producer, boolean>();
  #plan: ReadonlyMap<string, Subscription> = new Map();
  #demand: ReadonlyMap<string, VideoDemand> = new Map();
  #views: readonly View[] | null = null;
  #device: DeviceClass = 'desktop';
  #viewsDueAtMs = Infinity;
  #timer: NodeJS.Timeout | null = null;
  #reviewTimer: NodeJS.Timeout | null = null;
  #running = false;
  #dirty = false;
  #closed = false;

  constructor(options: SubscriptionOptions, logger: Logger) {
    this.#options = options;
    this.#logger = logger;
    this.#recovery = new BandwidthRecovery(
      { transport: options.recvTransport, consumers: () => this.#consumers.values() },
      logger,
    );
  }

  /** Parameters of every consumer, for a client that joins or resumes. */
  get consumers(): ConsumerParameters[] {
    return this.#options
      .publications()
      .flatMap(({ producerId }) => this.#consumers.get(producerId)?.parameters ?? []);
  }

  /** What is wanted of the others' videos, by producer id. */
  get demand(): ReadonlyMap<string, VideoDemand> {
    return this.#demand;
  }

  /** All that this subscriber receives, or could without delay. */
  get mediaConsumers(): types.Consumer[] {
    return [...this.#consumers.values()].map(({ consumer }) => consumer);
  }

  /** Whether a large picture is shown, whose person may change. */
  get hasStage(): boolean {
    return this.#views?.some(({ onStage }) => onStage) ?? false;
  }

  /** Creates the first consumers, for the ack of the join; later ones are announced. */
  async start(): Promise<void> {
    this.#viewsDueAtMs = performance.now() + VIEWS_WAIT_MS;
    this.#running = true;
    this.#makePlan();
    await this.#createMissing();
    this.#updateDemand();
    this.#running = false;
    if (this.#dirty || this.#views === null) this.schedule();
  }

  /** Something that the plan depends on has changed. */
  schedule(): void {
    if (this.#closed) return;
    if (this.#running) this.#dirty = true;
    else this.#timer ??= setTimeout(() => void this.#reconcile(), BATCH_DELAY_MS);
  }

  setViews(views: readonly View[], device: DeviceClass): void {
    this.#views = views;
    this.#device = device;
    this.schedule();
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
   * Closes a consumer and makes it anew. One that has closed meanwhile needs no renewal.
   * @throws {SfuError} CONSUMER_NOT_FOUND when the id never was this subscriber's
   */
  renew(consumerId: string): void {
    const consumer = [...this.#consumers.values()].find(({ id }) => id === consumerId);
    if (consumer !== undefined) this.#drop(consumer);
    else if (!this.#closedIds.has(consumerId)) throw new SfuError('CONSUMER_NOT_FOUND');
    this.schedule();
  }

  /** Says again which layers come: the client was away. */
  repeatLayers(): void {
    for (const consumer of this.#consumers.values()) consumer.repeatLayers();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#recovery.close();
    for (const timer of [this.#timer, this.#reviewTimer]) if (timer !== null) clearTimeout(timer);
    this.#timer = this.#reviewTimer = null;
    this.#consumers.clear();
    this.#demand = new Map();
    this.#options.onDemandChanged();
  }

  async #reconcile(): Promise<void> {
    this.#timer = null;
    this.#running = true;
    this.#dirty = false;
    this.#makePlan();
    const { close } = this.#chooseVideos();
    for (const [producerId, consumer] of this.#consumers) if (close.has(producerId)) this.#drop(consumer);
    if (this.#gone.length > 0) this.#options.events.onConsumersClosed(this.#gone.splice(0));
    const created = await this.#createMissing();
    if (this.#closed) return;
    if (created.length > 0) this.#options.events.onNewConsumers(created.map(({ parameters }) => parameters));
    this.#makePlan();
    this.#updateDemand();
    await Promise.all([...this.#consumers].map(([id, consumer]) => this.#apply(id, consumer)));
    this.#recovery.watch();
    this.#running = false;
    if (this.#dirty) this.schedule();
  }

  /** The client has just joined, and will say in a moment what it shows. */
  get #waitsForViews(): boolean {
    return this.#views === null && performance.now() < this.#viewsDueAtMs;
  }

  #makePlan(): void {
    const options = this.#options;
    const nowMs = performance.now();
    const { subscriptions, reviewAtMs } = planSubscriptions({
      candidates: options.publications(),
      views: this.#views,
      device: this.#device,
      voices: options.voices(),
      speakers: options.speakers(),
      previous: this.#plan,
      nowMs,
    });
    this.#plan = subscriptions;
    this.#rememberNeeded(nowMs);
    this.#reviewAt(this.#waitsForViews ? this.#viewsDueAtMs : reviewAtMs);
  }

  #rememberNeeded(nowMs: number): void {
    for (const producerId of this.#lastNeededAtMs.keys()) {
      if (!this.#plan.has(producerId)) this.#lastNeededAtMs.delete(producerId);
    }
    for (const [producerId, { needed }] of this.#plan) {
      if (needed) this.#lastNeededAtMs.set(producerId, nowMs);
    }
  }

  #reviewAt(atMs: number | null): void {
    if (this.#reviewTimer !== null) clearTimeout(this.#reviewTimer);
    this.#reviewTimer = null;
    if (atMs === null || this.#closed) return;
    const waitMs = Math.max(0, Math.ceil(atMs - performance.now()));
    this.#reviewTimer = setTimeout(() => this.schedule(), waitMs);
  }

  #chooseVideos(): { create: Set<string>; close: Set<string> } {
    const videos = this.#consumable().filter(({ spatialLayers }) => spatialLayers > 0);
    const limit = this.#waitsForViews ? VIDEOS_KEPT : Infinity;
    return chooseConsumers(
      videos.map(({ producerId }, index) => ({
        producerId,
        needed: index < limit && this.#plan.get(producerId)?.needed === true,
        exists: this.#consumers.has(producerId),
        lastNeededAtMs: this.#lastNeededAtMs.get(producerId) ?? 0,
      })),
    );
  }

  /** What this subscriber can decode. */
  #consumable(): Publication[] {
    return this.#options
      .publications()
      .filter((publication) => this.#consumers.has(publication.producerId) || this.#canConsume(publication));
  }

  #canConsume({ producer, producerId }: Publication): boolean {
    const known = this.#decodable.get(producer);
    if (known !== undefined) return known;
    const decodable = this.#options.canConsume(producerId);
    this.#decodable.set(producer, decodable);
    return decodable;
  }

  async #createMissing(): Promise<SubscribedConsumer[]> {
    const { create } = this.#chooseVideos();
    const missing = this.#consumable().filter(
      ({ producerId, spatialLayers }) =>
        !this.#consumers.has(producerId) && (spatialLayers === 0 || create.has(producerId)),
    );
    const created = await Promise.all(missing.map((publication) => this.#create(publication)));
    return created.filter((consumer) => consumer !== null);
  }

  async #create(publication: Publication): Promise<SubscribedConsumer | null> {
    const lease = await this.#reach(publication);
    if (lease === null) return null;
    const subscription = this.#plan.get(publication.producerId);
    if (subscription === undefined || this.#closed) {
      lease.release();
      return null;
    }
    return this.#consume(publication, subscription, lease);
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
        this.#consumerEvents(producerId),
        this.#logger,
      );
      if (consumer.consumer.closed) return null;
      this.#consumers.set(producerId, consumer);
      return consumer;
    } catch (error) {
      lease.release();
      // The producer or the transport went away while the request was on its way: then there is nothing to consume.
      if (producer.closed || recvTransport.closed) return null;
      this.#logger.error({ err: error, producerId }, 'consumer failed');
      return null;
    }
  }

  #consumerEvents(producerId: string): ConsumerEvents {
    return {
      onLayers: (state) => {
        this.#options.events.onConsumerLayers(state);
        this.#updateDemand();
        this.#recovery.watch();
      },
      onProducerClosed: (consumerId) => {
        this.#gone.push(consumerId);
        this.schedule();
      },
      onClosed: (consumerId) => {
        if (this.#consumers.get(producerId)?.id === consumerId) this.#consumers.delete(producerId);
        this.#rememberClosed(consumerId);
      },
    };
  }

  async #apply(producerId: string, consumer: SubscribedConsumer): Promise<void> {
    const subscription = this.#plan.get(producerId);
    if (subscription !== undefined) await consumer.apply(subscription);
  }

  #drop(consumer: SubscribedConsumer): void {
    this.#gone.push(consumer.id);
    consumer.close();
  }

  #updateDemand(): void {
    const demand = demandOf(this.#consumers, this.#plan);
    if (isSameDemand(demand, this.#demand)) return;
    this.#demand = demand;
    this.#options.onDemandChanged();
  }

  #rememberClosed(consumerId: string): void {
    this.#closedIds.add(consumerId);
    const [oldest] = this.#closedIds;
    if (this.#closedIds.size > CLOSED_IDS_KEPT && oldest !== undefined) this.#closedIds.delete(oldest);
  }
}
