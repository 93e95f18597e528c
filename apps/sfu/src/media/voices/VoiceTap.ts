import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { types } from 'mediasoup';
import type { Logger } from '../../logger.ts';
import { AUDIO_LEVEL_URI, readAudioLevel } from './audioLevel.ts';

/** Has the packets of one microphone come, or not. */
export type SetResting = (resting: boolean) => void;

interface Tapped {
  readonly extensionId: number;
  onLevel(dbov: number): void;
}

const LOOPBACK = '127.0.0.1';
const RTP_HEADER_BYTES = 12;
const SSRC_OFFSET = 8;

/**
 * Hands this process the audio level of each packet of some microphones. mediasoup's own level observer reports every
 * 250 ms, which is more than the first syllable of somebody who begins to speak. Silent packets are left out, so that
 * with DTX a microphone nobody speaks into costs nothing. The packets come through a socket on loopback: through the
 * worker's channel, where a DirectTransport sends them, each costs this process several times as much. Where the socket
 * fails, no levels come: whoever uses this has to do without.
 */
export class VoiceTap {
  readonly #router: types.Router;
  readonly #transport: types.PlainTransport;
  readonly #logger: Logger;
  /** By SSRC, which the worker chooses for each consumer. */
  readonly #tapped = new Map<number, Tapped>();
  #failed = false;

  static async create(router: types.Router, logger: Logger): Promise<VoiceTap> {
    const socket = createSocket('udp4');
    try {
      return new VoiceTap(router, await connect(router, socket), socket, logger);
    } catch (error) {
      socket.close();
      throw error;
    }
  }

  private constructor(router: types.Router, transport: types.PlainTransport, socket: Socket, logger: Logger) {
    this.#router = router;
    this.#transport = transport;
    this.#logger = logger;
    const close = () => socket.close();
    socket.on('message', (packet) => this.#onPacket(packet));
    // Nothing is sent here: at worst one packet could not be read, and the next one can.
    socket.on('error', (error) => this.#onFailure(error));
    socket.once('close', () => {
      transport.observer.off('close', close);
      if (!transport.closed) this.#onFailure(new Error('the socket was closed'));
    });
    transport.observer.once('close', close);
  }

  /**
   * Reports the level of each packet, in dBov, until the producer or this tap closes.
   * @returns what has the packets stop for a while: whoever is known to speak need not be listened to
   */
  async add(producer: types.Producer, onLevel: (dbov: number) => void): Promise<SetResting> {
    const consumer = await this.#transport.consume({
      producerId: producer.id,
      rtpCapabilities: this.#router.rtpCapabilities,
      ignoreDtx: true,
    });
    // mediasoup does not close what comes about on a transport that has closed while the worker was answering.
    if (this.#transport.closed) consumer.close();
    if (consumer.closed) return () => undefined;
    const { headerExtensions, encodings } = consumer.rtpParameters;
    const extensionId = headerExtensions?.find(({ uri }) => uri === AUDIO_LEVEL_URI)?.id;
    const ssrc = encodings?.[0]?.ssrc;
    if (extensionId === undefined || ssrc === undefined) {
      consumer.close();
      return () => undefined;
    }
    this.#tapped.set(ssrc, { extensionId, onLevel });
    consumer.observer.once('close', () => this.#tapped.delete(ssrc));
    return (resting) => void this.#setResting(consumer, resting);
  }

  /** The socket closes with its transport. */
  close(): void {
    this.#transport.close();
  }

  /** The worker gets these in the order in which they are asked for. */
  async #setResting(consumer: types.Consumer, resting: boolean): Promise<void> {
    if (consumer.closed) return;
    try {
      await (resting ? consumer.pause() : consumer.resume());
    } catch (error) {
      // What closes meanwhile takes its requests along; mediasoup tells of it a moment after it has refused.
      await new Promise(setImmediate);
      if (!consumer.closed) this.#onFailure(error);
    }
  }

  /** Said once: without its socket a tap may fail with every packet. */
  #onFailure(error: unknown): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#logger.error({ err: error }, 'voice tap failed');
  }

  /** RTCP comes here as well: what is in the place of the SSRC there belongs to nobody. */
  #onPacket(packet: Buffer): void {
    if (packet.length < RTP_HEADER_BYTES) return;
    const tapped = this.#tapped.get(packet.readUInt32BE(SSRC_OFFSET));
    if (tapped === undefined) return;
    const dbov = readAudioLevel(packet, tapped.extensionId);
    if (dbov !== null) tapped.onLevel(dbov);
  }
}

/** Packets from anywhere but the worker are left out by the system. */
async function connect(router: types.Router, socket: Socket): Promise<types.PlainTransport> {
  socket.bind(0, LOOPBACK);
  const [transport] = await Promise.all([
    router.createPlainTransport({ listenInfo: { protocol: 'udp', ip: LOOPBACK } }),
    once(socket, 'listening'),
  ]);
  const connected = once(socket, 'connect');
  socket.connect(transport.tuple.localPort, LOOPBACK);
  await Promise.all([connected, transport.connect({ ip: LOOPBACK, port: socket.address().port })]);
  return transport;
}
