import { MediaError } from './errors.ts';

export type CaptureState = 'off' | 'starting' | 'on' | 'failed';

export interface CaptureSnapshot {
  state: CaptureState;
  /** Live while `state` is `on`, and while another device is being started in its place. */
  track: MediaStreamTrack | null;
  /** The device of the track, or the one that was chosen for the next. */
  deviceId: string | null;
  /** Why `state` is `failed`; null otherwise. */
  error: MediaError | null;
}

export interface CaptureSlotOptions {
  onChange: () => void;
  /** What it means that a track ends by itself: a device was lost, or a screen share was stopped by the browser's bar. */
  whenEnded: 'failed' | 'off';
  onEnded: () => void;
}

/** Owner of one captured track: it is stopped here and nowhere else. */
export class CaptureSlot {
  readonly #options: CaptureSlotOptions;
  #snapshot: CaptureSnapshot = { state: 'off', track: null, deviceId: null, error: null };
  /** Counts what was asked for, so that an answer that comes too late is recognised. */
  #request = 0;

  constructor(options: CaptureSlotOptions) {
    this.#options = options;
  }

  get snapshot(): CaptureSnapshot {
    return this.#snapshot;
  }

  /** Remembers the device for the next start; null leaves it to the browser. */
  choose(deviceId: string | null): void {
    this.#set({ deviceId });
  }

  /** Frees the device before another one is opened: phones cannot have two at once. The track stays until `settle`. */
  free(): void {
    this.#release();
  }

  /** Something is being captured for this slot. @returns the number to `settle` it with. */
  begin(): number {
    this.#request += 1;
    this.#set({ state: 'starting', error: null });
    return this.#request;
  }

  /** The answer to `begin`. A track that nobody waits for any more is stopped. */
  settle(request: number, captured: MediaStreamTrack | MediaError): void {
    if (request !== this.#request) {
      if (!(captured instanceof MediaError)) captured.stop();
      return;
    }
    this.#release();
    if (captured instanceof MediaError) this.#set({ state: 'failed', track: null, error: captured });
    else this.#hold(captured);
  }

  /** Stops the track; the device's light goes out. */
  off(): void {
    this.#request += 1;
    this.#release();
    this.#set({ state: 'off', track: null, error: null });
  }

  #hold(track: MediaStreamTrack): void {
    track.addEventListener('ended', this.#onEnded);
    const deviceId = track.getSettings().deviceId ?? this.#snapshot.deviceId;
    this.#set({ state: 'on', track, deviceId, error: null });
  }

  #release(): void {
    const { track } = this.#snapshot;
    track?.removeEventListener('ended', this.#onEnded);
    track?.stop();
  }

  #set(changes: Partial<CaptureSnapshot>): void {
    const next = { ...this.#snapshot, ...changes };
    const keys = Object.keys(changes) as (keyof CaptureSnapshot)[];
    if (keys.every((key) => next[key] === this.#snapshot[key])) return;
    this.#snapshot = next;
    this.#options.onChange();
  }

  readonly #onEnded = (): void => {
    this.#release();
    const failed = this.#options.whenEnded === 'failed';
    const error = failed ? new MediaError('not-found') : null;
    this.#set({ state: failed ? 'failed' : 'off', track: null, error });
    this.#options.onEnded();
  };
}
