/** Does one thing after a while, once, unless it is stopped. Starting it again does not make it later. */
export class OneTimer {
  readonly #afterMs: number;
  readonly #work: () => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(afterMs: number, work: () => void) {
    this.#afterMs = afterMs;
    this.#work = work;
  }

  get isRunning(): boolean {
    return this.#timer !== null;
  }

  start(): void {
    this.#timer ??= setTimeout(() => this.#onTimeout(), this.#afterMs);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #onTimeout(): void {
    this.#timer = null;
    this.#work();
  }
}
