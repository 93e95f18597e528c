import { Device } from 'mediasoup-client';
import type { types as client } from 'mediasoup-client';
import type { types as server } from 'mediasoup';
import type { AudioClipTrack, VideoClipTrack } from '../native/ClipTrack.ts';
import { createNativeHandlerFactory } from '../native/NativeHandler.ts';
import type { NativeHandlerOptions } from '../native/NativeHandler.ts';
import type { ReceivedStats } from '../native/receive/ReceivedStats.ts';
import { ReceivedTrack } from '../native/receive/ReceivedTrack.ts';

/** The encodings of a camera in three layers, lowest first. */
export const CAMERA_ENCODINGS: readonly client.RtpEncodingParameters[] = [
  { scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { scaleResolutionDownBy: 2, maxBitrate: 500_000 },
  { scaleResolutionDownBy: 1, maxBitrate: 1_500_000 },
];

/** A producer in both of its halves. */
export interface BareProducer {
  readonly client: client.Producer;
  readonly server: server.Producer;
}

/** A consumer in both of its halves. */
export interface BareConsumer {
  readonly client: client.Consumer;
  readonly server: server.Consumer;
  stats(): ReceivedStats;
}

interface TransportPair {
  readonly client: client.Transport;
  readonly server: server.WebRtcTransport;
}

export interface BareEndpointOptions {
  /** The router, in this process. */
  readonly router: server.Router;
  /** Where its transports listen; for example `{ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }] }`. */
  readonly transport: server.WebRtcTransportOptions;
  readonly handler?: NativeHandlerOptions;
}

/**
 * A bot's media without rooms and signaling: talks to a mediasoup router of the same process directly. For tests of the
 * media itself, and as the floor that benchmarks compare the whole server with.
 */
export class BareEndpoint {
  readonly #device: Device;
  readonly #send: TransportPair;
  readonly #receive: TransportPair;
  readonly #producers = new Map<string, server.Producer>();

  private constructor(device: Device, send: TransportPair, receive: TransportPair) {
    this.#device = device;
    this.#send = send;
    this.#receive = receive;
    send.client.on('produce', ({ kind, rtpParameters }, callback, errback) => {
      send.server.produce({ kind, rtpParameters }).then((producer) => {
        this.#producers.set(producer.id, producer);
        callback({ id: producer.id });
      }, errback);
    });
  }

  static async create({ router, transport, handler }: BareEndpointOptions): Promise<BareEndpoint> {
    const device = new Device({ handlerFactory: createNativeHandlerFactory(handler) });
    await device.load({ routerRtpCapabilities: router.rtpCapabilities as client.RtpCapabilities });
    const [send, receive] = await Promise.all([
      router.createWebRtcTransport(transport),
      router.createWebRtcTransport(transport),
    ]);
    return new BareEndpoint(
      device,
      join(device.createSendTransport(parametersOf(send)), send),
      join(device.createRecvTransport(parametersOf(receive)), receive),
    );
  }

  /** The server's half of the transport over which this endpoint receives. */
  get receiveTransport(): server.WebRtcTransport {
    return this.#receive.server;
  }

  /** Sends a clip; a video clip of several layers as simulcast. */
  async produce(track: VideoClipTrack | AudioClipTrack): Promise<BareProducer> {
    const encodings =
      track.kind === 'video' && hasLayers(track) ? structuredClone([...CAMERA_ENCODINGS]) : [];
    const producer = await this.#send.client.produce({ track, encodings });
    const serverProducer = this.#producers.get(producer.id);
    if (!serverProducer) throw new Error('producer closed while it was created');
    return { client: producer, server: serverProducer };
  }

  /** Receives another endpoint's producer; resolves when the consumer has been resumed. */
  async consume(producer: server.Producer): Promise<BareConsumer> {
    const consumer = await this.#receive.server.consume({
      producerId: producer.id,
      rtpCapabilities: this.#device.recvRtpCapabilities,
      paused: true,
    });
    const clientConsumer = await this.#receive.client.consume({
      id: consumer.id,
      producerId: producer.id,
      kind: consumer.kind,
      rtpParameters: consumer.rtpParameters as client.RtpParameters,
    });
    await connected(this.#receive.client);
    await consumer.resume();
    return { client: clientConsumer, server: consumer, stats: () => statsOf(clientConsumer.track) };
  }

  close(): void {
    for (const transport of [this.#send, this.#receive]) {
      transport.client.close();
      transport.server.close();
    }
  }
}

function hasLayers(track: VideoClipTrack | AudioClipTrack): boolean {
  return 'source' in track && track.source.layers.length > 1;
}

function parametersOf(transport: server.WebRtcTransport): client.TransportOptions {
  const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
  return { id, iceParameters, iceCandidates, dtlsParameters };
}

function join(transport: client.Transport, serverTransport: server.WebRtcTransport): TransportPair {
  transport.on('connect', ({ dtlsParameters }, callback, errback) => {
    serverTransport.connect({ dtlsParameters }).then(callback, errback);
  });
  return { client: transport, server: serverTransport };
}

function connected(transport: client.Transport): Promise<void> {
  if (transport.connectionState === 'connected') return Promise.resolve();
  return new Promise((resolve, reject) => {
    transport.on('connectionstatechange', function listener(state) {
      if (state === 'connecting' || state === 'new') return;
      transport.off('connectionstatechange', listener);
      if (state === 'connected') resolve();
      else reject(new Error(`transport is ${state}`));
    });
  });
}

function statsOf(track: MediaStreamTrack): ReceivedStats {
  if (track instanceof ReceivedTrack) return track.stats();
  throw new TypeError('not a track of a native handler');
}
