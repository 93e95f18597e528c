import type { types } from 'mediasoup';
import type { Logger } from '../../logger.ts';
import { lossShareOf, missingBpsOf, picturesOf, sentBpsOf } from './linkUse.ts';
import {
  CHECK_INTERVAL_MS,
  isFlooded,
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
/** After a flood so soon, what was found the last time was wrong. */
const RELAPSE_MS = 5000;

/**
 * Keeps the pictures of one subscriber going while its link is too narrow and brings them back afterwards: the engine
 * alone needs half a minute. Idle, and without a timer, while every picture has its layer and arrives.
 */
export class BandwidthRecovery {
  readonly #options: RecoveryOptions;
  readonly #logger: Logger;
  #memory: RecoveryMemory | null = null;
  #last: { memory: RecoveryMemory; endedAtMs: number } | null = null;
  #floorBps = 0;
  #ceilingBps = 0;
  /** A receiver has reported worse than before; the engine itself may find out only seconds later. */
  #alarmed = false;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(options: RecoveryOptions, logger: Logger) {
    this.#options = options;
    this.#logger = logger;
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

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #checkIn(delayMs: number): void {
    this.#timer = setTimeout(() => void this.#check(), delayMs);
  }

  async #check(): Promise<void> {
    let nextMs: number | null = RETRY_MS;
    try {
      nextMs = await this.#help();
    } catch (error) {
      if (!this.#options.transport.closed) this.#logger.warn({ err: error }, 'bandwidth not probed');
    }
    if (this.#closed) return;
    this.#timer = null;
    if (nextMs === null) this.watch();
    else this.#checkIn(nextMs);
  }

  /** @returns in how many milliseconds to look again; null when nothing is amiss */
  async #help(): Promise<number | null> {
    const { transport } = this.#options;
    this.#alarmed = false;
    const consumers = [...this.#options.consumers()];
    const [[stats], lossShare] = await Promise.all([transport.getStats(), lossShareOf(consumers)]);
    const availableBps = stats?.availableOutgoingBitrate;
    // With a burst on its way the link is asked to the end: the engine has raised the picture by half an answer.
    const goesOn = isFlooded(lossShare) || (this.#memory?.probedBps ?? 0) > 0;
    const wanted = this.#missing() ?? (goesOn ? picturesOf(consumers)[0] : undefined);
    if (this.#closed || wanted === undefined || availableBps === undefined) return this.#end();
    const nowMs = performance.now();
    const sentBps = sentBpsOf(consumers);
    const neededBps = sentBps + missingBpsOf(wanted);
    const memory = this.#memory ?? newRecovery(nowMs, isFlooded(lossShare) ? this.#recent(nowMs) : null);
    const step = recoveryStep(memory, { availableBps, neededBps, sentBps, lossShare, nowMs });
    this.#memory = step.memory;
    await this.#apply(step);
    if (step.clears) await Promise.all(picturesOf(consumers).map((picture) => picture.restart()));
    else if (step.restarts && wanted.missesLayer) await wanted.restart();
    return step.nextMs;
  }

  async #apply({ floorBps, ceilingBps, probes }: RecoveryStep): Promise<void> {
    await this.#setFloor(floorBps);
    if (ceilingBps === null) return;
    // The engine sends a burst whenever its ceiling changes, but none above the ceiling before.
    if (probes && ceilingBps > this.#ceilingBps) await this.#setCeiling(ceilingBps);
    await this.#setCeiling(probes && ceilingBps === this.#ceilingBps ? ceilingBps + 1 : ceilingBps);
  }

  async #end(): Promise<null> {
    if (this.#memory !== null) this.#last = { memory: this.#memory, endedAtMs: performance.now() };
    this.#memory = null;
    await this.#setFloor(0);
    await this.#setCeiling(0);
    return null;
  }

  #recent(nowMs: number): RecoveryMemory | null {
    return this.#last !== null && nowMs - this.#last.endedAtMs < RELAPSE_MS ? this.#last.memory : null;
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
