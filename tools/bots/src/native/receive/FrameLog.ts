/** About 20 s of a camera; a power of two. */
const CAPACITY = 512;
const RATE_WINDOW_MS = 1000;

/** A complete frame as it arrived. */
export interface ArrivedFrame {
  readonly atMs: number;
  /** Of the picture, in pixels. */
  readonly height: number;
  /** `null` when the sender does not tell. */
  readonly temporalLayer: number | null;
}

export interface FrameRate {
  readonly framesPerSecond: number;
  readonly maxTemporalLayer: number | null;
}

export interface FrameQuery {
  /** Default 1: any. */
  readonly minHeight?: number;
  /** On the clock of `performance.now()`; default: from the beginning. */
  readonly sinceMs?: number;
}

/** The last frames of a stream, in memory allocated once. */
export class FrameLog {
  readonly #atMs = new Float64Array(CAPACITY);
  readonly #heights = new Int16Array(CAPACITY);
  /** -1: not told. */
  readonly #temporalLayers = new Int8Array(CAPACITY);
  #count = 0;

  note({ atMs, height, temporalLayer }: ArrivedFrame): void {
    const slot = this.#count++ & (CAPACITY - 1);
    this.#atMs[slot] = atMs;
    this.#heights[slot] = height;
    this.#temporalLayers[slot] = temporalLayer ?? -1;
  }

  /** Of the last second before `nowMs`. */
  rate(nowMs: number): FrameRate {
    let framesPerSecond = 0;
    let maxTemporalLayer = -1;
    for (const slot of this.#slotsFromNewest()) {
      if ((this.#atMs[slot] ?? 0) <= nowMs - RATE_WINDOW_MS) break;
      framesPerSecond++;
      maxTemporalLayer = Math.max(maxTemporalLayer, this.#temporalLayers[slot] ?? -1);
    }
    return { framesPerSecond, maxTemporalLayer: maxTemporalLayer < 0 ? null : maxTemporalLayer };
  }

  /** When the first frame of at least this height came since then, or `null`. Knows the last 20 s or so. */
  firstAtMs({ minHeight = 1, sinceMs = -Infinity }: FrameQuery): number | null {
    let firstAtMs: number | null = null;
    for (const slot of this.#slotsFromNewest()) {
      const atMs = this.#atMs[slot] ?? 0;
      if (atMs < sinceMs) break;
      if ((this.#heights[slot] ?? 0) >= minHeight) firstAtMs = atMs;
    }
    return firstAtMs;
  }

  *#slotsFromNewest(): Generator<number> {
    const oldest = Math.max(0, this.#count - CAPACITY);
    for (let index = this.#count - 1; index >= oldest; index--) yield index & (CAPACITY - 1);
  }
}
