import { isDeepStrictEqual } from 'node:util';
import type { MediaKind, MediaSource, RtpParameters } from '@parley/protocol';
import type { types } from 'mediasoup';
import { SfuError } from '../errors.ts';
import { refuseAs } from './refuseAs.ts';
import { layerCounts } from './subscription/layerCounts.ts';
import type { Publication } from './subscription/SubscribedConsumer.ts';

export interface ProduceRequest {
  kind: MediaKind;
  source: MediaSource;
  rtpParameters: RtpParameters;
  paused: boolean;
}

export interface PeerProducersOptions {
  ownerId: string;
  sendTransport: types.WebRtcTransport;
  /** Something is published that was not, or the other way round. */
  onPublicationsChanged(): void;
  /** A new producer: the others' subscriptions and the speaker detector want to know. */
  onProducer(producer: types.Producer, publication: Publication): Promise<void>;
  onProducerClosed(producerId: string): void;
  /** A source was started, paused, resumed or ended. */
  onSourcesChanged(): void;
}

/** What was being sent when its transport was lost. */
export interface LostSource {
  source: MediaSource;
  paused: boolean;
}

const KIND_OF: Record<MediaSource, MediaKind> = {
  camera: 'video',
  screen: 'video',
  microphone: 'audio',
  'screen-audio': 'audio',
};

/** What one participant sends: at most one producer of each source. */
export class PeerProducers {
  readonly #options: PeerProducersOptions;
  readonly #publications = new Map<string, Publication>();
  /** Sources whose producer is being created, so that two requests cannot both pass the check. */
  readonly #starting = new Map<MediaSource, Promise<string>>();
  /** What each producer was asked for with. */
  readonly #asked = new Map<string, RtpParameters>();
  readonly #lost: LostSource[] = [];

  constructor(options: PeerProducersOptions) {
    this.#options = options;
  }

  get publications(): readonly Publication[] {
    return [...this.#publications.values()];
  }

  /** What went down with the transport, not by anybody's wish. */
  get lost(): readonly LostSource[] {
    return this.#lost;
  }

  bySource(source: MediaSource): Publication | undefined {
    return this.publications.find((publication) => publication.source === source);
  }

  /** @throws {SfuError} UNSUPPORTED_MEDIA, PRODUCER_EXISTS; TRANSPORT_NOT_FOUND when it closes meanwhile */
  async produce({ kind, source, rtpParameters, paused }: ProduceRequest): Promise<string> {
    if (KIND_OF[source] !== kind) throw new SfuError('UNSUPPORTED_MEDIA');
    if (this.#starting.has(source) || this.bySource(source) !== undefined)
      throw new SfuError('PRODUCER_EXISTS');
    const made = this.#make({ kind, source, rtpParameters, paused });
    this.#starting.set(source, made);
    try {
      return await made;
    } finally {
      this.#starting.delete(source);
    }
  }

  /** The producer of this source, and whether it was made of these parameters; waits for one that is being made. */
  async madeBefore(
    source: MediaSource,
    rtpParameters: RtpParameters,
  ): Promise<{ producerId: string; same: boolean } | null> {
    await this.#starting.get(source)?.catch(() => undefined); // whoever asked for it hears why
    const producerId = this.bySource(source)?.producerId;
    if (producerId === undefined) return null;
    return { producerId, same: isDeepStrictEqual(this.#asked.get(producerId), rtpParameters) };
  }

  /** @throws {SfuError} PRODUCER_NOT_FOUND */
  async pause(producerId: string): Promise<void> {
    await this.#find(producerId).pause();
    this.#options.onSourcesChanged();
  }

  /** @throws {SfuError} PRODUCER_NOT_FOUND */
  async resume(producerId: string): Promise<void> {
    await this.#find(producerId).resume();
    this.#options.onSourcesChanged();
  }

  /** @throws {SfuError} PRODUCER_NOT_FOUND */
  closeProducer(producerId: string): void {
    this.#find(producerId).close();
  }

  /** Whether that changed anything: what is off or paused already is left alone. */
  async pauseSource(source: MediaSource): Promise<boolean> {
    const producer = this.bySource(source)?.producer;
    if (producer === undefined || producer.paused) return false;
    await producer.pause();
    if (!producer.closed) this.#options.onSourcesChanged();
    return true;
  }

  /** Whether there was anything to end. */
  closeSource(source: MediaSource): boolean {
    const producer = this.bySource(source)?.producer;
    producer?.close();
    return producer !== undefined;
  }

  async #make({ kind, source, rtpParameters, paused }: ProduceRequest): Promise<string> {
    // mediasoup writes into what it is given.
    const parameters = { kind, rtpParameters: structuredClone(rtpParameters) as types.RtpParameters, paused };
    const producer = await refuseAs('UNSUPPORTED_MEDIA', this.#options.sendTransport.produce(parameters));
    this.#asked.set(producer.id, rtpParameters);
    producer.observer.once('close', () => this.#asked.delete(producer.id));
    await this.#adopt(producer, source);
    return producer.id;
  }

  async #adopt(producer: types.Producer, source: MediaSource): Promise<void> {
    const { ownerId, sendTransport } = this.#options;
    // mediasoup does not close what comes about on a transport that has closed while the worker was answering.
    if (sendTransport.closed) producer.close();
    if (producer.closed) throw new SfuError('TRANSPORT_NOT_FOUND');
    const publication: Publication = {
      producer,
      producerId: producer.id,
      ownerId,
      source,
      ...layerCounts(producer),
    };
    this.#publications.set(producer.id, publication);
    producer.observer.once('close', () => this.#onClosed(producer.id));
    this.#options.onPublicationsChanged();
    await this.#options.onProducer(producer, publication);
    this.#options.onSourcesChanged();
  }

  #onClosed(producerId: string): void {
    const publication = this.#publications.get(producerId);
    this.#publications.delete(producerId);
    this.#options.onPublicationsChanged();
    this.#options.onProducerClosed(producerId);
    // A producer that went with its transport is the leave of a peer, which is announced as such.
    if (!this.#options.sendTransport.closed) this.#options.onSourcesChanged();
    else if (publication !== undefined)
      this.#lost.push({ source: publication.source, paused: publication.producer.paused });
  }

  #find(producerId: string): types.Producer {
    const publication = this.#publications.get(producerId);
    if (publication === undefined) throw new SfuError('PRODUCER_NOT_FOUND');
    return publication.producer;
  }
}
