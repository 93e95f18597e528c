import { LocalMedia, PHONE_STYLE, type RoomClient, SignalError } from '@parley/client';
import { currentDevice } from '../platform/device.ts';
import type { Connection } from './connection.ts';

/**
 * One visit's devices, and its connection to the server as soon as that is loaded: looking at oneself needs only the
 * devices, and on a slow link everything else would keep one waiting.
 */
export class Meeting {
  readonly media = new LocalMedia(undefined, currentDevice() === 'phone' ? PHONE_STYLE : undefined);
  #loading: Promise<RoomClient> | null = null;
  #connection: Connection | null = null;
  #closed = false;

  /** Null until it is loaded. */
  get client(): RoomClient | null {
    return this.#connection?.client ?? null;
  }

  /**
   * Loads what it takes to join, once; after a failure it may be called again.
   * @throws {SignalError} DISCONNECTED
   */
  load(): Promise<RoomClient> {
    this.#loading ??= this.#open().catch((cause: unknown) => {
      this.#loading = null;
      throw new SignalError('DISCONNECTED', { cause });
    });
    return this.#loading;
  }

  /** Leaves, ends every track and connection. */
  close(): void {
    this.#closed = true;
    this.#connection?.close();
    this.media.close();
  }

  async #open(): Promise<RoomClient> {
    const { openConnection } = await import('./connection.ts');
    if (this.#closed) throw new Error('The meeting was closed while it was loaded.');
    this.#connection = openConnection(this.media);
    return this.#connection.client;
  }
}
