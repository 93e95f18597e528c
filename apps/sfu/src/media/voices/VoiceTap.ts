import type { types } from 'mediasoup';
import { AUDIO_LEVEL_URI, readAudioLevel } from './audioLevel.ts';

/**
 * Hands this process the audio level of each packet of some microphones. mediasoup's own level observer reports every
 * 250 ms, which is more than the first syllable of somebody who begins to speak. Silent packets are left out, so that
 * with DTX a microphone nobody speaks into costs nothing.
 */
export class VoiceTap {
  readonly #router: types.Router;
  readonly #transport: types.DirectTransport;

  static async create(router: types.Router): Promise<VoiceTap> {
    return new VoiceTap(router, await router.createDirectTransport());
  }

  private constructor(router: types.Router, transport: types.DirectTransport) {
    this.#router = router;
    this.#transport = transport;
  }

  /** Reports the level of each packet, in dBov, until the producer or this tap closes. */
  async add(producer: types.Producer, onLevel: (dbov: number) => void): Promise<void> {
    const consumer = await this.#transport.consume({
      producerId: producer.id,
      rtpCapabilities: this.#router.rtpCapabilities,
      ignoreDtx: true,
    });
    const extensionId = consumer.rtpParameters.headerExtensions?.find(
      ({ uri }) => uri === AUDIO_LEVEL_URI,
    )?.id;
    if (extensionId === undefined) {
      consumer.close();
      return;
    }
    consumer.on('rtp', (packet) => {
      const dbov = readAudioLevel(packet, extensionId);
      if (dbov !== null) onLevel(dbov);
    });
  }

  close(): void {
    this.#transport.close();
  }
}
