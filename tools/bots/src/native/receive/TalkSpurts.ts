/** Voice after so long a time without it is a new spurt; words have shorter gaps. */
const MIN_GAP_MS = 200;
const MAX_SPURTS = 32;

/** A run of packets with voice, as it was received. */
export interface TalkSpurt {
  /** When its first packet came, on the clock of `performance.now()`. */
  readonly atMs: number;
  /** Of its first packet; the sender's own (mediasoup leaves those of audio as they are). */
  readonly rtpTimestamp: number;
}

/** The last spurts of one voice. */
export class TalkSpurts {
  readonly #clockRate: number;
  readonly #spurts: TalkSpurt[] = [];
  #lastTimestamp: number | null = null;

  constructor(clockRate: number) {
    this.#clockRate = clockRate;
  }

  /** A packet with voice; one that was sent again, or overtaken, begins nothing. */
  note(rtpTimestamp: number, atMs: number): void {
    const last = this.#lastTimestamp;
    const gapMs = last === null ? Infinity : sinceMs(last, rtpTimestamp, this.#clockRate);
    if (gapMs <= 0) return;
    this.#lastTimestamp = rtpTimestamp;
    if (gapMs < MIN_GAP_MS) return;
    this.#spurts.push({ atMs, rtpTimestamp });
    if (this.#spurts.length > MAX_SPURTS) this.#spurts.shift();
  }

  /** The first spurt that began at this timestamp of the sender or later, or `null`. */
  since(rtpTimestamp: number): TalkSpurt | null {
    return (
      this.#spurts.find((spurt) => sinceMs(rtpTimestamp, spurt.rtpTimestamp, this.#clockRate) >= 0) ?? null
    );
  }
}

/** From one RTP timestamp to another, which wrap around after a day; negative when `to` is the earlier one. */
export function sinceMs(from: number, to: number, clockRate: number): number {
  return (((to - from) | 0) * 1000) / clockRate;
}
