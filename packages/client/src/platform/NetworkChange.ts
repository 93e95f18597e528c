/** What is used of `navigator.connection`. Safari and Firefox have none, desktops know no `type`. */
export interface NetworkInformation extends EventTarget {
  readonly type?: string;
}

/** What tells of networks; Node has none of it. */
export interface NetworkPlatform {
  readonly window: EventTarget | null;
  readonly connection: NetworkInformation | null;
}

/** One change comes as several events: at the first one something is done, and once more after the last. */
const COLLAPSE_MS = 300;

/**
 * Tells that the network is another one than before: Wi-Fi to LTE and back. Platforms say it in different ways and more
 * than once, or not at all (then the socket's loss is the first sign: see `note`).
 */
export class NetworkChange {
  readonly #platform: NetworkPlatform;
  readonly #onChange: () => void;
  #type: string | undefined;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #again = false;

  constructor(onChange: () => void, platform: NetworkPlatform = currentNetwork()) {
    this.#platform = platform;
    this.#onChange = onChange;
    this.#type = platform.connection?.type;
    platform.window?.addEventListener('online', this.note);
    platform.connection?.addEventListener('change', this.#onConnection);
  }

  /** Something else made it likely that the network has changed. */
  readonly note = (): void => {
    if (this.#timer !== null) {
      this.#again = true;
      return;
    }
    this.#timer = setTimeout(this.#onQuiet, COLLAPSE_MS);
    this.#onChange();
  };

  close(): void {
    this.#platform.window?.removeEventListener('online', this.note);
    this.#platform.connection?.removeEventListener('change', this.#onConnection);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  readonly #onQuiet = (): void => {
    this.#timer = null;
    if (!this.#again) return;
    this.#again = false;
    this.note();
  };

  /** The event also comes when the browser only guesses another speed, several times a minute. */
  readonly #onConnection = (): void => {
    const before = this.#type;
    this.#type = this.#platform.connection?.type;
    // Without any network there is nothing to try; the next one has an event of its own.
    if (this.#type !== before && this.#type !== 'none') this.note();
  };
}

export function currentNetwork(): NetworkPlatform {
  if (typeof window === 'undefined') return { window: null, connection: null };
  const { connection = null } = navigator as Navigator & { connection?: NetworkInformation };
  return { window, connection };
}
