/** Does one thing after a while, once, unless it is stopped. Starting it again does not make it later. */
export class OneTimer {
  readonly #afterMs: number;
  readonly #work: () => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(afterMs: number, work: () => void) {
    this.#afterMs = afterMs;
    this.#work = work;
  }

  start(): void {
    this.#timer ??= setTimeout(this.#work, this.#afterMs);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
