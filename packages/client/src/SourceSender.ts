import type { MediaSource, PayloadOf, RequestName, ResultOf } from '@parley/protocol';
import type { types } from 'mediasoup-client';
import type { CameraLimits } from './cameraLimits.ts';
import { type PictureSize, type SendingParameters, sendingParameters } from './encodings.ts';
import { SignalError } from './errors.ts';
import { LayerControl } from './LayerControl.ts';
import type { LayerState } from './layerParameters.ts';
import { toWireRtpParameters } from './mediaTypes.ts';
import type { SendCodec } from './videoCodec.ts';

export type Request = <N extends RequestName>(name: N, payload: PayloadOf<N>) => Promise<ResultOf<N>>;

export interface DesiredSource {
  track: MediaStreamTrack;
  paused: boolean;
}

/** What it takes to send: lives from one join to the loss of its transport. */
export interface SendLink {
  transport: types.Transport;
  /** The codec for camera and screen as of now: it changes with who is in the room. */
  videoCodec: () => SendCodec;
  request: Request;
  /** Something failed that the call survives. */
  onProblem: (problem: unknown) => void;
}

/** What a producer is made with. */
interface Plan extends SendingParameters {
  size: PictureSize | null;
  /** Null for audio. */
  codec: SendCodec | null;
}

interface Negotiated {
  layerCount: number;
  codec: SendCodec['name'] | null;
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
  readonly #cameraLimits: () => CameraLimits;
  #producer: types.Producer | null = null;
  /** What the producer was negotiated with and cannot change. */
  #negotiated: Negotiated = { layerCount: 0, codec: null };
  /** Null for audio, and where the platform has no senders. */
  #layers: LayerControl | null = null;
  /** What the server wants of a producer whose id it has not told us yet. */
  #earlyLayers: { producerId: string; layers: readonly LayerState[] } | null = null;
  /** The id on the server; null until it has answered. */
  #producerId: string | null = null;
  /** A `produce` that was not answered may have happened all the same. */
  #unanswered: PayloadOf<'produce'> | null = null;
  /** What the server was told; null when it may not have heard. */
  #serverPaused: boolean | null = null;
  /** The server has closed the producer. */
  #forgotten = false;

  constructor(source: MediaSource, link: SendLink, cameraLimits: () => CameraLimits) {
    this.#source = source;
    this.#link = link;
    this.#cameraLimits = cameraLimits;
  }

