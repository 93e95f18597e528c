import type { types } from 'mediasoup';
import type { Logger } from '../../logger.ts';
import { CHECK_INTERVAL_MS, newRecovery, type RecoveryMemory, recoveryStep } from './recoveryStep.ts';
import type { SubscribedConsumer } from './SubscribedConsumer.ts';

export interface RecoveryOptions {
  transport: types.WebRtcTransport;
  /** Every stream on its way to this subscriber. */
  consumers(): Iterable<SubscribedConsumer>;
}

/** Voices never stop, so that their reports are never old. */
const SAMPLED_VOICES = 3;
const VOICE_BPS = 40_000;
/** What the client's layers are made with, lowest first. */
const LAYER_BPS = [150_000, 500_000, 1_500_000];

/**
 * Brings the pictures of one subscriber back after its link was too narrow: the engine alone needs half a minute.
 * Idle, and without a timer, while every picture has its layer.
 */
export class BandwidthRecovery {
  readonly #options: RecoveryOptions;
  readonly #logger: Logger;
  #memory: RecoveryMemory | null = null;
  #floorBps = 0;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(options: RecoveryOptions, logger: Logger) {
    this.#options = options;
    this.#logger = logger;
  }

  /** A picture has another layer, or should have. */
  watch(): void {
    if (this.#closed || this.#timer !== null || this.#mostImportant() === null) return;
    this.#timer = setTimeout(() => void this.#check(), CHECK_INTERVAL_MS);
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #check(): Promise<void> {
    try {
      const consumer = this.#mostImportant();
      if (consumer === null) await this.#end();
      else await this.#help(consumer);
    } catch (error) {
      if (!this.#options.transport.closed) this.#logger.warn({ err: error }, 'bandwidth not probed');
    }
    this.#timer = null;
    this.watch();
  }

  async #help(consumer: SubscribedConsumer): Promise<void> {
    const { transport } = this.#options;
    const [[stats], lossShare] = await Promise.all([transport.getStats(), this.#lossShare(consumer)]);
    const availableBps = stats?.availableOutgoingBitrate;
    if (availableBps === undefined || this.#closed) return;
    const nowMs = performance.now();
    const neededBps = this.#neededBps(consumer);
    const { memory, restarts } = recoveryStep(this.#memory ?? newRecovery(nowMs), {
      availableBps,
      neededBps,
      lossShare,
      nowMs,
    });
    this.#memory = memory;
    await this.#setFloor(memory.floorBps);
    if (restarts) await consumer.restart();
  }

  async #end(): Promise<void> {
    this.#memory = null;
    await this.#setFloor(0);
  }

  async #setFloor(bps: number): Promise<void> {
    if (bps === this.#floorBps || this.#closed) return;
    this.#floorBps = bps;
    await this.#options.transport.setMinOutgoingBitrate(bps);
  }

  /** By the receiver's last reports; the transport's own figure is an average over half a minute. */
  async #lossShare(wanted: SubscribedConsumer): Promise<number> {
    const voices = [...this.#options.consumers()].filter(({ consumer }) => consumer.kind === 'audio');
    const flowing = voices.filter(({ consumer }) => !consumer.paused && !consumer.producerPaused);
    const sample = [wanted, ...flowing.slice(0, SAMPLED_VOICES)];
    const stats = await Promise.all(sample.map(({ consumer }) => consumer.getStats()));
    const shares = stats.flat().map((stat) => ('fractionLost' in stat ? (stat.fractionLost ?? 0) / 256 : 0));
    return Math.max(0, ...shares);
  }

  #mostImportant(): SubscribedConsumer | null {
    const missing = [...this.#options.consumers()].filter(({ missesLayer }) => missesLayer);
    return missing.sort((a, b) => b.consumer.priority - a.consumer.priority)[0] ?? null;
  }

  #neededBps(wanted: SubscribedConsumer): number {
    let sum = 0;
    for (const { consumer } of this.#options.consumers()) {
      if (consumer.paused || consumer.producerPaused) continue;
      if (consumer === wanted.consumer) sum += layerBps(consumer.preferredLayers);
      else sum += consumer.kind === 'audio' ? VOICE_BPS : layerBps(consumer.currentLayers);
    }
    return sum;
  }
}

function layerBps(layers: types.ConsumerLayers | undefined): number {
  return LAYER_BPS[Math.min(layers?.spatialLayer ?? 0, LAYER_BPS.length - 1)] ?? 0;
}
