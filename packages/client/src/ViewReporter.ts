import type { PayloadOf } from '@parley/protocol';
import { SignalError, type SignalErrorCode } from './errors.ts';

/** The tiles on screen, and what kind of machine shows them. */
export type ShownViews = PayloadOf<'set-views'>;

/** At most one report in this time: changing layers more often than that freezes pictures. */
const MIN_INTERVAL_MS = 200;
/** Nobody knows whether the server has it, or it has no time now: what is shown stays true, and is told again. */
const PASSING_CODES: readonly SignalErrorCode[] = ['RATE_LIMITED', 'TIMEOUT'];
const RETRY_MS = 1000;

/**
 * Tells the server which tiles are shown: the first change at once, further ones coalesced, the latest wins, and
 * nothing when it equals what the server has.
 */
export class ViewReporter {
  readonly #send: (shown: ShownViews) => Promise<unknown>;
  readonly #onProblem: (problem: unknown) => void;
  /** What is shown; null until the first report, so that the server's own default applies. */
  #wanted: ShownViews | null = null;
  /** What the server was told as JSON; null when unknown. */
  #sent: string | null = null;
  #active = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(send: (shown: ShownViews) => Promise<unknown>, onProblem: (problem: unknown) => void) {
    this.#send = send;
    this.#onProblem = onProblem;
  }

  /** Whom this person has pinned. */
  get pinnedIds(): ReadonlySet<string> {
    return new Set(this.#wanted?.views.flatMap(({ userId, pinned }) => (pinned === true ? [userId] : [])));
  }

  set(shown: ShownViews): void {
    this.#wanted = shown;
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
    const shown = JSON.stringify(this.#wanted);
    if (shown === this.#sent) return;
    this.#sent = shown;
    this.#wait(MIN_INTERVAL_MS);
    this.#send(this.#wanted).catch((error: unknown) => this.#onFailure(error, shown));
  }

  #wait(ms: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onInterval, ms);
  }

  readonly #onInterval = (): void => {
    this.#timer = null;
    this.#flush();
  };

  #onFailure(error: unknown, shown: string): void {
    // Whoever was put out meanwhile has nothing to report any more.
    if (!this.#active) return;
    const code = error instanceof SignalError ? error.code : null;
    // After a lost connection `start` reports again; anything else that does not pass is a bug on one of both sides.
    if (code !== 'DISCONNECTED') this.#onProblem(error);
    if (code === null || !PASSING_CODES.includes(code) || this.#sent !== shown) return;
    this.#sent = null;
    this.#wait(RETRY_MS);
  }
}
