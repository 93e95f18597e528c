/** One look at what both transports have carried so far. */
export interface Traffic {
  /** Over both. */
  readonly receivedBytes: number;
  /** Over the one that sends media, where the server answers that within a tenth of a second; else 0. */
  readonly sentBytes: number;
}

export interface StallSample extends Traffic {
  /** Whether the server hears somebody whose voice should arrive here. */
  readonly audible: boolean;
}

/** Shorter silence is a hiccup; two and a half seconds later browsers look for another way by themselves. */
const STALLED_MS = 1500;
/** This much has been sent in vain: less may be what is said of streams that are paused. */
const UNANSWERED_BYTES = 2000;
/** For so long somebody has been speaking in vain. */
const UNHEARD_MS = 800;
/** A page that was asleep, or busy, has missed what came meanwhile. */
const MAX_STEP_MS = 1500;

interface Silence {
  readonly sinceMs: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  unheardMs: number;
  lookedAtMs: number;
}

/**
 * Notices that media has lost its way: for a second and a half nothing has arrived at all, though something must have. Quiet alone
 * says nothing. Pure in time: counters in, a verdict out.
 */
export class StallDetector {
  /** When something had certainly arrived. */
  #aliveAtMs = -Infinity;
  #silence: Silence | null = null;
  /** This silence has been told. */
  #told = false;

  /** Something has arrived since the last look. */
  onArrival(nowMs: number): void {
    this.#aliveAtMs = nowMs;
    this.#silence = null;
    this.#told = false;
  }

  /** Nobody has looked, or nothing is expected: what was counted says nothing any more. */
  onPause(): void {
    this.#silence = null;
    this.#aliveAtMs = -Infinity;
  }

  /** @returns whether media has lost its way; once for each silence */
  look({ receivedBytes, sentBytes, audible }: StallSample, nowMs: number): boolean {
    const silence = this.#silence;
    if (silence !== null && silence.receivedBytes !== receivedBytes) this.onArrival(nowMs);
    else if (silence !== null && nowMs - silence.lookedAtMs > MAX_STEP_MS) this.onPause();
    if (silence === null || this.#silence === null) {
      const recentlyAlive = nowMs - this.#aliveAtMs <= MAX_STEP_MS;
      const sinceMs = recentlyAlive ? this.#aliveAtMs : nowMs;
      this.#silence = { sinceMs, receivedBytes, sentBytes, unheardMs: 0, lookedAtMs: nowMs };
      return false;
    }
    if (audible) silence.unheardMs += nowMs - silence.lookedAtMs;
    silence.lookedAtMs = nowMs;
    if (this.#told || nowMs - silence.sinceMs < STALLED_MS) return false;
    this.#told = sentBytes - silence.sentBytes >= UNANSWERED_BYTES || silence.unheardMs >= UNHEARD_MS;
    return this.#told;
  }
}
