import type { MediaSource } from '@parley/protocol';
import { MediaError, SignalError } from './errors.ts';
import type { LocalSource } from './RoomStore.ts';
import { type DesiredSource, type SendLink, SourceSender } from './SourceSender.ts';

export interface SourcePublisherOptions {
  source: MediaSource;
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

  /** There is a transport to send on. */
  attach(link: SendLink): Promise<void> {
    this.#sender = new SourceSender(this.#options.source, link);
    return this.resync();
  }

  /** The transport is gone, with the producer. */
  detach(): void {
    this.#sender = null;
    if (this.#desired !== null) this.#report('starting', null);
  }

  /** Applies the latest wish again; after a lost connection nobody knows what arrived. */
  resync(): Promise<void> {
    this.#sender?.distrustServerState();
    this.#version += 1;
    return this.#reconcile();
  }

  #reconcile(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#sender !== null && this.#applied !== this.#version) {
      const sender = this.#sender;
      const version = this.#version;
      try {
        await sender.apply(this.#desired);
      } catch (error) {
        if (sender !== this.#sender) continue; // its transport was replaced: apply to the new one
        if (isDisconnected(error)) return; // `resync` comes with the connection
        this.#applied = version;
        if (version === this.#version) throw this.#fail(error);
        continue;
      }
      if (sender !== this.#sender) continue;
      this.#applied = version;
      if (version === this.#version) this.#report('live', null);
    }
  }

  #fail(cause: unknown): SignalError | MediaError {
    const error = cause instanceof SignalError ? cause : new MediaError('unknown', { cause });
    this.#report('failed', error);
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
