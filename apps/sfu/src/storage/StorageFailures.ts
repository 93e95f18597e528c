import type { Logger } from '../logger.ts';

const LOG_EVERY_MS = 60_000;

/** A meeting goes on when nothing can be kept: what fails is counted, and logged at most once a minute. */
export class StorageFailures {
  readonly #logger: Logger;
  #count = 0;
  #loggedAtMs = -Infinity;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  get count(): number {
    return this.#count;
  }

  /** Does something that may fail without harm to whoever asks. */
  survive(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#count += 1;
      const nowMs = performance.now();
      if (nowMs - this.#loggedAtMs < LOG_EVERY_MS) return;
      this.#loggedAtMs = nowMs;
      this.#logger.error({ err: error, failures: this.#count }, 'storage failed');
    }
  }
}
