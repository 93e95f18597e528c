/** What is used of `navigator.wakeLock`. */
export type ScreenLocks = Pick<WakeLock, 'request'>;
type Page = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

/**
 * Keeps the screen from going to sleep. Browsers take the lock away whenever the page is hidden, and never give it back: it is asked
 * for again on return. Does nothing where there are no locks.
 */
export class ScreenAwake {
  readonly #locks: ScreenLocks | undefined;
  readonly #page: Page;
  #lock: WakeLockSentinel | null = null;
  #asking = false;
  #active = false;

  constructor(locks: ScreenLocks | undefined, page: Page) {
    this.#locks = locks;
    this.#page = page;
  }

  start(): void {
    if (this.#active) return;
    this.#active = true;
    this.#page.addEventListener('visibilitychange', this.#onVisibility);
    void this.#ask();
  }

  stop(): void {
    if (!this.#active) return;
    this.#active = false;
    this.#page.removeEventListener('visibilitychange', this.#onVisibility);
    this.#release();
  }

  async #ask(): Promise<void> {
    const isHeld = this.#lock !== null && !this.#lock.released;
    if (this.#locks === undefined || isHeld || this.#asking || this.#page.visibilityState !== 'visible')
      return;
    this.#asking = true;
    try {
      this.#lock = await this.#locks.request('screen');
    } catch {
      // Refused while the battery is low, or the page was hidden meanwhile: the next return asks again.
    } finally {
      this.#asking = false;
    }
    if (!this.#isActive()) this.#release();
  }

  #release(): void {
    this.#lock?.release().catch(() => undefined);
    this.#lock = null;
  }

  /** A method, because TypeScript would take the field's value from before an `await` for granted. */
  #isActive(): boolean {
    return this.#active;
  }

  readonly #onVisibility = (): void => void this.#ask();
}
