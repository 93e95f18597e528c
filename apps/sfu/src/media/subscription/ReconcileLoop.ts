/** Changes within this time become one batch: camera and microphone of a joiner are one message to everyone. */
const BATCH_DELAY_MS = 10;

/**
 * Runs one reconciliation at a time, a moment after it was asked for. What is asked for while one runs is done by
 * another one after it.
 */
export class ReconcileLoop {
  readonly #reconcile: () => Promise<void>;
  #timer: NodeJS.Timeout | null = null;
  #running = false;
  #dirty = false;
  #closed = false;

  constructor(reconcile: () => Promise<void>) {
    this.#reconcile = reconcile;
  }

  schedule(): void {
    if (this.#closed) return;
    if (this.#running) this.#dirty = true;
    else this.#timer ??= setTimeout(() => void this.run(this.#reconcile), BATCH_DELAY_MS);
  }

  /** Does `work` at once, in the place of a reconciliation. */
  async run(work: () => Promise<void>): Promise<void> {
    this.#clearTimer();
    this.#running = true;
    this.#dirty = false;
    try {
      await work();
    } finally {
      this.#running = false;
    }
    if (this.#dirty) this.schedule();
  }

  close(): void {
    this.#closed = true;
    this.#clearTimer();
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
