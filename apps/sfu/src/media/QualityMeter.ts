import type { ConnectionQuality } from '@parley/protocol';
import type { types } from 'mediasoup';
import {
  INITIAL_QUALITY,
  type LinkReading,
  nextQuality,
  qualityOf,
  type QualityState,
} from './connectionQuality.ts';

export interface QualityMeterOptions {
  sendTransport: types.WebRtcTransport;
  recvTransport: types.WebRtcTransport;
  /** What the peer sends. */
  producers(): readonly types.Producer[];
  /** What the peer receives. */
  consumers(): readonly types.Consumer[];
  /** `quality` is another one now. */
  onChanged(): void;
}

const SAMPLE_INTERVAL_MS = 2000;
/** Of mediasoup's 0 to 10. */
const CLEAN_SCORE = 9;

/**
 * Watches how well a peer's connection carries what it sends and receives. It reads the loss that transport-wide feedback
 * reports: unlike the scores of streams, that does not fall when somebody mutes or when a layer is not sent, and it follows
 * within seconds. mediasoup gives audio no such feedback, so where no video flows the scores of the voices have to do.
 */
export class QualityMeter {
  readonly #options: QualityMeterOptions;
  readonly #timer: NodeJS.Timeout;
  #state: QualityState = INITIAL_QUALITY;
  #reading = false;

  constructor(options: QualityMeterOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#sample(), SAMPLE_INTERVAL_MS);
  }

  get quality(): ConnectionQuality {
    return this.#state.shown;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #sample(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    const { sendTransport, recvTransport } = this.#options;
    try {
      const [[uplink], [downlink]] = await Promise.all([sendTransport.getStats(), recvTransport.getStats()]);
      this.#note([this.#uplinkOf(uplink), this.#downlinkOf(downlink)]);
    } catch {
      // A transport closed meanwhile, and this meter will be closed with it.
    } finally {
      this.#reading = false;
    }
  }

  #uplinkOf(stats: types.WebRtcTransportStat | undefined): LinkReading {
    const flowing = this.#options.producers().filter(({ paused }) => !paused);
    return {
      feedbackLoss: stats?.rtpPacketLossReceived ?? 0,
      videoFlows: flowing.some(
        ({ kind, score }) => kind === 'video' && score.some((layer) => layer.score > 0),
      ),
      voiceScores: flowing.flatMap(({ kind, score }) => (kind === 'audio' ? score.map((s) => s.score) : [])),
      bitrateBps: stats?.rtpRecvBitrate ?? 0,
    };
  }

  #downlinkOf(stats: types.WebRtcTransportStat | undefined): LinkReading {
    const flowing = this.#options
      .consumers()
      .filter(({ paused, producerPaused }) => !paused && !producerPaused);
    return {
      feedbackLoss: stats?.rtpPacketLossSent ?? 0,
      videoFlows: flowing.some(({ kind, score }) => kind === 'video' && score.producerScore > 0),
      voiceScores: flowing
        .filter(({ kind }) => kind === 'audio')
        .flatMap(({ score }) => downlinkScores(score)),
      bitrateBps: stats?.rtpSendBitrate ?? 0,
    };
  }

  #note(readings: readonly LinkReading[]): void {
    const before = this.#state.shown;
    this.#state = nextQuality(this.#state, qualityOf(readings), performance.now());
    if (this.#state.shown !== before && !this.#options.sendTransport.closed) this.#options.onChanged();
  }
}

/**
 * What the sender's own link lost is missing here too, and counts in mediasoup's score of a receiver. So only clean
 * senders tell of the receiver's link.
 */
function downlinkScores({ score, producerScore }: types.ConsumerScore): number[] {
  return producerScore < CLEAN_SCORE ? [] : [Math.min(10, (10 * score) / producerScore)];
}
