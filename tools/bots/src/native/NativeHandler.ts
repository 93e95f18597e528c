import { FakeMediaStreamTrack } from 'fake-mediastreamtrack';
import { ortc } from 'mediasoup-client';
import type { types } from 'mediasoup-client';
import { HandlerInterface } from 'mediasoup-client/handlers/HandlerInterface';
import { AudioClipTrack, VideoClipTrack } from './ClipTrack.ts';
import { NativeConnection } from './NativeConnection.ts';
import { sharedPacer } from './Pacer.ts';
import type { Pacer } from './Pacer.ts';
import { nativeRtpCapabilities } from './capabilities.ts';
import { ReceiveSide } from './receive/ReceiveSide.ts';
import type { ReceiveStream } from './receive/ReceiveStream.ts';
import { ReceivedTrack } from './receive/ReceivedTrack.ts';
import { toStatsReport } from './receive/statsReport.ts';
import { SendSide } from './send/SendSide.ts';
import { withCodecOptions } from './send/sendParameters.ts';
import type { ClipTrack } from './send/Sender.ts';

export interface NativeHandlerOptions {
  /** Default {@link sharedPacer}. */
  readonly pacer?: Pacer;
  /** Told about each stream as its consumer is created; the stream goes on counting until the consumer closes. */
  readonly onReceiveStream?: (stream: ReceiveStream) => void;
  /** Asked for each packet that comes: default none is lost. */
  readonly isLost?: () => boolean;
}

const NAME = 'ParleyNative';
/** mediasoup-client's name for the stream of mediasoup's bandwidth probes, which nobody produces. */
const PROBATOR_ID = 'probator';

/** For `new Device({ handlerFactory })` of mediasoup-client: real media in Node, from clips, without a browser. */
export function createNativeHandlerFactory(options: NativeHandlerOptions = {}): types.HandlerFactory {
  return {
    name: NAME,
    factory: (handlerOptions) => new NativeHandler(handlerOptions, options),
    getNativeRtpCapabilities: () => Promise.resolve(nativeRtpCapabilities()),
  };
}

/**
 * One transport of mediasoup-client on top of libdatachannel. Sends {@link VideoClipTrack}s and
 * {@link AudioClipTrack}s; receives {@link ReceivedTrack}s. Not supported: data channels, ICE restarts and ICE servers
 * (libdatachannel keeps its ICE session for the life of a connection, and mediasoup is always reachable directly).
 */
class NativeHandler extends HandlerInterface {
  readonly #extendedCapabilities: types.ExtendedRtpCapabilities;
  readonly #connection: NativeConnection;
  readonly #side: SendSide | ReceiveSide;
  readonly #onReceiveStream: NativeHandlerOptions['onReceiveStream'];
  #connecting: Promise<void> | null = null;
  #nextLocalId = 0;
  #closed = false;

