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
/** Each sample takes two requests to the worker: while all is well, that would be much of what this process does. */
const CALM_INTERVAL_MS = 6000;
/** Of mediasoup's 0 to 10. */
const CLEAN_SCORE = 9;

/**
 * Watches how well a peer's connection carries what it sends and receives. It reads the loss that transport-wide feedback
 * reports: unlike the scores of streams, that does not fall when somebody mutes or when a layer is not sent, and it follows
 * within seconds. mediasoup gives audio no such feedback, so where no video flows the scores of the voices have to do.
 * While all is well it looks less often, unless the score of a stream says that something gets lost.
 */
export class QualityMeter {
  readonly #options: QualityMeterOptions;
  #timer: NodeJS.Timeout | null = null;
  #dueAtMs = Infinity;
  #state: QualityState = INITIAL_QUALITY;
  #closed = false;

  constructor(options: QualityMeterOptions) {
    this.#options = options;
    options.sendTransport.observer.on('newproducer', (producer) => {
      producer.on('score', (scores) => {
        if (scores.some(({ score }) => isDoubtful(score))) this.#sampleWithin(SAMPLE_INTERVAL_MS);
      });
    });
    options.recvTransport.observer.on('newconsumer', (consumer) => {
      consumer.on('score', ({ score }) => {
        if (isDoubtful(score)) this.#sampleWithin(SAMPLE_INTERVAL_MS);
      });
    });
    this.#sampleWithin(SAMPLE_INTERVAL_MS);
  }

  get quality(): ConnectionQuality {
    return this.#state.shown;
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #sampleWithin(delayMs: number): void {
    const dueAtMs = performance.now() + delayMs;
    if (this.#closed || dueAtMs >= this.#dueAtMs) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#dueAtMs = dueAtMs;
    this.#timer = setTimeout(() => void this.#sample(), delayMs);
  }

  async #sample(): Promise<void> {
    const { sendTransport, recvTransport } = this.#options;
    let isCalm = false;
    try {
      const [[uplink], [downlink]] = await Promise.all([sendTransport.getStats(), recvTransport.getStats()]);
      isCalm = this.#note([this.#uplinkOf(uplink), this.#downlinkOf(downlink)]);
    } catch {
      // A transport closed meanwhile, and this meter will be closed with it.
    }
    this.#timer = null;
    this.#dueAtMs = Infinity;
    this.#sampleWithin(isCalm ? CALM_INTERVAL_MS : SAMPLE_INTERVAL_MS);
  }

  #uplinkOf(stats: types.WebRtcTransportStat | undefined): LinkReading {
    const flowing = this.#options.producers().filter(({ paused }) => !paused);
    const [videos, voices] = byKind(flowing);
    const videoFlows = videos.some(({ score }) => score.some((layer) => layer.score > 0));
    return {
      feedbackLoss: stats?.rtpPacketLossReceived ?? 0,
      videoFlows,
      voiceScores: videoFlows ? [] : voices.flatMap(({ score }) => score.map((stream) => stream.score)),
      bitrateBps: stats?.rtpRecvBitrate ?? 0,
    };
  }

  #downlinkOf(stats: types.WebRtcTransportStat | undefined): LinkReading {
    const flowing = this.#options
      .consumers()
      .filter(({ paused, producerPaused }) => !paused && !producerPaused);
    const [videos, voices] = byKind(flowing);
    const videoFlows = videos.some(({ score }) => score.producerScore > 0);
    return {
      feedbackLoss: stats?.rtpPacketLossSent ?? 0,
      videoFlows,
      voiceScores: videoFlows ? [] : voices.flatMap(({ score }) => downlinkScores(score)),
      bitrateBps: stats?.rtpSendBitrate ?? 0,
    };
  }

  /** @returns whether there is nothing to watch: all is well, as it was */
  #note(readings: readonly LinkReading[]): boolean {
    const before = this.#state.shown;
    this.#state = nextQuality(this.#state, qualityOf(readings), performance.now());
    if (this.#state.shown !== before && !this.#options.sendTransport.closed) this.#options.onChanged();
    return this.#state.shown === 'good' && this.#state.leaning === null;
  }
}

/** Videos, then voices; mediasoup copies a score each time it is asked, so that only those are asked that matter. */
function byKind<T extends { kind: types.MediaKind }>(streams: readonly T[]): [videos: T[], voices: T[]] {
  return [streams.filter(({ kind }) => kind === 'video'), streams.filter(({ kind }) => kind === 'audio')];
}

/** Something gets lost. What is not sent at all, a layer or a muted voice, has no score. */
function isDoubtful(score: number): boolean {
  return score > 0 && score < CLEAN_SCORE;
}

/**
 * What the sender's own link lost is missing here too, and counts in mediasoup's score of a receiver. So only clean
 * senders tell of the receiver's link.
 */
function downlinkScores({ score, producerScore }: types.ConsumerScore): number[] {
  return producerScore < CLEAN_SCORE ? [] : [Math.min(10, (10 * score) / producerScore)];
}
