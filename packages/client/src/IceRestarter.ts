import type { types } from 'mediasoup-client';

/**
 * Browsers call a transport disconnected only after seconds without a packet, or when its network is gone: waiting longer
 * is silence. A restart that was not needed costs a round trip, and media goes on meanwhile.
 */
const DISCONNECTED_GRACE_MS = 300;
/** A first connection takes milliseconds; browsers give up on it only after half a minute, and ping ever more rarely. */
const CONNECTING_GRACE_MS = 10_000;
/** How long a restart may take before it counts as failed. */
const RESTART_DEADLINE_MS = 5000;
const MAX_RESTARTS = 3;

export interface IceRestarterOptions {
  /** Whether the server can be asked now; if not, `recheck` must be called when it can. */
  canRestart: () => boolean;
  /** Asks the server for new ICE parameters and applies them. */
  restart: () => Promise<void>;
  /** Restarting does not help: the transport must be replaced. */
  onGiveUp: (cause: unknown) => void;
}

/** Restarts ICE when a transport does not (any longer) connect: one restart at a time, each with a deadline. */
export class IceRestarter {
  readonly #options: IceRestarterOptions;
  #state: types.ConnectionState = 'new';
  #restarts = 0;
  #restarting = false;
  /** The network has changed, and no restart has begun since. */
  #networkChanged = false;
  #closed = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: IceRestarterOptions) {
    this.#options = options;
  }

  observe(state: types.ConnectionState): void {
    this.#state = state;
    if (state === 'connected') {
      this.#restarts = 0;
      if (!this.#networkChanged) this.#clearTimer();
    } else if (state === 'disconnected') this.#schedule(DISCONNECTED_GRACE_MS);
    else if (state === 'failed') this.#schedule(0);
    else if (state === 'connecting' && this.#timer === null) this.#schedule(CONNECTING_GRACE_MS);
  }

  /** The server can be asked again. */
  recheck(): void {
    const broken = this.#state === 'disconnected' || this.#state === 'failed' || this.#networkChanged;
    // Without a timer the moment to restart came while the server could not be asked.
    if (broken || (this.#state === 'connecting' && this.#timer === null)) this.#schedule(0);
  }

  /** Another network: what looks connected may lead nowhere, and tries on the former one do not count. */
  onNetworkChange(): void {
    if (this.#state === 'new' || this.#closed) return;
    this.#networkChanged = true;
    this.#restarts = 0;
    this.#schedule(0);
  }

  close(): void {
    this.#closed = true;
    this.#clearTimer();
  }

  #schedule(delayMs: number): void {
    if (this.#closed || this.#restarting) return; // the running restart has a deadline that decides
    this.#clearTimer();
    this.#timer = setTimeout(() => void this.#restart(), delayMs);
  }

  async #restart(): Promise<void> {
    this.#timer = null;
    if (this.#restarting || !this.#options.canRestart()) return;
    if (this.#restarts === MAX_RESTARTS) {
      this.#options.onGiveUp(new Error('ICE restarts did not bring the transport back'));
      return;
    }
    this.#restarts += 1;
    this.#restarting = true;
    this.#networkChanged = false;
    try {
      await this.#options.restart();
    } catch (error) {
      this.#networkChanged = true; // it was for nothing
      if (!this.#closed && this.#options.canRestart()) this.#options.onGiveUp(error);
      return;
    } finally {
      this.#restarting = false;
    }
    if (this.#networkChanged) this.#schedule(0);
    else if (!this.#closed && this.#state !== 'connected') this.#schedule(RESTART_DEADLINE_MS);
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
