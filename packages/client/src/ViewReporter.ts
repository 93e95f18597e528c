import type { View } from '@parley/protocol';
import { SignalError } from './errors.ts';

/** At most one report in this time: changing layers more often than that freezes pictures. */
const MIN_INTERVAL_MS = 200;

/**
 * Tells the server which tiles are shown: the first change at once, further ones coalesced, the latest wins, and
 * nothing when it equals what the server has.
 */
export class ViewReporter {
  readonly #send: (views: View[]) => Promise<unknown>;
  readonly #onProblem: (problem: unknown) => void;
  /** What is shown; null until the first report, so that the server's own default applies. */
  #wanted: readonly View[] | null = null;
  /** What the server was told as JSON; null when unknown. */
  #sent: string | null = null;
  #active = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(send: (views: View[]) => Promise<unknown>, onProblem: (problem: unknown) => void) {
    this.#send = send;
    this.#onProblem = onProblem;
  }

  set(views: readonly View[]): void {
    this.#wanted = views;
    this.#flush();
  }

  /** The server can be told from now on, and knows nothing. */
  start(): void {
    this.#active = true;
    this.#sent = null;
    this.#flush();
  }

  /** The server cannot be told any more; what is shown is remembered for the next `start`. */
  stop(): void {
    this.#active = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #flush(): void {
    if (!this.#active || this.#timer !== null || this.#wanted === null) return;
    const views = JSON.stringify(this.#wanted);
    if (views === this.#sent) return;
    this.#sent = views;
    this.#timer = setTimeout(this.#onInterval, MIN_INTERVAL_MS);
    this.#send([...this.#wanted]).catch(this.#onFailure);
  }

  readonly #onInterval = (): void => {
    this.#timer = null;
    this.#flush();
  };

  readonly #onFailure = (error: unknown): void => {
    // After a lost connection `start` reports again; anything else is a bug on one of both sides.
    if (!(error instanceof SignalError && error.code === 'DISCONNECTED')) this.#onProblem(error);
  };
}
