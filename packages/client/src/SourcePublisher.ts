import type { MediaSource } from '@parley/protocol';
import type { CameraLimits } from './cameraLimits.ts';
import { MediaError, SignalError } from './errors.ts';
import type { LocalSource } from './RoomStore.ts';
import type { LayerState } from './layerParameters.ts';
import { type DesiredSource, type SendLink, SourceSender } from './SourceSender.ts';

export interface SourcePublisherOptions {
  source: MediaSource;
  /** How much of a camera may be sent now. */
  cameraLimits: () => CameraLimits;
  /** The source as it should be shown; undefined when it is not sent. */
  onChange: (source: MediaSource, local: LocalSource | undefined) => void;
  /** The server knows something else than we think: only a new join helps. */
  onOutOfSync: (cause: SignalError) => void;
}

/** These answers contradict what the server told us before: an answer of it was lost with the connection. */
const OUT_OF_SYNC_CODES: readonly string[] = ['PRODUCER_EXISTS', 'PRODUCER_NOT_FOUND', 'TRANSPORT_NOT_FOUND'];

/**
 * Keeps one source in its desired state, whatever comes and goes below: the latest wish wins, one change at a time.
 */
export class SourcePublisher {
  readonly #options: SourcePublisherOptions;
  #desired: DesiredSource | null = null;
  /** Counts wishes; equal to `#applied` when the latest one is in effect. */
  #version = 0;
  #applied = 0;
  #sender: SourceSender | null = null;
  #running: Promise<void> | null = null;

  constructor(options: SourcePublisherOptions) {
    this.#options = options;
  }

  /** Resolves when this wish or a later one is in effect, or remembered until there is a connection. */
  set(desired: DesiredSource | null): Promise<void> {
    this.#desired = desired;
    this.#version += 1;
    if (desired === null || desired.paused) this.#sender?.pauseLocally();
    this.#report('starting', null);
    return this.#reconcile();
  }

  /** The server has muted a microphone or ended a picture. A microphone stays ready to be unmuted. */
  stopByServer(): Promise<void> {
    const desired = this.#desired;
    if (desired === null) return Promise.resolve();
    if (this.#options.source === 'microphone') {
      this.#sender?.distrustServerState();
      return this.set({ ...desired, paused: true });
    }
    this.#sender?.forgetProducer();
    return this.set(null);
  }

  /** There is a transport to send on. */
  attach(link: SendLink): Promise<void> {
    this.#sender = new SourceSender(this.#options.source, link, this.#options.cameraLimits);
    return this.resync();
  }

  /** The transport is gone, with the producer. */
  detach(): void {
    this.#sender?.close();
    this.#sender = null;
    if (this.#desired !== null) this.#report('starting', null);
  }

  /** Applies the latest wish again; after a lost connection nobody knows what arrived. */
  resync(): Promise<void> {
    this.#sender?.distrustServerState();
    return this.refresh();
  }

  /** Applies the latest wish again, because what it is sent with may have changed: codec, size of the picture. */
  refresh(): Promise<void> {
    this.#version += 1;
    return this.#reconcile();
  }

  setLayers(producerId: string, layers: readonly LayerState[]): void {
    this.#sender?.setLayers(producerId, layers);
  }

  reapplyLayers(): void {
    this.#sender?.reapplyLayers();
  }

  #reconcile(): Promise<void> {
    if (this.#sender === null) return Promise.resolve(); // remembered for `attach`
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#sender !== null && this.#applied !== this.#version) await this.#applyLatest(this.#sender);
    } finally {
      // Here, not when the promise settles: a wish that came in between would wait for a run that is over.
      this.#running = null;
    }
  }

  async #applyLatest(sender: SourceSender): Promise<void> {
    const version = this.#version;
    try {
      await sender.apply(this.#desired);
      if (sender !== this.#sender) return; // its transport was replaced: the loop goes on with the new one
      this.#applied = version;
      if (version === this.#version) this.#report('live', null);
    } catch (error) {
      if (sender !== this.#sender) return;
      this.#applied = version; // not again, unless somebody wishes or `resync` comes with a new connection
      if (version === this.#version && !isDisconnected(error)) throw this.#fail(error);
    }
  }

  #fail(cause: unknown): SignalError | MediaError {
    const error = cause instanceof SignalError ? cause : new MediaError('unknown', { cause });
    this.#report('failed', error);
    // What the others may not get shall not be sent either.
    if (error instanceof SignalError && error.code === 'NOT_ALLOWED') this.#sender?.pauseLocally();
    if (error instanceof SignalError && OUT_OF_SYNC_CODES.includes(error.code))
      this.#options.onOutOfSync(error);
    return error;
  }

  #report(state: LocalSource['state'], error: LocalSource['error']): void {
    const local = this.#desired === null ? undefined : { ...this.#desired, state, error };
    this.#options.onChange(this.#options.source, local);
  }
}

function isDisconnected(error: unknown): boolean {
  return error instanceof SignalError && error.code === 'DISCONNECTED';
}
