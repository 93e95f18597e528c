const RETRY_MS = 100;
const MAX_REQUESTS = 4;
/** A gap of more packets is an interruption: asking for all of it again would make it worse. */
const MAX_GAP_PACKETS = 100;

interface Missing {
  requests: number;
  nextRequestMs: number;
}

/** Which packets of a stream to ask for again, and when to give up. Sequence numbers are extended ones. */
export class MissingPackets {
  readonly #missing = new Map<number, Missing>();
  #highest: number | null = null;
  #gaveUp = false;

  /** Notes an arrival. */
  note(sequence: number, nowMs: number): void {
    const highest = this.#highest;
    this.#highest = Math.max(highest ?? sequence, sequence);
    if (highest === null) return;
    this.#missing.delete(sequence);
    if (sequence - highest > MAX_GAP_PACKETS) {
      this.#missing.clear();
      this.#gaveUp = true;
      return;
    }
    for (let gap = highest + 1; gap < sequence; gap++) {
      this.#missing.set(gap, { requests: 0, nextRequestMs: nowMs });
    }
  }

  /** Sequence numbers to ask for now, ascending; those asked for too often are given up. */
  takeDue(nowMs: number): number[] {
    const due: number[] = [];
    for (const [sequence, missing] of this.#missing) {
      if (missing.nextRequestMs > nowMs) continue;
      if (missing.requests === MAX_REQUESTS) {
        this.#missing.delete(sequence);
        this.#gaveUp = true;
        continue;
      }
      missing.requests++;
      missing.nextRequestMs = nowMs + RETRY_MS;
      due.push(sequence);
    }
    return due.sort((a, b) => a - b);
  }

  /** Whether packets were given up since the last call: the picture is broken until the next key frame. */
  takeGaveUp(): boolean {
    const gaveUp = this.#gaveUp;
    this.#gaveUp = false;
    return gaveUp;
  }
}
