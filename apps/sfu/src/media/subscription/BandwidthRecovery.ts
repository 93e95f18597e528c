import type { types } from 'mediasoup';
import type { Logger } from '../../logger.ts';
import { clear, freeze, keepFirst, lift } from './linkLimits.ts';
import { neededBpsOf, picturesOf, sampledPictures, sampleOf, sentBpsOf } from './linkUse.ts';
import { LossMeter } from './LossMeter.ts';
import { NackWatch } from './NackWatch.ts';
import {
  CHECK_INTERVAL_MS,
  type LinkState,
  newRecovery,
  type RecoveryMemory,
  type RecoveryStep,
  recoveryStep,
} from './recoveryStep.ts';
import type { SubscribedConsumer } from './SubscribedConsumer.ts';

export interface RecoveryOptions {
  transport: types.WebRtcTransport;
  /** Every stream on its way to this subscriber. */
  consumers(): Iterable<SubscribedConsumer>;
}

const RETRY_MS = 1000;
/** Reported as lost, where the engine too believes that less arrives than is sent: without that it may be a burst of loss. */
const FLOODED = 0.25;
/** What begins again is asked for, and reported, what it lost before it stopped. */
const SETTLING_MS = 1500;

/**
 * Keeps the pictures of one subscriber going while its link is too narrow and brings them back afterwards: the engine
 * alone needs half a minute. Idle, and without a timer, while every picture has its layer and arrives.
 */
export class BandwidthRecovery {
  readonly #options: RecoveryOptions;
  readonly #logger: Logger;
  #memory: RecoveryMemory | null = null;
  #last: RecoveryMemory | null = null;
  #floorBps = 0;
  #ceilingBps = 0;
  /** A receiver has reported worse than before; the engine itself may find out only seconds later. */
  #alarmed = false;
  /** The receiver asks for most of what is sent again. */
  #isFlooded = false;
  #settledAtMs = -Infinity;
  readonly #nacks: NackWatch;
  readonly #losses = new LossMeter();
  #timer: NodeJS.Timeout | null = null;
  #isChecking = false;
  #closed = false;

  constructor(options: RecoveryOptions, logger: Logger) {
    this.#options = options;
    this.#logger = logger;
    this.#nacks = new NackWatch({
      sample: () => sampledPictures([...options.consumers()]).map(({ consumer }) => consumer),
      onFlood: () => this.#noteFlood(),
    });
  }

  /** A picture has another layer, or should have. */
  watch(): void {
    if (this.#closed || this.#timer !== null) return;
    if (this.#alarmed) this.#checkIn(0);
    else if (this.#missing() !== undefined) this.#checkIn(CHECK_INTERVAL_MS);
  }

  /** More of a picture gets lost than before. */
  alarm(): void {
    this.#alarmed = true;
    this.watch();
  }

  /** Packets of a picture are asked for again. */
  noteNack(): void {
    // What is cleared already is on its way to be well.
    if (this.#memory?.cleared !== true && performance.now() >= this.#settledAtMs) this.#nacks.note();
  }

  close(): void {
    this.#closed = true;
    this.#nacks.close();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #noteFlood(): void {
    this.#isFlooded = true;
    if (this.#isChecking) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#checkIn(0);
  }

  #checkIn(delayMs: number): void {
    this.#timer = setTimeout(() => void this.#check(), delayMs);
  }

  async #check(): Promise<void> {
    let nextMs: number | null = RETRY_MS;
    this.#isChecking = true;
    try {
      nextMs = await this.#help();
    } catch (error) {
      if (!this.#options.transport.closed) this.#logger.warn({ err: error }, 'bandwidth not probed');
    }
    this.#isChecking = false;
    if (this.#closed) return;
    this.#timer = null;
    if (this.#isFlooded) this.#checkIn(0);
    else if (nextMs === null) this.watch();
    else this.#checkIn(nextMs);
  }

  /** @returns in how many milliseconds to look again; null when nothing is amiss */
  async #help(): Promise<number | null> {
    const link = await this.#measure();
    const pictures = picturesOf([...this.#options.consumers()]);
    // With a burst on its way the link is asked to the end, though the engine may have raised a picture by half an answer.
    const goesOn = link?.isFlooded === true || (this.#memory?.probedBps ?? 0) > 0;
    const isWell = pictures.length === 0 || (!goesOn && this.#missing() === undefined);
    if (this.#closed || link === null || isWell) return this.#end();
    const step = recoveryStep(this.#memory ?? newRecovery(link.nowMs, this.#last), link);
    this.#memory = step.memory;
    // Before the burst: its first answer is believed at once.
    if (step.probes) await freeze(pictures);
    await this.#apply(step);
    if (step.clears) await clear(pictures);
    else if (step.lifts) await this.#lift(pictures);
    else await keepFirst(pictures);
    if (step.restarts) await this.#missing()?.restart();
    return step.nextMs;
  }

  /** @returns null where the engine has no estimate */
  async #measure(): Promise<LinkState | null> {
    this.#alarmed = false;
    const isAskedAgain = this.#isFlooded;
    this.#isFlooded = false;
    const consumers = [...this.#options.consumers()];
    const [[stats], { lossShare, repeatedShare }] = await Promise.all([
      this.#options.transport.getStats(),
      this.#losses.read(sampleOf(consumers)),
    ]);
    const nowMs = performance.now();
    const availableBps = stats?.availableOutgoingBitrate;
    if (availableBps === undefined) return null;
    const isLost = lossShare > FLOODED && availableBps < sentBpsOf(consumers) && nowMs >= this.#settledAtMs;
    const isFlooded = isAskedAgain || isLost;
    return { availableBps, neededBps: neededBpsOf(consumers), lossShare, repeatedShare, isFlooded, nowMs };
  }

  async #lift(pictures: readonly SubscribedConsumer[]): Promise<void> {
    await lift(pictures);
    this.#settledAtMs = performance.now() + SETTLING_MS;
    this.#nacks.stop();
  }

  async #apply({ floorBps, ceilingBps, probes }: RecoveryStep): Promise<void> {
    await this.#setFloor(floorBps);
    if (ceilingBps === null) return;
    // The engine sends a burst whenever its ceiling changes, but none above the ceiling before.
    if (probes && ceilingBps > this.#ceilingBps) await this.#setCeiling(ceilingBps);
    await this.#setCeiling(probes && ceilingBps === this.#ceilingBps ? ceilingBps + 1 : ceilingBps);
  }

  async #end(): Promise<null> {
    this.#last = this.#memory ?? this.#last;
    this.#memory = null;
    await this.#setFloor(0);
    await this.#setCeiling(0);
    if (!this.#closed) await lift([...this.#options.consumers()]);
    return null;
  }

  async #setFloor(bps: number): Promise<void> {
    if (bps === this.#floorBps || this.#closed) return;
    this.#floorBps = bps;
    await this.#options.transport.setMinOutgoingBitrate(bps);
  }

  /** @param bps 0 for none */
  async #setCeiling(bps: number): Promise<void> {
    if (bps === this.#ceilingBps || this.#closed) return;
    this.#ceilingBps = bps;
    await this.#options.transport.setMaxOutgoingBitrate(bps);
  }

  /** The most important picture that misses its layer. */
  #missing(): SubscribedConsumer | undefined {
    return picturesOf([...this.#options.consumers()]).find(({ missesLayer }) => missesLayer);
  }
}
