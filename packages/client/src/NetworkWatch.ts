import type { EventOf } from '@parley/protocol';
import { NetworkChange, type NetworkPlatform } from './platform/NetworkChange.ts';
import type { MediaConnection, RoomStore } from './RoomStore.ts';

export interface NetworkWatchOptions {
  store: RoomStore;
  platform: NetworkPlatform;
  /** The network is another one. */
  onChange: () => void;
  /** It may be: nothing arrives that should. */
  onDoubt: () => void;
}

/** The server says four times a second who is audible, as long as somebody is. */
const SILENT_MS = 750;

/**
 * Notices that the way to the server is gone, before anything fails: what browsers say of networks is not all. Chromium on a
 * computer, for one, says nothing when one network takes over from another, and finds out after five seconds of silence.
 */
export class NetworkWatch {
  readonly #options: NetworkWatchOptions;
  readonly #change: NetworkChange;
  readonly #unsubscribe: () => void;
  #media: MediaConnection;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: NetworkWatchOptions) {
    this.#options = options;
    this.#change = new NetworkChange(options.onChange, options.platform);
    this.#media = options.store.getSnapshot().mediaConnection;
    this.#unsubscribe = options.store.subscribe(this.#follow);
  }

  /** Somebody is audible: in a moment the server says so again, or that it is over. */
  onLevels({ levels }: EventOf<'audio-levels'>): void {
    this.#clearTimer();
    if (levels.length > 0) this.#timer = setTimeout(this.#onSilence, SILENT_MS);
  }

  /** Whether this machine moves from one network to another, as those with browsers do. */
  get moves(): boolean {
    return this.#options.platform.window !== null;
  }

  close(): void {
    this.#unsubscribe();
    this.#change.close();
    this.#clearTimer();
  }

  readonly #onSilence = (): void => {
    this.#timer = null;
    this.#options.onDoubt();
  };

  readonly #follow = (): void => {
    const { mediaConnection, status } = this.#options.store.getSnapshot();
    if (status !== 'joined') this.#clearTimer();
    if (mediaConnection === this.#media) return;
    this.#media = mediaConnection;
    if (mediaConnection === 'disconnected') this.#options.onDoubt();
  };

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
