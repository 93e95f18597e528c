import { setImmediate as nextTurn } from 'node:timers/promises';
import { isAtWork, type ProcessState, readProcessState } from './processWork.ts';

export interface WorkerPulseOptions {
  pid: number;
  /** Asks the worker's process for a sign of life; rejects when it is gone. */
  ask: () => Promise<unknown>;
  /** It gives none: it is to be replaced. */
  onHung: (silentMs: number) => void;
}

/** Together they notice a worker that stands still within three seconds. */
const ASK_EVERY_MS = 500;
const SILENCE_MS = 1800;
/** From when on its process is looked at: what it did before its silence says nothing. */
const LOOK_AFTER_MS = 900;
/** Whoever works gets more time: a full core, or a machine that has no time for it, is no reason to end it. */
const BUSY_SILENCE_MS = 15_000;
/** A timer that is late by more says that this process itself stood still, or the whole machine did. */
const LATE_MS = 250;

/** Watches whether a worker's process still answers. */
export class WorkerPulse {
  readonly #options: WorkerPulseOptions;
  #timer: NodeJS.Timeout | null = null;
  /** Since when an answer is due. */
  #askedAtMs: number | null = null;
  /** What its process was like at the last look, while it is silent. */
  #before: ProcessState | null = null;
  #closed = false;

  constructor(options: WorkerPulseOptions) {
    this.#options = options;
    this.#schedule();
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #schedule(): void {
    const dueAtMs = performance.now() + ASK_EVERY_MS;
    this.#timer = setTimeout(() => {
      void this.#beat(performance.now() - dueAtMs).then(() => {
        if (!this.#closed) this.#schedule();
      });
    }, ASK_EVERY_MS);
  }

  async #beat(lateMs: number): Promise<void> {
    if (this.#askedAtMs === null) this.#ask();
    // What was missed while this process slept was not the worker's silence.
    else if (lateMs > LATE_MS) this.#askedAtMs = performance.now();
    else if (this.#silentMs >= LOOK_AFTER_MS) await this.#doubt();
  }

  #ask(): void {
    this.#askedAtMs = performance.now();
    this.#before = null;
    this.#options.ask().then(
      () => (this.#askedAtMs = null),
      // Gone, which others notice; as long as it is here it may be asked again.
      () => (this.#askedAtMs = null),
    );
  }

  async #doubt(): Promise<void> {
    const before = this.#before;
    const now = await readProcessState(this.#options.pid);
    this.#before = now;
    const working = isAtWork(before, now);
    // Its answer may have been waiting here while timers ran.
    await nextTurn();
    if (this.#closed || this.#askedAtMs === null) return;
    // One look does not say what it did meanwhile.
    const isFirstLook = before === null && now !== null;
    if (isFirstLook || this.#silentMs < (working ? BUSY_SILENCE_MS : SILENCE_MS)) return;
    this.close();
    this.#options.onHung(this.#silentMs);
  }

  get #silentMs(): number {
    return this.#askedAtMs === null ? 0 : performance.now() - this.#askedAtMs;
  }
}
