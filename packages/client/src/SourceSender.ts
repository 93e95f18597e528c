import type { MediaSource, PayloadOf, RequestName, ResultOf } from '@parley/protocol';
import type { types } from 'mediasoup-client';
import { type PictureSize, type SendingParameters, sendingParameters } from './encodings.ts';
import { toWireRtpParameters } from './mediaTypes.ts';

export type Request = <N extends RequestName>(name: N, payload: PayloadOf<N>) => Promise<ResultOf<N>>;

export interface DesiredSource {
  track: MediaStreamTrack;
  paused: boolean;
}

/** What it takes to send: lives from one join to the loss of its transport. */
export interface SendLink {
  transport: types.Transport;
  /** The codec for camera and screen; undefined lets mediasoup-client choose. */
  videoCodec: types.RtpCodecCapability | undefined;
  request: Request;
}

/** Off means paused, not closed, so that they are back without negotiation. A screen share really ends. */
const KEPT_SOURCES: readonly MediaSource[] = ['camera', 'microphone'];

/**
 * The actual side of one source on one transport: at most one producer, brought to a desired state by `apply`.
 * Not reentrant: the caller waits for one `apply` before the next.
 */
export class SourceSender {
  readonly #source: MediaSource;
  readonly #link: SendLink;
  #producer: types.Producer | null = null;
  #layerCount = 0;
  /** The id on the server; null until it has answered. */
  #producerId: string | null = null;
  /** What the server was told; null when it may not have heard. */
  #serverPaused: boolean | null = null;

  constructor(source: MediaSource, link: SendLink) {
    this.#source = source;
    this.#link = link;
  }

  /** @throws SignalError from the server, or what mediasoup-client throws when the track or transport is dead. */
  async apply(desired: DesiredSource | null): Promise<void> {
    if (desired !== null) await this.#send(desired);
    else if (KEPT_SOURCES.includes(this.#source)) await this.#suspend();
    else await this.#stop();
  }

  /** Stops media at once, before the server was asked: a mute must not wait for the network. */
  pauseLocally(): void {
    if (this.#producer !== null && !this.#producer.paused) this.#producer.pause();
  }

  /** After a lost connection nobody knows which of the last requests arrived. */
  distrustServerState(): void {
    this.#serverPaused = null;
  }

  async #send(desired: DesiredSource): Promise<void> {
    const parameters = sendingParameters(this.#source, pictureSize(desired.track));
    if (this.#producer !== null && parameters.encodings && parameters.encodings.length !== this.#layerCount) {
      await this.#stop(); // the number of simulcast layers is negotiated and cannot change
    }
    this.#producer ??= await this.#produce(desired, parameters);
    if (this.#producer.track !== desired.track) await this.#replaceTrack(this.#producer, desired, parameters);
    this.#setLocallyPaused(this.#producer, desired.paused);
    await this.#register(this.#producer, desired.paused);
    await this.#setServerPaused(desired.paused);
  }

  /**
   * Only negotiates. The server is asked by `#register`, outside of the transport's queue, so that camera and
   * microphone do not wait for each other's round trip.
   */
  async #produce(desired: DesiredSource, parameters: SendingParameters): Promise<types.Producer> {
    const codec = desired.track.kind === 'video' ? this.#link.videoCodec : undefined;
    const producer = await this.#link.transport.produce({
      track: desired.track,
      stopTracks: false, // tracks belong to whoever captured them
      codecOptions: parameters.codecOptions,
      ...(parameters.encodings && { encodings: parameters.encodings }),
      ...(codec && { codec }),
    });
    this.#layerCount = parameters.encodings?.length ?? 0;
    return producer;
  }

  async #register(producer: types.Producer, paused: boolean): Promise<void> {
    if (this.#producerId !== null) return;
    const { producerId } = await this.#link.request('produce', {
      transportId: this.#link.transport.id,
      kind: producer.kind,
      source: this.#source,
      rtpParameters: toWireRtpParameters(producer.rtpParameters),
      paused,
    });
    this.#producerId = producerId;
    this.#serverPaused = paused;
  }

  async #replaceTrack(
    producer: types.Producer,
    { track }: DesiredSource,
    { encodings }: SendingParameters,
  ): Promise<void> {
    await producer.replaceTrack({ track });
    if (!encodings || !producer.rtpSender) return;
    const parameters = producer.rtpSender.getParameters();
    parameters.encodings.forEach((encoding, layer) => Object.assign(encoding, encodings[layer]));
    await producer.rtpSender.setParameters(parameters);
  }

  async #suspend(): Promise<void> {
    if (this.#producer === null) return;
    this.#setLocallyPaused(this.#producer, true);
    await this.#producer.replaceTrack({ track: null });
    if (this.#producerId !== null) await this.#setServerPaused(true);
  }

  async #stop(): Promise<void> {
    const producerId = this.#producerId;
    this.#producer?.close();
    this.#producer = null;
    // The id stays until the server has confirmed: a close that was lost with the connection is sent again.
    if (producerId !== null) await this.#link.request('close-producer', { producerId });
    this.#producerId = null;
    this.#serverPaused = null;
  }

  #setLocallyPaused(producer: types.Producer, paused: boolean): void {
    if (paused === producer.paused) return;
    if (paused) producer.pause();
    else producer.resume();
  }

  async #setServerPaused(paused: boolean): Promise<void> {
    if (this.#producerId === null || this.#serverPaused === paused) return;
    this.#serverPaused = null;
    await this.#link.request(paused ? 'pause-producer' : 'resume-producer', { producerId: this.#producerId });
    this.#serverPaused = paused;
  }
}

function pictureSize(track: MediaStreamTrack): PictureSize | null {
  const { width, height } = track.getSettings();
  return width !== undefined && height !== undefined && width > 0 && height > 0 ? { width, height } : null;
}
