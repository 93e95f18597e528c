import type { types } from 'mediasoup';

export interface NackWatchOptions {
  /** The streams that suffer from a flood most, on their way now. */
  sample(): readonly types.Consumer[];
  onFlood(): void;
}

interface Counts {
  readonly sent: number;
  readonly asked: number;
}

/**
 * What gets lost once, as in a burst, is all asked for at the beginning: only in a flood more is asked for after that. A
 * narrow link brings a packet that shows the next gap every 50 ms or so, so there are several looks.
 */
const LOOK_INTERVAL_MS = 40;
const LOOKS = 10;
/** What is asked for is compared with what was sent in the same time. */
const WINDOW_LOOKS = 3;
/** Then so long a time of rest: longer where it was no flood, because looking costs. */
const REST_MS = { flood: 200, noFlood: 2000 };
/** Nobody looks before something was asked for again at so many different times, that long apart, and not longer ago. */
const TIMES = { count: 3, apartMs: 30, withinMs: 250 };
/** More than what loss by chance, of a fifth of all packets, ever brings in so short a time. */
const MIN_ASKED = 12;
const FLOODED = 0.75;

/**
 * Finds a flood by what the receiver asks for again: that is known as soon as the link's queue has passed once, whereas
 * reports of loss come once a second and the estimate falls in steps.
 */
export class NackWatch {
  readonly #options: NackWatchOptions;
  #timer: NodeJS.Timeout | null = null;
  #isLooking = false;
  /** Counts them, so that what is asked for one of them is not taken for the next. */
  #series = 0;
  #restsUntilMs = -Infinity;
  #askedAtMs: readonly number[] = [];
  #closed = false;

  constructor(options: NackWatchOptions) {
    this.#options = options;
  }

  /** A receiver has asked for packets again. */
  note(): void {
    const nowMs = performance.now();
    if (this.#closed || this.#isLooking || nowMs < this.#restsUntilMs) return;
    this.#askedAtMs = nextTimes(this.#askedAtMs, nowMs);
    if (this.#askedAtMs.length < TIMES.count) return;
    this.#askedAtMs = [];
    this.#isLooking = true;
    void this.#look();
  }

  /** What has been seen so far says nothing any more. */
  stop(): void {
    this.#series += 1;
    this.#isLooking = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  close(): void {
    this.#closed = true;
    this.stop();
  }

  async #look(): Promise<void> {
    const sample = this.#options.sample();
    const series = this.#series;
    const first = await countsOf(sample);
    if (series === this.#series) this.#lookAgain(sample, [first]);
  }

  #lookAgain(sample: readonly types.Consumer[], seen: readonly Counts[]): void {
    this.#timer = setTimeout(() => void this.#judge(sample, seen), LOOK_INTERVAL_MS);
  }

  async #judge(sample: readonly types.Consumer[], before: readonly Counts[]): Promise<void> {
    const series = this.#series;
    const seen = [...before, await countsOf(sample)];
    if (series !== this.#series) return;
    const [first, last] = [seen.slice(1).at(-1 - WINDOW_LOOKS), seen.at(-1)];
    const isFlooded = first !== undefined && last !== undefined && isFlood(first, last);
    if (!isFlooded && seen.length <= LOOKS) {
      this.#lookAgain(sample, seen);
      return;
    }
    this.#timer = null;
    this.#isLooking = false;
    this.#restsUntilMs = performance.now() + (isFlooded ? REST_MS.flood : REST_MS.noFlood);
    if (isFlooded) this.#options.onFlood();
  }
}

/** Single losses, and all streams that ask at once for what a burst has cost them, are one time each. */
export function nextTimes(before: readonly number[], nowMs: number): readonly number[] {
  const recent = before.filter((atMs) => nowMs - atMs <= TIMES.withinMs);
  const isAnother = nowMs - (recent.at(-1) ?? -Infinity) >= TIMES.apartMs;
  return isAnother ? [...recent, nowMs] : recent;
}

/** Whether most of what was sent meanwhile was asked for again. */
export function isFlood(before: Counts, after: Counts): boolean {
  const asked = after.asked - before.asked;
  const sent = after.sent - before.sent;
  return asked >= MIN_ASKED && asked >= sent * FLOODED;
}

/** Of those that are still there; nothing is missed where one has gone meanwhile, and the next look will tell. */
async function countsOf(consumers: readonly types.Consumer[]): Promise<Counts> {
  const stats = await Promise.allSettled(consumers.map((consumer) => consumer.getStats()));
  let [sent, asked] = [0, 0];
  for (const result of stats) {
    if (result.status === 'rejected') continue;
    for (const stat of result.value) {
      if (stat.type !== 'outbound-rtp') continue;
      sent += stat.packetCount;
      asked += stat.nackPacketCount;
    }
  }
  return { sent, asked };
}
