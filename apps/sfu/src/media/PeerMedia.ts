import type {
  ConnectionQuality,
  DeviceClass,
  DtlsFingerprint,
  DtlsParameters,
  ErrorCode,
  IceParameters,
  MediaKind,
  MediaSource,
  RtpCapabilities,
  RtpParameters,
  TransportParameters,
  View,
} from '@parley/protocol';
import type { types } from 'mediasoup';
import { SfuError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Lease } from './ProducerPipe.ts';
import { QualityMeter } from './QualityMeter.ts';
import { layerCounts } from './subscription/layerCounts.ts';
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
  /** A new producer of this peer: the others' subscriptions and the speaker detector want to know. */
  onProducer(producer: types.Producer, publication: Publication): Promise<void>;
}

/** Enough for ten people's smallest layers at once; the estimator corrects it within a second either way. */
const INITIAL_OUTGOING_BPS = 2_000_000;
/** A camera in three layers (2.2 Mbps), a screen (2.5 Mbps) and a voice, with headroom. */
const MAX_INCOMING_BPS = 8_000_000;
const KIND_OF: Record<MediaSource, MediaKind> = {
  camera: 'video',
  screen: 'video',
  microphone: 'audio',
  'screen-audio': 'audio',
};

/** The transports, producers and consumers of one participant. The mediasoup objects are the state; nothing shadows them. */
export class PeerMedia {
  readonly #options: PeerMediaOptions;
  readonly #context: PeerMediaContext;
  readonly #sendTransport: types.WebRtcTransport;
  readonly #recvTransport: types.WebRtcTransport;
  readonly #publications = new Map<string, Publication>();
  readonly #layers = new Map<string, readonly LayerDemand[]>();
  /** Sources whose producer is being created, so that two requests cannot both pass the check. */
  readonly #starting = new Set<MediaSource>();
  readonly #subscriptions: SubscriptionController;
  readonly #qualityMeter: QualityMeter;

  static async create(
    context: PeerMediaContext,
    options: PeerMediaOptions,
    logger: Logger,
  ): Promise<PeerMedia> {
    const [send, recv] = await Promise.allSettled([
      createTransport(context, options.dtlsFingerprints, { maxIncomingBps: MAX_INCOMING_BPS }),
      createTransport(context, options.dtlsFingerprints, {}),
    ]);
    if (send.status === 'fulfilled' && recv.status === 'fulfilled') {
      return new PeerMedia(context, options, send.value, recv.value, logger);
    }
    // Neither is of use alone.
    for (const result of [send, recv]) if (result.status === 'fulfilled') result.value.close();
    throw send.status === 'rejected' ? send.reason : (recv as PromiseRejectedResult).reason;
  }

