export interface GraceOptions {
  /** How long the place is kept in any case. */
  graceMs: number;
  /** How long at most while media goes on. */
  mediaGraceMs: number;
  /** Whether media of the client has come since this was last asked. */
  hasMedia(): Promise<boolean>;
  onOver(): void;
}

/** How often media is looked at when the first time is over; a voice pauses for less than half a second. */
const LOOK_INTERVAL_MS = 4000;

/**
 * How long a place is kept for somebody whose connection is lost: a short time, and longer while their media goes on (adr/0011).
 * The others still see and hear them then, and nobody has left.
 */
export class Grace {
  readonly #options: GraceOptions;
  readonly #mediaEndsAtMs: number;
  #timer: NodeJS.Timeout;
  #closed = false;

  constructor(options: GraceOptions) {
    this.#options = options;
    this.#mediaEndsAtMs = performance.now() + options.mediaGraceMs;
    // From here on counts what comes.
    if (options.mediaGraceMs > options.graceMs) void options.hasMedia();
    this.#timer = setTimeout(this.#onTimeout, options.graceMs);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  readonly #onTimeout = (): void => void this.#decide();

  async #decide(): Promise<void> {
    const leftMs = this.#mediaEndsAtMs - performance.now();
    const goesOn = leftMs > 0 && (await this.#options.hasMedia());
    if (this.#closed) return;
    if (!goesOn) this.#options.onOver();
    else this.#timer = setTimeout(this.#onTimeout, Math.min(LOOK_INTERVAL_MS, leftMs));
  }
}