  constructor(
    options: types.HandlerOptions,
    { pacer = sharedPacer, onReceiveStream, isLost = () => false }: NativeHandlerOptions,
  ) {
    super();
    this.#extendedCapabilities = options.getSendExtendedRtpCapabilities(nativeRtpCapabilities());
    this.#onReceiveStream = onReceiveStream;
    this.#connection = new NativeConnection({
      iceParameters: options.iceParameters,
      iceCandidates: options.iceCandidates,
      dtlsParameters: options.dtlsParameters,
      onPacket: (packet) => {
        if (!isLost()) this.#side.handlePacket(packet);
      },
      onStateChange: (state) => this.emit('@connectionstatechange', state),
    });
    const Side = options.direction === 'send' ? SendSide : ReceiveSide;
    this.#side = new Side(this.#connection, pacer);
  }

  override get name(): string {
    return NAME;
  }

  override close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#side.close();
    this.#connection.close();
    this.removeAllListeners();
  }

  override updateIceServers(): Promise<void> {
    return Promise.resolve();
  }

  override restartIce(): Promise<void> {
    return Promise.reject(new Error('bots cannot restart ICE'));
  }

  override getTransportStats(): Promise<RTCStatsReport> {
    return Promise.resolve(new Map());
  }

  override async send(options: types.HandlerSendOptions): Promise<types.HandlerSendResult> {
    const track = toClipTrack(options.track);
    await this.#connect();
    const kind = track instanceof VideoClipTrack ? 'video' : 'audio';
    const negotiated = ortc.getSendingRtpParameters(kind, this.#extendedCapabilities);
    const localId = String(this.#nextLocalId++);
    const rtpParameters = {
      ...negotiated,
      codecs: ortc
        .reduceCodecs(negotiated.codecs, options.codec)
        .map((codec) => withCodecOptions(codec, options.codecOptions)),
      mid: localId,
      // All of one person in one stream, as in browsers: receivers then play sound and picture in time with each other.
      msid: `${options.streamId ?? this.#sendSide.cname} ${track.id}`,
      rtcp: { cname: this.#sendSide.cname, reducedSize: true },
    };
    const sender = this.#sendSide.add(localId, track, rtpParameters, options.encodings);
    return {
      localId,
      rtpParameters: sender.rtpParameters,
      // The part of it that mediasoup-client's users and the SDK use.
      rtpSender: sender.rtpSender as unknown as RTCRtpSender,
    };
  }

  override stopSending(localId: string): Promise<void> {
    return settle(() => {
      if (!this.#closed) this.#sendSide.remove(localId);
    });
  }

  override pauseSending(localId: string): Promise<void> {
    return settle(() => this.#sendSide.get(localId).pause());
  }

  override resumeSending(localId: string): Promise<void> {
    return settle(() => this.#sendSide.get(localId).resume());
  }

  override replaceTrack(localId: string, track: MediaStreamTrack | null): Promise<void> {
    return settle(() => this.#sendSide.get(localId).replaceTrack(track && toClipTrack(track)));
  }

  override setMaxSpatialLayer(localId: string, spatialLayer: number): Promise<void> {
    return settle(() => this.#sendSide.get(localId).setMaxSpatialLayer(spatialLayer));
  }

  override setRtpEncodingParameters(
    localId: string,
    parameters: Partial<RTCRtpEncodingParameters>,
  ): Promise<void> {
    const change = parameters as Partial<types.RtpEncodingParameters>;
    return settle(() => this.#sendSide.get(localId).rtpSender.update(() => change));
  }

  override getSenderStats(localId: string): Promise<RTCStatsReport> {
    return this.#sendSide.get(localId).rtpSender.getStats();
  }

  override async receive(optionsList: types.HandlerReceiveOptions[]): Promise<types.HandlerReceiveResult[]> {
    await this.#connect();
    return optionsList.map((options) => {
      const localId = String(this.#nextLocalId++);
      // Probes count for the bandwidth estimate like every packet, but nobody wants to know what they carry.
      if (options.trackId === PROBATOR_ID) {
        return { localId, track: new FakeMediaStreamTrack({ kind: options.kind }) };
      }
      const stream = this.#receiveSide.add(localId, options);
      this.#onReceiveStream?.(stream);
      return { localId, track: new ReceivedTrack(stream) };
    });
  }

  override stopReceiving(localIds: string[]): Promise<void> {
    return settle(() => {
      if (!this.#closed) localIds.forEach((localId) => this.#receiveSide.remove(localId));
    });
  }

  /** The server stops sending; nothing is to be done here. */
  override pauseReceiving(): Promise<void> {
    return Promise.resolve();
  }

  override resumeReceiving(): Promise<void> {
    return Promise.resolve();
  }

  override getReceiverStats(localId: string): Promise<RTCStatsReport> {
    return settle(() => {
      const stream = this.#receiveSide.get(localId);
      return toStatsReport(stream.ssrc, stream.stats());
    });
  }

  override sendDataChannel(): Promise<types.HandlerSendDataChannelResult> {
    return Promise.reject(new Error('bots have no data channels'));
  }

  override receiveDataChannel(): Promise<types.HandlerReceiveDataChannelResult> {
    return Promise.reject(new Error('bots have no data channels'));
  }

  override getDataChannelMaxMessageSize(): undefined {
    return undefined;
  }

  get #sendSide(): SendSide {
    if (this.#side instanceof SendSide) return this.#side;
    throw new Error('not a sending transport');
  }

  get #receiveSide(): ReceiveSide {
    if (this.#side instanceof ReceiveSide) return this.#side;
    throw new Error('not a receiving transport');
  }

  /** Once per transport: tells the server our fingerprint, then begins ICE and DTLS. */
  async #connect(): Promise<void> {
    this.#connecting ??= this.#startConnection();
    await this.#connecting;
    // Whatever the caller starts now would have no owner.
    if (this.#closed) throw new Error('transport closed while connecting');
  }

  async #startConnection(): Promise<void> {
    const dtlsParameters = await this.#connection.localDtlsParameters();
    if (this.#closed) return;
    await new Promise<void>((resolve, reject) => this.emit('@connect', { dtlsParameters }, resolve, reject));
    this.#connection.start();
  }
}

function toClipTrack(track: MediaStreamTrack): ClipTrack {
  if (track instanceof VideoClipTrack || track instanceof AudioClipTrack) return track;
  throw new TypeError('bots send VideoClipTrack and AudioClipTrack only');
}

/** Runs synchronous work behind an asynchronous interface. */
function settle<T>(run: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(run());
  });
}
