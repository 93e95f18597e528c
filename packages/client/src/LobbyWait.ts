import type { EventOf, PayloadOf } from '@parley/protocol';
import { SignalError } from './errors.ts';
import type { RoomStore, Waiting } from './RoomStore.ts';
import { settledWithin } from './settledWithin.ts';
import type { SignalClient } from './SignalClient.ts';

export interface LobbyWaitOptions {
  signal: SignalClient;
  store: RoomStore;
}

/** One time of waiting, until it is settled. */
interface Turn {
  settle: (admission: string | null) => void;
  fail: (error: SignalError) => void;
}

const LEAVE_TIMEOUT_MS = 1000;
/** Answers after which a new connection may bring a better one. */
const TRANSIENT_CODES: readonly string[] = ['DISCONNECTED', 'TIMEOUT', 'RATE_LIMITED', 'SHUTTING_DOWN'];

/** Waits in front of a room. Holds no media; the place is the server's, known by the `guestId`. */
export class LobbyWait {
  readonly #options: LobbyWaitOptions;
  #turn: Turn | null = null;
  #closed = false;

  constructor(options: LobbyWaitOptions) {
    this.#options = options;
  }

  get active(): boolean {
    return this.#turn !== null;
  }

  /**
   * Waits to be let in.
   * @returns the admission to join with; null when the connection was lost and is back: then whether to wait at all is
   *   to be asked anew.
   * @throws {SignalError} DENIED, MEETING_OVER, or why there is no way even into the lobby, such as ROOM_LOCKED.
   */
  async wait(door: PayloadOf<'enter-lobby'>): Promise<string | null> {
    if (this.#closed) throw new SignalError('DISCONNECTED');
    const turn = Promise.withResolvers<string | null>();
    this.#turn = { settle: turn.resolve, fail: turn.reject };
    try {
      // The answer to the entry may come after the admission that it leads to.
      const entered = this.#options.signal.connected ? this.#enter(door) : turn.promise;
      return await Promise.race([turn.promise, entered.then(() => turn.promise)]);
    } finally {
      this.#turn = null;
    }
  }

  /** Shows that one was put out of the room, before the server has said what comes now. */
  showReturned(): void {
    const roomName = this.#options.store.getSnapshot().room?.settings.name ?? '';
    this.#show({ reason: 'returned-to-lobby', roomName });
  }

  onStillWaiting({ reason }: EventOf<'still-waiting'>): void {
    const { waiting } = this.#options.store.getSnapshot();
    // Being sent back goes on being why, whoever comes or goes.
    if (waiting !== null && waiting.reason !== 'returned-to-lobby') this.#show({ ...waiting, reason });
  }

  onAdmitted({ admission }: EventOf<'admitted'>): void {
    this.#turn?.settle(admission);
  }

  onDenied({ reason }: EventOf<'denied'>): void {
    this.#turn?.fail(new SignalError(reason === 'closed' ? 'MEETING_OVER' : 'DENIED'));
  }

  onReconnected(): void {
    this.#turn?.settle(null);
  }

  /** Gives the place up. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#turn?.fail(new SignalError('DISCONNECTED'));
  }

  /** So that hosts no longer see somebody who went away. Never fails. */
  async tellLeaving(): Promise<void> {
    const { signal } = this.#options;
    if (this.active && signal.connected) {
      await settledWithin(signal.request('leave-lobby', {}), LEAVE_TIMEOUT_MS);
    }
  }

  async #enter(door: PayloadOf<'enter-lobby'>): Promise<void> {
    const { signal, store } = this.#options;
    try {
      const { reason, roomName } = await signal.request('enter-lobby', door);
      const returned = store.getSnapshot().waiting?.reason === 'returned-to-lobby';
      if (this.active) this.#show({ reason: returned ? 'returned-to-lobby' : reason, roomName });
    } catch (error) {
      if (!(error instanceof SignalError) || !TRANSIENT_CODES.includes(error.code)) throw error;
      signal.reconnect(); // and then `onReconnected` begins anew
    }
  }

  #show(waiting: Waiting): void {
    this.#options.store.update({ status: 'waiting', waiting });
  }
}
