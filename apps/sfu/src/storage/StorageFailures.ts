import type { Logger } from '../logger.ts';

const LOG_EVERY_MS = 60_000;
/** On a full disk now and then something small still fits: that is no recovery. */
const CALM_MS = 5000;

/** A meeting goes on when nothing can be kept: what fails is counted, logged at most once a minute, and said to hosts. */
export class StorageFailures {
  readonly #logger: Logger;
  #count = 0;
  #failing = false;
  #failedAtMs = -Infinity;
  #loggedAtMs = -Infinity;
  #onChange: () => void = () => undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  get count(): number {
    return this.#count;
  }

  /** Whether what happens now is not kept. */
  get failing(): boolean {
    return this.#failing;
  }

  /** Has somebody told when `failing` is another one. */
  tell(onChange: () => void): void {
    this.#onChange = onChange;
  }

  /** Writes something, which may fail without harm to whoever asks. */
  survive(write: () => void): void {
    if (!this.#try(write)) this.#turn(true);
    else if (performance.now() - this.#failedAtMs >= CALM_MS) this.#turn(false);
  }

  /** The same for what says nothing of whether meetings are kept: what only reads, and what is for other servers. */
  surviveAside(work: () => void): void {
    this.#try(work);
  }

  #try(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      this.#onFailure(error);
      return false;
    }
  }

  #onFailure(error: unknown): void {
    this.#count += 1;
    this.#failedAtMs = performance.now();
    if (this.#failedAtMs - this.#loggedAtMs >= LOG_EVERY_MS) {
      this.#loggedAtMs = this.#failedAtMs;
      this.#logger.error({ err: error, failures: this.#count }, 'storage failed');
    }
  }

  #turn(failing: boolean): void {
    if (failing === this.#failing) return;
    this.#failing = failing;
    if (!failing) this.#logger.info({ failures: this.#count }, 'storage works again');
    this.#onChange();
  }
}