  /** @throws SignalError from the server, or what mediasoup-client throws when the track or transport is dead. */
  async apply(desired: DesiredSource | null): Promise<void> {
    if (this.#forgotten) this.#forget();
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

  /** The server has closed the producer: the next `apply` starts without one, after whatever is under way. */
  forgetProducer(): void {
    this.#forgotten = true;
  }

  /** The server says which layers of a producer are wanted. */
  setLayers(producerId: string, layers: readonly LayerState[]): void {
    if (producerId === this.#producerId) void this.#layers?.setLayers(layers);
    else if (this.#producerId === null) this.#earlyLayers = { producerId, layers };
  }

  /** Something may have undone what was set at the sender. */
  reapplyLayers(): void {
    void this.#layers?.apply();
  }

  /** The transport is gone, and the producer with it. */
  close(): void {
    this.#layers?.close();
  }

  async #send(desired: DesiredSource): Promise<void> {
    const plan = this.#plan(desired.track);
    if (this.#producer !== null && !this.#fits(plan)) await this.#replaceProducer(desired, plan);
    this.#producer ??= await this.#produce(desired, plan);
    const producer = this.#producer;
    if (producer.track !== desired.track) await producer.replaceTrack({ track: desired.track });
    if (plan.encodings) await this.#layers?.setEncodings(plan.encodings, plan.size);
    this.#setLocallyPaused(producer, desired.paused);
    await this.#register(producer, desired.paused);
    await this.#setServerPaused(desired.paused);
  }

  #plan(track: MediaStreamTrack): Plan {
    const codec = track.kind === 'video' ? this.#link.videoCodec() : null;
    const size = pictureSize(track);
    return { ...sendingParameters(this.#source, size, codec?.name, this.#cameraLimits()), size, codec };
  }

  #fits({ encodings, codec }: Plan): boolean {
    const sameCount = encodings === undefined || encodings.length === this.#negotiated.layerCount;
    return sameCount && (codec?.name ?? null) === this.#negotiated.codec;
  }

  /** Negotiates the new producer while the server is told about the old one: nobody sees anything in between. */
  async #replaceProducer(desired: DesiredSource, plan: Plan): Promise<void> {
    const stopped = this.#stop();
    const [producer] = await Promise.all([this.#produce(desired, plan), stopped]);
    this.#producer = producer;
  }

  /**
   * Only negotiates. The server is asked by `#register`, outside of the transport's queue, so that camera and
   * microphone do not wait for each other's round trip.
   */
  async #produce(desired: DesiredSource, { encodings, codecOptions, codec }: Plan): Promise<types.Producer> {
    const producer = await this.#link.transport.produce({
      track: desired.track,
      stopTracks: false, // tracks belong to whoever captured them
      codecOptions,
      // mediasoup-client writes into them, and they serve again as what is sent in full
      ...(encodings && { encodings: encodings.map((encoding) => ({ ...encoding })) }),
      ...(codec?.capability && { codec: codec.capability }),
    });
    this.#negotiated = { layerCount: encodings?.length ?? 0, codec: codec?.name ?? null };
    this.#layers = encodings && producer.rtpSender ? this.#controlLayers(producer.rtpSender) : null;
    return producer;
  }

  #controlLayers(sender: RTCRtpSender): LayerControl {
    return new LayerControl(sender, this.#link.onProblem);
  }

  async #register(producer: types.Producer, paused: boolean): Promise<void> {
    if (this.#producerId !== null) return;
    const repeats = this.#unanswered !== null;
    const producerId = await this.#ask({
      transportId: this.#link.transport.id,
      kind: producer.kind,
      source: this.#source,
      rtpParameters: toWireRtpParameters(producer.rtpParameters),
      paused,
      ...(repeats && { repeats }),
    });
    this.#producerId = producerId;
    // One that was there already is as it is.
    this.#serverPaused = repeats ? null : paused;
    const early = this.#earlyLayers;
    this.#earlyLayers = null;
    if (early?.producerId === producerId) void this.#layers?.setLayers(early.layers);
  }

  async #ask(wanted: PayloadOf<'produce'>): Promise<string> {
    this.#unanswered = wanted;
    try {
      const { producerId } = await this.#link.request('produce', wanted);
      this.#unanswered = null;
      return producerId;
    } catch (error) {
      if (!isUnanswered(error)) this.#unanswered = null;
      throw error;
    }
  }

  /** What a request has made that was not answered; null when it was refused. */
  async #findMade(unanswered: PayloadOf<'produce'>): Promise<string | null> {
    try {
      return await this.#ask({ ...unanswered, paused: true, repeats: true });
    } catch (error) {
      if (isUnanswered(error)) throw error;
      return null;
    }
  }

  async #suspend(): Promise<void> {
    if (this.#producer === null) return;
    this.#setLocallyPaused(this.#producer, true);
    await this.#producer.replaceTrack({ track: null });
    if (this.#unanswered !== null) await this.#register(this.#producer, true);
    if (this.#producerId !== null) await this.#setServerPaused(true);
  }

  #forget(): void {
    this.#forgotten = false;
    this.#layers?.close();
    this.#layers = null;
    this.#producer?.close();
    this.#producer = null;
    this.#producerId = null;
    this.#unanswered = null;
    this.#serverPaused = null;
  }

  async #stop(): Promise<void> {
    this.#layers?.close();
    this.#layers = null;
    this.#producer?.close();
    this.#producer = null;
    // What the server may have made without our knowing its name.
    if (this.#unanswered !== null) this.#producerId = await this.#findMade(this.#unanswered);
    const producerId = this.#producerId;
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

function isUnanswered(error: unknown): boolean {
  return error instanceof SignalError && (error.code === 'TIMEOUT' || error.code === 'DISCONNECTED');
}

function pictureSize(track: MediaStreamTrack): PictureSize | null {
  const { width, height } = track.getSettings();
  return width !== undefined && height !== undefined && width > 0 && height > 0 ? { width, height } : null;
}
