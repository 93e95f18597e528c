import type { ConsumerParameters, EventOf, MediaSource } from '@parley/protocol';
import type { types } from 'mediasoup-client';
import { countersOf, type DataCounter } from './DataMeter.ts';
import type { DtlsIdentity } from './dtlsIdentity.ts';
import { MediaTransport } from './MediaTransport.ts';
import { fromWireTransport } from './mediaTypes.ts';
import type { Publisher } from './Publisher.ts';
import type { RoomStore } from './RoomStore.ts';
import type { SignalClient } from './SignalClient.ts';
import type { Request, SendLink } from './SourceSender.ts';
import type { Traffic } from './StallDetector.ts';
import { type ReceivedVoice, Subscriber } from './Subscriber.ts';
import { sendCodec } from './videoCodec.ts';

/** What the server has made for a client to send and receive with. */
export type GrantedMedia = EventOf<'media-reset'>;

export interface MediaSessionOptions {
  device: types.Device;
  identity: DtlsIdentity | null;
  demandsH264: boolean;
  joined: GrantedMedia;
  signal: SignalClient;
  store: RoomStore;
  publisher: Publisher;
  /** A transport is beyond repair: only a new join helps. */
  onBroken: (cause: unknown) => void;
  onProblem: (error: unknown) => void;
}

/** Of all packets of a transport, so that the server can say which have come. */
const PACKET_NUMBERS = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';

/** A session is as good as the worse of its transports. */
const FROM_WORST = ['failed', 'disconnected', 'connecting', 'connected'] as const;

/** Both transports of one join, and what is received over them. Publishing outlives it: see Publisher. */
export class MediaSession {
  readonly #options: MediaSessionOptions;
  readonly #send: MediaTransport;
  readonly #recv: MediaTransport;
  readonly #subscriber: Subscriber;
  /** Whether the server answers everything that is sent at once. */
  #isAnswered = true;

  constructor(options: MediaSessionOptions) {
    this.#options = options;
    const { device, demandsH264, joined, signal, store, onProblem } = options;
    const request: Request = (name, payload) => signal.request(name, payload);
    this.#recv = this.#wrap(device.createRecvTransport(this.#settings(joined.recvTransport)));
    this.#send = this.#wrap(device.createSendTransport(this.#settings(joined.sendTransport)));
    this.#send.transport.on('produce', acceptLocally());
    this.#send.transport.on('produce', ({ rtpParameters }) => {
      this.#isAnswered &&= asksForFeedback(rtpParameters);
    });
    this.#subscriber = new Subscriber({ transport: this.#recv.transport, request, store, onProblem });
    const videoCodec = () => {
      const { room } = store.getSnapshot();
      return sendCodec(device, room?.videoCodec ?? 'vp8', demandsH264 && room?.noH264 !== true);
    };
    void this.#receiveThenSend({ transport: this.#send.transport, videoCodec, request, onProblem });
  }

  /** Whether this is the media that the server means. */
  isOf({ id }: GrantedMedia['sendTransport']): boolean {
    return this.#send.transport.id === id;
  }

  addConsumers(consumers: readonly ConsumerParameters[]): void {
    void this.#subscriber.add(consumers);
  }

  removeConsumers(consumerIds: readonly string[]): void {
    this.#subscriber.remove(consumerIds);
  }

  setConsumerLayers(event: EventOf<'consumer-layers'>): void {
    this.#subscriber.setLayers(event);
  }

  /** The microphones that are being received. */
  voices(): ReceivedVoice[] {
    return this.#subscriber.voices();
  }

  /** The connection to the server was lost and the session resumed: bring everything up to date, leave media alone. */
  resume(consumers: readonly ConsumerParameters[]): void {
    void this.#subscriber.replace(consumers);
    this.#options.publisher.resync();
    this.#recv.recheck();
    this.#send.recheck();
  }

  /** The network is another one: finds a new way for media at once, before anything is missed. */
  onNetworkChange(): void {
    this.#recv.onNetworkChange();
    this.#send.onNetworkChange();
  }

  /** Shows the tracks of people who became known after their streams did. */
  refreshTracks(): void {
    this.#subscriber.refresh();
  }

  getStats(userId: string, source: MediaSource): Promise<RTCStatsReport | null> {
    return this.#subscriber.getStats(userId, source);
  }

  /** What both transports have carried. */
  async dataCounters(): Promise<DataCounter[]> {
    const counters = await Promise.all([carriedBy(this.#send), carriedBy(this.#recv)]);
    return counters.flat();
  }

  /** Another number than before says that media has arrived; costs next to nothing. */
  get arrivals(): number {
    return this.#subscriber.arrivals;
  }

  /** What tells a lost way from a quiet one. */
  async traffic(): Promise<Traffic> {
    const [sent, received] = await Promise.all([carriedBy(this.#send), carriedBy(this.#recv)]);
    return {
      receivedBytes: sum([...sent, ...received].map(({ receivedBytes }) => receivedBytes)),
      sentBytes: this.#isAnswered ? sum(sent.map(({ sentBytes }) => sentBytes)) : 0,
    };
  }

  close(): void {
    this.#options.publisher.detach();
    this.#subscriber.close();
    this.#send.close();
    this.#recv.close();
    this.#options.store.update({ mediaConnection: 'new' });
  }

  /** Both negotiations share one thread: side by side the first picture comes about 30 ms later (measured in Chromium). */
  async #receiveThenSend(link: SendLink): Promise<void> {
    const { joined, store } = this.#options;
    await this.#subscriber.addFirst(joined.consumers, store.getSnapshot().activeSpeakerId);
    if (!link.transport.closed) this.#options.publisher.attach(link);
  }

  #settings(parameters: GrantedMedia['sendTransport']): types.TransportOptions {
    const { identity, joined } = this.#options;
    return {
      ...fromWireTransport(parameters),
      iceServers: joined.iceServers,
      ...(identity && { additionalSettings: { certificates: [identity.certificate] } }),
    };
  }

  #wrap(transport: types.Transport): MediaTransport {
    const { signal, identity, onBroken } = this.#options;
    return new MediaTransport({
      transport,
      signal,
      connectedByServer: identity !== null,
      onStateChange: this.#onStateChange,
      onBroken,
    });
  }

  readonly #onStateChange = (): void => {
    // A transport nobody uses (nothing to send, nobody to receive) stays 'new' and says nothing about the link.
    const states = [this.#send.state, this.#recv.state].filter((state) => state !== 'new');
    const worst = FROM_WORST.find((state) => states.includes(state)) ?? 'new';
    this.#options.store.update({ mediaConnection: worst });
    if (this.#send.state === 'connected') this.#options.publisher.reapplyLayers();
  };
}

/** Whether the server says ten times a second what has come of it; otherwise it may say nothing for seconds. */
function asksForFeedback({ codecs, headerExtensions = [] }: types.RtpParameters): boolean {
  const numbered = headerExtensions.some(({ uri }) => uri === PACKET_NUMBERS);
  return numbered && codecs.some(({ rtcpFeedback = [] }) => rtcpFeedback.some(isTransportWide));
}

function isTransportWide({ type }: types.RtcpFeedback): boolean {
  return type === 'transport-cc';
}

async function carriedBy({ transport }: MediaTransport): Promise<DataCounter[]> {
  return transport.closed ? [] : countersOf(transport.id, await transport.getStats());
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** mediasoup-client wants an id before it goes on; the server's comes later and is kept by SourceSender. */
function acceptLocally(): (...args: types.TransportEvents['produce']) => void {
  let count = 0;
  return (_parameters, callback) => {
    count += 1;
    callback({ id: `local-${count}` });
  };
}
