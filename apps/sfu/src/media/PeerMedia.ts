import type {
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
import {
  type Publication,
  SubscriptionController,
  type SubscriptionEvents,
} from './subscription/SubscriptionController.ts';

export interface PeerMediaEvents extends SubscriptionEvents {
  /** A source of this peer was started, paused, resumed or ended. */
  onSourcesChanged(): void;
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
  /** Sources whose producer is being created, so that two requests cannot both pass the check. */
  readonly #starting = new Set<MediaSource>();
  readonly #subscriptions: SubscriptionController;

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
    const rtpCapabilities = options.rtpCapabilities as types.RtpCapabilities;
    this.#subscriptions = new SubscriptionController(
      {
        recvTransport,
        rtpCapabilities,
        canConsume: (producerId) => context.router.canConsume({ producerId, rtpCapabilities }),
        publications: () => context.publicationsFor(options.ownerId),
        events: options.events,
      },
      logger,
    );
  }

  get closed(): boolean {
    return this.#sendTransport.closed;
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
    this.#options.events.onSourcesChanged();
  }

  async resumeProducer(producerId: string): Promise<void> {
    await this.#producer(producerId).resume();
    this.#options.events.onSourcesChanged();
  }

  closeProducer(producerId: string): void {
    this.#producer(producerId).close();
  }

  setViews(views: readonly View[]): void {
    this.#subscriptions.setViews(views);
  }

  close(): void {
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
      spatialLayers: producer.kind === 'audio' ? 0 : (producer.rtpParameters.encodings?.length ?? 1),
    };
    this.#publications.set(producer.id, publication);
    producer.observer.once('close', () => {
      this.#publications.delete(producer.id);
      // A producer that went with its transport is the leave of a peer, which is announced as such.
      if (!this.closed) this.#options.events.onSourcesChanged();
    });
    await this.#context.onProducer(producer, publication);
    this.#options.events.onSourcesChanged();
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
