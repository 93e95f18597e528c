import type { RoomStore } from './RoomStore.ts';

/** Asking again at once would meet the same rate limit, or the same lost connection. */
const RETRY_MS = 2000;

/**
 * Keeps what the others see of my being away equal to what is so. What they see is in the store, so that a new join or a
 * resumed session is told again without a word.
 */
export class AwayReporter {
  readonly #store: RoomStore;
  readonly #send: (away: boolean) => Promise<unknown>;
  readonly #onProblem: (problem: unknown) => void;
  readonly #unsubscribe: () => void;
  #wanted = false;
  #sending = false;
  #retryTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    store: RoomStore,
    send: (away: boolean) => Promise<unknown>,
    onProblem: (problem: unknown) => void,
  ) {
    this.#store = store;
    this.#send = send;
    this.#onProblem = onProblem;
    this.#unsubscribe = store.subscribe(this.#follow);
  }

  set(away: boolean): void {
    this.#wanted = away;
    this.#follow();
  }

  close(): void {
    this.#unsubscribe();
    this.#clearRetry();
  }

  readonly #follow = (): void => {
    const { status, self } = this.#store.getSnapshot();
    if (status !== 'joined' || self === null || self.away === this.#wanted) return;
    if (!this.#sending && this.#retryTimer === null) void this.#tell();
  };

  async #tell(): Promise<void> {
    this.#sending = true;
    const wanted = this.#wanted;
    try {
      await this.#send(wanted);
    } catch (error) {
      this.#onProblem(error);
    } finally {
      this.#sending = false;
    }
    // The event that shows it came before the answer; where it did not, or the wish has changed since, once more.
    const { status, self } = this.#store.getSnapshot();
    if (status !== 'joined' || self === null || self.away === this.#wanted) return;
    this.#clearRetry();
    this.#retryTimer = setTimeout(this.#onRetry, RETRY_MS);
  }

  readonly #onRetry = (): void => {
    this.#retryTimer = null;
    this.#follow();
  };

  #clearRetry(): void {
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    this.#retryTimer = null;
  }
}
