import { readFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';

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
    else if (this.#silentMs >= SILENCE_MS) await this.#doubt();
  }

  #ask(): void {
    this.#askedAtMs = performance.now();
    this.#options.ask().then(
      () => (this.#askedAtMs = null),
      // Gone, which others notice; as long as it is here it may be asked again.
      () => (this.#askedAtMs = null),
    );
  }

  async #doubt(): Promise<void> {
    const working = await isWorking(this.#options.pid);
    // Its answer may have been waiting here while timers ran.
    await nextTurn();
    if (this.#closed || this.#askedAtMs === null) return;
    if (this.#silentMs < (working ? BUSY_SILENCE_MS : SILENCE_MS)) return;
    this.close();
    this.#options.onHung(this.#silentMs);
  }

  get #silentMs(): number {
    return this.#askedAtMs === null ? 0 : performance.now() - this.#askedAtMs;
  }
}

/** Whether a process runs, or would if the machine let it; where the system does not say, it may. */
async function isWorking(pid: number): Promise<boolean> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    // The name before it, in parentheses, may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) === 'R';
  } catch {
    return true;
  }
}
