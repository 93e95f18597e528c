import type { ConsumerParameters, DeviceClass, EventOf, View } from '@parley/protocol';
import type { types } from 'mediasoup';
import type { Logger } from '../../logger.ts';
import type { Lease } from '../ProducerPipe.ts';
import { BandwidthRecovery } from './BandwidthRecovery.ts';
import { chooseConsumers } from './consumerSet.ts';
import { ReconcileLoop } from './ReconcileLoop.ts';
import { asksForTheSame } from './sameSubscription.ts';
import type { Publication, SubscribedConsumer } from './SubscribedConsumer.ts';
import { SubscribedConsumers } from './SubscribedConsumers.ts';
import { SubscriberPlan } from './SubscriberPlan.ts';
import type { Speakers, Subscription } from './SubscriptionPlanner.ts';
import { demandOf, isSameDemand, type VideoDemand } from './videoDemand.ts';

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

/**
 * Applies the plan of one subscriber: compares what it should receive with its consumers and makes the difference.
 * Runs one reconciliation at a time, because creating consumers takes a round trip to the worker.
 */
export class SubscriptionController {
  readonly #options: SubscriptionOptions;
  readonly #plan: SubscriberPlan;
  readonly #consumers: SubscribedConsumers;
  readonly #recovery: BandwidthRecovery;
  readonly #loop = new ReconcileLoop(() => this.#reconcile());
  /** Remembered, because mediasoup copies a producer's parameters and all capabilities each time it is asked. */
  readonly #decodable = new WeakMap<types.Producer, boolean>();
  /** What each consumer was last told. */
  readonly #applied = new WeakMap<SubscribedConsumer, Subscription>();
  /** Consumers may have to be made or closed, not only told something else. */
  #setIsOpen = true;
  #demand: ReadonlyMap<string, VideoDemand> = new Map();
  #closed = false;

  constructor(options: SubscriptionOptions, logger: Logger) {
    this.#options = options;
    this.#plan = new SubscriberPlan({ ...options, onReview: () => this.schedule() });
    this.#consumers = new SubscribedConsumers(
      {
        ...options,
        onLayers: (state) => this.#onLayers(state),
        onLayerMissing: () => this.#recovery.watch(),
        onLoss: () => this.#recovery.alarm(),
        onNack: () => this.#recovery.noteNack(),
        onProducerClosed: () => this.schedule(),
      },
      logger,
    );
    this.#recovery = new BandwidthRecovery(
      { transport: options.recvTransport, consumers: () => this.#consumers.byProducerId.values() },
      logger,
    );
  }

  /** Parameters of every consumer, for a client that joins or resumes. */
  get consumers(): ConsumerParameters[] {
    return this.#options
      .publications()
      .flatMap(({ producerId }) => this.#consumers.parametersOf(producerId) ?? []);
  }

  /** What is wanted of the others' videos, by producer id. */
  get demand(): ReadonlyMap<string, VideoDemand> {
    return this.#demand;
  }

  /** All that this subscriber receives, or could without delay. */
  get mediaConsumers(): types.Consumer[] {
    return [...this.#consumers.byProducerId.values()].map(({ consumer }) => consumer);
  }

  /** Whether a large picture is shown, whose person may change. */
  get hasStage(): boolean {
    return this.#plan.hasStage;
  }

  /** Creates the first consumers, for the ack of the join; later ones are announced. */
  async start(): Promise<void> {
    this.#plan.expectViews();
    await this.#loop.run(async () => {
      this.#plan.make();
      await this.#createMissing();
      this.#updateDemand();
    });
    if (!this.#plan.hasViews) this.schedule();
  }

  /** Something that the plan depends on has changed. */
  schedule(): void {
    this.#setIsOpen = true;
    this.#loop.schedule();
  }

  /** Somebody else speaks, or is forwarded: that asks for no other consumers, which would be most of the work. */
  scheduleSpeech(): void {
    this.#loop.schedule();
  }

  setViews(views: readonly View[], device: DeviceClass): void {
    this.#plan.setViews(views, device);
    this.schedule();
  }

  /** The client's receivers exist. @throws {SfuError} see {@link SubscribedConsumers.markReady} */
  markReady(consumerIds: readonly string[]): Promise<void> {
    return this.#consumers.markReady(consumerIds);
  }

  /** Closes a consumer and makes it anew. @throws {SfuError} see {@link SubscribedConsumers.dropById} */
  renew(consumerId: string): void {
    this.#consumers.dropById(consumerId);
    this.schedule();
  }

  /** Says again which layers come: the client was away. */
  repeatLayers(): void {
    this.#consumers.repeatLayers();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#recovery.close();
    this.#loop.close();
    this.#plan.close();
    this.#consumers.close();
    this.#demand = new Map();
    this.#options.onDemandChanged();
  }

  async #reconcile(): Promise<void> {
    this.#plan.make();
    const setWasOpen = this.#setIsOpen;
    if (setWasOpen) await this.#adjustSet();
    if (this.#closed) return;
    const changed = this.#takeChanged();
    const asksAnew = setWasOpen || changed.some(({ before, now }) => !before || !asksForTheSame(before, now));
    if (asksAnew) this.#updateDemand();
    await Promise.all(changed.map(({ consumer, now }) => consumer.apply(now)));
    if (asksAnew) this.#recovery.watch();
  }

  async #adjustSet(): Promise<void> {
    this.#setIsOpen = false;
    const { events } = this.#options;
    for (const producerId of this.#chooseVideos().close) this.#consumers.drop(producerId);
    const gone = this.#consumers.takeGone();
    if (gone.length > 0) events.onConsumersClosed(gone);
    const created = await this.#createMissing();
    if (created.length > 0 && !this.#closed)
      events.onNewConsumers(created.map(({ parameters }) => parameters));
  }

  /** What the plan has changed for each consumer since it was told last. */
  #takeChanged(): { consumer: SubscribedConsumer; before: Subscription | undefined; now: Subscription }[] {
    const changed = [];
    for (const [producerId, consumer] of this.#consumers.byProducerId) {
      const now = this.#plan.subscriptions.get(producerId);
      const before = this.#applied.get(consumer);
      if (now === undefined || now === before) continue;
      this.#applied.set(consumer, now);
      changed.push({ consumer, before, now });
    }
    return changed;
  }

  #chooseVideos(): { create: Set<string>; close: Set<string> } {
    const videos = this.#consumable().filter(({ spatialLayers }) => spatialLayers > 0);
    return chooseConsumers(this.#plan.choices(videos, (producerId) => this.#consumers.has(producerId)));
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
    const created = await Promise.all(
      missing.map((publication) =>
        this.#consumers.create(publication, () => this.#plan.subscriptions.get(publication.producerId)),
      ),
    );
    // What could not be made is tried again with whatever happens next.
    if (created.includes(null)) this.#setIsOpen = true;
    return created.filter((consumer) => consumer !== null);
  }

  #onLayers(state: EventOf<'consumer-layers'>): void {
    this.#options.events.onConsumerLayers(state);
    this.#updateDemand();
    this.#recovery.watch();
  }

  #updateDemand(): void {
    const demand = demandOf(this.#consumers.byProducerId, this.#plan.subscriptions);
    if (isSameDemand(demand, this.#demand)) return;
    this.#demand = demand;
    this.#options.onDemandChanged();
  }
}
