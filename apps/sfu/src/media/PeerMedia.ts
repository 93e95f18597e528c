import type {
  ConnectionQuality,
  DeviceClass,
  DtlsFingerprint,
  DtlsParameters,
  IceParameters,
  MediaFault,
  MediaSource,
  RtpCapabilities,
  RtpParameters,
  TransportParameters,
  View,
} from '@parley/protocol';
import type { types } from 'mediasoup';
import { SfuError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { MediaPulse } from './MediaPulse.ts';
import { type LostSource, PeerProducers, type ProduceRequest } from './PeerProducers.ts';
import { PeerTransports } from './PeerTransports.ts';
import type { Lease } from './ProducerPipe.ts';
import { QualityMeter } from './QualityMeter.ts';
import { simulateFault } from './simulateFault.ts';
import type { LayerDemand } from './subscription/layerMemory.ts';
import type { Publication } from './subscription/SubscribedConsumer.ts';
import { SubscriptionController, type SubscriptionEvents } from './subscription/SubscriptionController.ts';
import type { Speakers } from './subscription/SubscriptionPlanner.ts';
import type { AudioPeer } from './voices/AudioMatrix.ts';

export interface PeerMediaEvents extends SubscriptionEvents {
  /** A source of this peer was started, paused, resumed or ended. */
  onSourcesChanged(): void;
  /** What the others want of a video of this peer, lowest layer first. */
  onProducerLayers(producerId: string, layers: LayerDemand[]): void;
  /** `quality` is another one now. */
  onQualityChanged(): void;
}

export interface PeerMediaOptions {
  ownerId: string;
  rtpCapabilities: RtpCapabilities;
  dtlsFingerprints: readonly DtlsFingerprint[] | undefined;
  events: PeerMediaEvents;
}

/** What a peer's room offers it. */
export interface PeerMediaContext {
  router: types.Router;
  webRtcServer: types.WebRtcServer;
  workerPid: number;
  /** What the others publish. */
  publicationsFor(ownerId: string): readonly Publication[];
  /** Whether somebody with these capabilities can decode a producer, on whichever router of the room it is. */
  canConsume(producerId: string, rtpCapabilities: RtpCapabilities): boolean;
  /** Makes a publication consumable on `router` until the lease is released; null when it is gone. */
  reach(publication: Publication): Promise<Lease | null>;
  /** Whose voices are forwarded to everyone; null when every voice is. */
  voices(): ReadonlySet<string> | null;
  speakers(): Speakers;
  /** This peer wants something else of the others' videos, or sends something else. */
  onDemandChanged(): void;
  /** This peer publishes something that it did not, or the other way round. */
  onPublicationsChanged(): void;
  /** A new producer of this peer: the others' subscriptions and the speaker detector want to know. */
  onProducer(producer: types.Producer, publication: Publication): Promise<void>;
}

/** The transports, producers and consumers of one participant. The mediasoup objects are the state; nothing shadows them. */
export class PeerMedia {
  readonly #options: PeerMediaOptions;
  readonly #context: PeerMediaContext;
  readonly #transports: PeerTransports;
  readonly #producers: PeerProducers;
  readonly #layers = new Map<string, readonly LayerDemand[]>();
  readonly #subscriptions: SubscriptionController;
  readonly #qualityMeter: QualityMeter;
  readonly #pulse: MediaPulse;

  static async create(
    context: PeerMediaContext,
    options: PeerMediaOptions,
    logger: Logger,
  ): Promise<PeerMedia> {
    const { router, webRtcServer } = context;
    const { dtlsFingerprints } = options;
    const transports = await PeerTransports.create({ router, webRtcServer, dtlsFingerprints });
    return new PeerMedia(context, options, transports, logger);
  }

  private constructor(
    context: PeerMediaContext,
    options: PeerMediaOptions,
    transports: PeerTransports,
    logger: Logger,
  ) {
    const { ownerId, events } = options;
    this.#context = context;
    this.#options = options;
    this.#transports = transports;
    this.#producers = new PeerProducers({
      ownerId,
      sendTransport: transports.send,
      onPublicationsChanged: () => context.onPublicationsChanged(),
      onProducer: (producer, publication) => context.onProducer(producer, publication),
      onProducerClosed: (producerId) => this.#layers.delete(producerId),
      onSourcesChanged: () => this.#onSourcesChanged(),
    });
    this.#subscriptions = this.#subscribe(logger);
    this.#qualityMeter = new QualityMeter({
      sendTransport: transports.send,
      recvTransport: transports.recv,
      producers: () => this.publications.map(({ producer }) => producer),
      consumers: () => this.#subscriptions.mediaConsumers,
      onChanged: () => events.onQualityChanged(),
    });
    this.#pulse = new MediaPulse({
      send: transports.send,
      recv: transports.recv,
      isSending: () => this.#producers.bySource('microphone')?.producer.paused === false,
    });
  }

  get closed(): boolean {
    return this.#transports.closed;
  }

  /** What this peer can decode. */
  get rtpCapabilities(): RtpCapabilities {
    return this.#options.rtpCapabilities;
  }

  get publications(): readonly Publication[] {
    return this.#producers.publications;
  }

  /** What is being sent, by source. */
  get sources(): Partial<Record<MediaSource, { paused: boolean }>> {
    return Object.fromEntries(
      this.publications.map(({ source, producer }) => [source, { paused: producer.paused }]),
    );
  }

  /** What was being sent when the transports were lost. */
  get lostSources(): readonly LostSource[] {
    return this.#producers.lost;
  }

  /** With what this was made, to be made anew. */
  get options(): PeerMediaOptions {
    return this.#options;
  }

  /** How well this peer's connection carries what it sends and receives. */
  get quality(): ConnectionQuality {
    return this.#qualityMeter.quality;
  }

  /** Whether anything of this peer's client has come since this was last asked. */
  hasCome(): Promise<boolean> {
    return this.#pulse.look();
  }

  /** What the room's audio matrix is made from. */
  get audio(): AudioPeer {
    return {
      ownerId: this.#options.ownerId,
      microphone: this.#producers.bySource('microphone')?.producer,
      audioConsumers: this.#subscriptions.mediaConsumers.filter(({ kind }) => kind === 'audio'),
    };
  }

  /** What the others want of an own video, lowest layer first; null while they want all of it. All off: nothing is sent. */
  layersOf(producerId: string): readonly LayerDemand[] | null {
    return this.#layers.get(producerId) ?? null;
  }

  /** The others want something else of an own video. */
  setLayers(producerId: string, layers: LayerDemand[]): void {
    this.#layers.set(producerId, layers);
    this.#options.events.onProducerLayers(producerId, layers);
  }

  /** Says again what is said once: the client was away. */
  repeatLayers(): void {
    for (const [producerId, layers] of this.#layers)
      this.#options.events.onProducerLayers(producerId, [...layers]);
    this.#subscriptions.repeatLayers();
  }

  get subscriptions(): SubscriptionController {
    return this.#subscriptions;
  }

  get sendTransportParameters(): TransportParameters {
    return this.#transports.sendParameters;
  }

  get recvTransportParameters(): TransportParameters {
    return this.#transports.recvParameters;
  }

  connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    return this.#transports.connect(transportId, dtlsParameters);
  }

  restartIce(transportId: string): Promise<IceParameters> {
    return this.#transports.restartIce(transportId);
  }

  simulateFault(fault: MediaFault): Promise<void> {
    return simulateFault(fault, { transports: this.#transports, workerPid: this.#context.workerPid });
  }

  async produce({ transportId, ...request }: ProduceRequest & { transportId: string }): Promise<string> {
    if (this.#transports.find(transportId) !== this.#transports.send) throw new SfuError('TRANSPORT_STATE');
    return this.#producers.produce(request);
  }

  /** As {@link PeerProducers.madeBefore}. @throws {SfuError} TRANSPORT_NOT_FOUND, TRANSPORT_STATE */
  async madeBefore(transportId: string, source: MediaSource, rtpParameters: RtpParameters) {
    if (this.#transports.find(transportId) !== this.#transports.send) throw new SfuError('TRANSPORT_STATE');
    return this.#producers.madeBefore(source, rtpParameters);
  }

  pauseProducer(producerId: string): Promise<void> {
    return this.#producers.pause(producerId);
  }

  resumeProducer(producerId: string): Promise<void> {
    return this.#producers.resume(producerId);
  }

  closeProducer(producerId: string): void {
    this.#producers.closeProducer(producerId);
  }

  /** What the own producer sends; undefined when there is no such producer. */
  sourceOf(producerId: string): MediaSource | undefined {
    return this.publications.find((publication) => publication.producerId === producerId)?.source;
  }

  /** Whether that changed anything: what is off or paused already is left alone. */
  pauseSource(source: MediaSource): Promise<boolean> {
    return this.#producers.pauseSource(source);
  }

  /** Whether there was anything to end. */
  closeSource(source: MediaSource): boolean {
    return this.#producers.closeSource(source);
  }

  setViews(views: readonly View[], device: DeviceClass): void {
    this.#subscriptions.setViews(views, device);
  }

  close(): void {
    this.#qualityMeter.close();
    this.#subscriptions.close();
    this.#transports.close();
  }

  #subscribe(logger: Logger): SubscriptionController {
    const { ownerId, rtpCapabilities, events } = this.#options;
    const context = this.#context;
    return new SubscriptionController(
      {
        recvTransport: this.#transports.recv,
        rtpCapabilities: rtpCapabilities as types.RtpCapabilities,
        canConsume: (producerId) => context.canConsume(producerId, rtpCapabilities),
        reach: (publication) => context.reach(publication),
        voices: () => context.voices(),
        speakers: () => context.speakers(),
        onDemandChanged: () => context.onDemandChanged(),
        publications: () => context.publicationsFor(ownerId),
        events,
      },
      logger,
    );
  }

  /** Who is muted does not come on stage: that, too, decides what the others are asked to send. */
  #onSourcesChanged(): void {
    this.#options.events.onSourcesChanged();
    this.#context.onDemandChanged();
  }
}