  private constructor(
    context: PeerMediaContext,
    options: PeerMediaOptions,
    sendTransport: types.WebRtcTransport,
    recvTransport: types.WebRtcTransport,
    logger: Logger,
  ) {
    this.#context = context;
    this.#options = options;
    this.#sendTransport = sendTransport;
    this.#recvTransport = recvTransport;
    const onChanged = (): void => options.events.onQualityChanged();
    this.#qualityMeter = new QualityMeter({
      sendTransport,
      recvTransport,
      producers: () => this.publications.map(({ producer }) => producer),
      consumers: () => this.#subscriptions.mediaConsumers,
      onChanged,
    });
    const rtpCapabilities = options.rtpCapabilities as types.RtpCapabilities;
    this.#subscriptions = new SubscriptionController(
      {
        recvTransport,
        rtpCapabilities,
        canConsume: (producerId) => context.canConsume(producerId, options.rtpCapabilities),
        reach: (publication) => context.reach(publication),
        voices: () => context.voices(),
        speakers: () => context.speakers(),
        onDemandChanged: () => context.onDemandChanged(),
        publications: () => context.publicationsFor(options.ownerId),
        events: options.events,
      },
      logger,
    );
  }

  get closed(): boolean {
    return this.#sendTransport.closed;
  }

  /** What this peer can decode. */
  get rtpCapabilities(): RtpCapabilities {
    return this.#options.rtpCapabilities;
  }

  get publications(): readonly Publication[] {
    return [...this.#publications.values()];
  }

  /** What is being sent, by source. */
  get sources(): Partial<Record<MediaSource, { paused: boolean }>> {
    return Object.fromEntries(
      this.publications.map(({ source, producer }) => [source, { paused: producer.paused }]),
    );
  }

  /** How well this peer's connection carries what it sends and receives. */
  get quality(): ConnectionQuality {
    return this.#qualityMeter.quality;
  }

  /** What the room's audio matrix is made from. */
  get audio(): AudioPeer {
    return {
      ownerId: this.#options.ownerId,
      microphone: this.#bySource('microphone')?.producer,
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
    return toTransportParameters(this.#sendTransport);
  }

  get recvTransportParameters(): TransportParameters {
    return toTransportParameters(this.#recvTransport);
  }

  async connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    const transport = this.#transport(transportId);
    // The one thing left that mediasoup refuses here is a second connect.
    await refuseAs('TRANSPORT_STATE', transport.connect({ dtlsParameters }));
  }

  async restartIce(transportId: string): Promise<IceParameters> {
    return this.#transport(transportId).restartIce();
  }

  async produce(request: {
    transportId: string;
    kind: MediaKind;
    source: MediaSource;
    rtpParameters: RtpParameters;
    paused: boolean;
  }): Promise<string> {
    const { kind, source, paused } = request;
    if (this.#transport(request.transportId) !== this.#sendTransport) throw new SfuError('TRANSPORT_STATE');
    if (KIND_OF[source] !== kind) throw new SfuError('UNSUPPORTED_MEDIA');
    if (this.#starting.has(source) || this.#bySource(source) !== undefined)
      throw new SfuError('PRODUCER_EXISTS');
    this.#starting.add(source);
    try {
      const rtpParameters = request.rtpParameters as types.RtpParameters;
      const producer = await refuseAs(
        'UNSUPPORTED_MEDIA',
        this.#sendTransport.produce({ kind, rtpParameters, paused }),
      );
      await this.#adopt(producer, source);
      return producer.id;
    } finally {
      this.#starting.delete(source);
    }
  }

  async pauseProducer(producerId: string): Promise<void> {
    await this.#producer(producerId).pause();
    this.#onSourcesChanged();
  }

  async resumeProducer(producerId: string): Promise<void> {
    await this.#producer(producerId).resume();
    this.#onSourcesChanged();
  }

  closeProducer(producerId: string): void {
    this.#producer(producerId).close();
  }

  setViews(views: readonly View[], device: DeviceClass): void {
    this.#subscriptions.setViews(views, device);
  }

  close(): void {
    this.#qualityMeter.close();
    this.#subscriptions.close();
    this.#sendTransport.close();
    this.#recvTransport.close();
  }

  async #adopt(producer: types.Producer, source: MediaSource): Promise<void> {
    if (producer.closed) throw new SfuError('TRANSPORT_NOT_FOUND');
    const publication: Publication = {
      producer,
      producerId: producer.id,
      ownerId: this.#options.ownerId,
      source,
      ...layerCounts(producer),
    };
    this.#publications.set(producer.id, publication);
    producer.observer.once('close', () => {
      this.#publications.delete(producer.id);
      this.#layers.delete(producer.id);
      // A producer that went with its transport is the leave of a peer, which is announced as such.
      if (!this.closed) this.#onSourcesChanged();
    });
    await this.#context.onProducer(producer, publication);
    this.#onSourcesChanged();
  }

  /** Who is muted does not come on stage: that, too, decides what the others are asked to send. */
  #onSourcesChanged(): void {
    this.#options.events.onSourcesChanged();
    this.#context.onDemandChanged();
  }

  #bySource(source: MediaSource): Publication | undefined {
    return this.publications.find((publication) => publication.source === source);
  }

  #producer(producerId: string): types.Producer {
    const publication = this.#publications.get(producerId);
    if (publication === undefined) throw new SfuError('PRODUCER_NOT_FOUND');
    return publication.producer;
  }

  #transport(transportId: string): types.WebRtcTransport {
    const transport = [this.#sendTransport, this.#recvTransport].find(({ id }) => id === transportId);
    if (transport === undefined || transport.closed) throw new SfuError('TRANSPORT_NOT_FOUND');
    return transport;
  }
}

async function createTransport(
  { router, webRtcServer }: PeerMediaContext,
  dtlsFingerprints: readonly DtlsFingerprint[] | undefined,
  { maxIncomingBps }: { maxIncomingBps?: number },
): Promise<types.WebRtcTransport> {
  const transport = await router.createWebRtcTransport({
    webRtcServer,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BPS,
  });
  try {
    await Promise.all([
      maxIncomingBps !== undefined && transport.setMaxIncomingBitrate(maxIncomingBps),
      // With the client's certificate known, DTLS can begin with the client's first packet.
      dtlsFingerprints !== undefined &&
        transport.connect({ dtlsParameters: { role: 'client', fingerprints: [...dtlsFingerprints] } }),
    ]);
  } catch (error) {
    transport.close();
    throw error;
  }
  return transport;
}

function toTransportParameters(transport: types.WebRtcTransport): TransportParameters {
  const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
  return { id, iceParameters, iceCandidates, dtlsParameters };
}

/** mediasoup throws TypeErrors for parameters that make no sense; to the client that is a refusal, not a defect. */
async function refuseAs<T>(code: ErrorCode, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new SfuError(code, { cause: error });
  }
}
