import type { Ack, EventName, EventOf, PayloadOf, RequestName, ResultOf } from '@parley/protocol';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { SignalError } from './errors.ts';
import { reconnectDelayMs } from './ReconnectPolicy.ts';
import { onWake } from './wake.ts';

export type EventHandlers = { [N in EventName]?: (payload: EventOf<N>, number?: number) => void };

export interface SignalClientOptions {
  /** Origin of the server; '' is the page's own. */
  url: string;
  socketOptions?: Partial<ManagerOptions & SocketOptions> | undefined;
  handlers: EventHandlers;
  /** The connection is there again after it was lost (not called for the first one). */
  onReconnected: () => void;
  onLost: () => void;
}

/** What may be asked by somebody who is in no room. */
const OUTSIDE: readonly RequestName[] = [
  'create-room',
  'join-room',
  'resume-session',
  'enter-lobby',
  'leave-lobby',
];

const REQUEST_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 8_000;
/** Any answer takes one round trip; a connection that has lost its network says nothing for up to a minute. */
const VERIFY_TIMEOUT_MS = 500;
/** On slow links an answer may take so many times as long as the last one. */
const VERIFY_ROUND_TRIPS = 3;
/** A device that has just woken up is slow, and nothing says that its network has changed. */
const WAKE_TIMEOUT_MS = 3000;
/** A timer that is late by more than this says that the page was busy: the answer may have come meanwhile. */
const BUSY_MS = 150;
/** Where the pauses between attempts start when the network is fine but the server is not. */
const SLOW_ATTEMPT = 3;
/** An attempt that has taken so long when there is news of the network belongs to the former one. */
const STALE_ATTEMPT_MS = 1000;

/**
 * Typed requests and events over one Socket.IO connection.
 *
 * Requests are sent at most once: what must survive a lost connection is desired state, and is applied again after the
 * session was resumed. A lost connection is built up again until `close()`.
 */
export class SignalClient {
  readonly #socket: Socket;
  readonly #options: SignalClientOptions;
  readonly #stopWaking: () => void;
  #closed = false;
  /** Whether the connection has ever been there; before, a failure is the caller's to handle. */
  #established = false;
  /** The connection is another one, and the server does not know yet whose. */
  #unknown = false;
  #attempt = 0;
  /** Whether an attempt to connect is under way. */
  #attempting = false;
  /** When that one began, by the clock: it goes on while a machine sleeps. */
  #attemptedAtMs = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Until then no attempt is made, by the clock: see `breakOff`. */
  #barredUntilMs = 0;
  /** How long the last answer took. */
  #roundTripMs = 0;
  /** Events that arrived while they are held back; null lets them pass. */
  #heldEvents: (() => void)[] | null = null;
  /** The first connection while it is being made. */
  #connecting: { promise: Promise<void>; settle: (error?: SignalError) => void } | null = null;

  constructor(options: SignalClientOptions) {
    this.#options = options;
    this.#socket = io(options.url === '' ? undefined : options.url, {
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      timeout: CONNECT_TIMEOUT_MS,
      ...options.socketOptions,
      autoConnect: false,
      forceNew: true,
      reconnection: false, // done here, because Socket.IO's backoff cannot be cut short
      retries: 0, // requests are not idempotent
    });
    this.#socket.on('connect', this.#onConnect);
    this.#socket.on('connect_error', this.#onConnectError);
    this.#socket.on('disconnect', this.#onDisconnect);
    for (const name of Object.keys(options.handlers) as EventName[]) this.#bind(name);
    this.#stopWaking = onWake(this.#onWake);
  }

  get connected(): boolean {
    return this.#socket.connected;
  }

  /** Whether the server can be asked for what belongs to a room: after a loss only when the session was resumed. */
  get ready(): boolean {
    return this.connected && !this.#unknown;
  }

  /** The server knows whose connection this is, or nobody is in a room. */
  onRecognized(): void {
    this.#unknown = false;
  }

  /** Connects, or waits for the connection that is being made. Rejects when the first attempt fails; may be called again. */
  connect(): Promise<void> {
    if (this.#closed) return Promise.reject(new SignalError('DISCONNECTED'));
    if (this.connected) return Promise.resolve();
    if (this.#connecting !== null) return this.#connecting.promise;
    let settle: (error?: SignalError) => void = () => undefined;
    const promise = new Promise<void>((resolve, reject) => {
      settle = (error) => {
        this.#connecting = null;
        if (error === undefined) resolve();
        else reject(error);
      };
    });
    this.#connecting = { promise, settle };
    this.#attemptNow();
    return promise;
  }

  /**
   * Sends one request and waits for its answer.
   * @throws {SignalError} with the server's code, TIMEOUT after 10 s, or DISCONNECTED, also until the session is resumed.
   */
  async request<N extends RequestName>(name: N, payload: PayloadOf<N>): Promise<ResultOf<N>> {
    if (!this.ready && !(this.connected && OUTSIDE.includes(name))) throw new SignalError('DISCONNECTED');
    let answer: Ack<ResultOf<N>>;
    const askedAtMs = performance.now();
    try {
      answer = (await this.#socket.timeout(REQUEST_TIMEOUT_MS).emitWithAck(name, payload)) as Ack<
        ResultOf<N>
      >;
    } catch (cause) {
      throw new SignalError(this.connected ? 'TIMEOUT' : 'DISCONNECTED', { cause });
    }
    this.#roundTripMs = performance.now() - askedAtMs;
    if (answer.success) return answer;
    const { code, message, retryAfterS } = answer.error;
    throw new SignalError(code, { message, retryAfterS });
  }

  /**
   * Keeps events back until `release`. Needed around requests whose answer is a snapshot: the promise of an answer runs
   * after the handlers of events that follow it on the wire, but those events are about the state after it.
   */
  hold(): { release: () => void } {
    const held: (() => void)[] = (this.#heldEvents ??= []);
    return {
      release: () => {
        if (this.#heldEvents === held) this.#heldEvents = null;
        for (const deliver of held.splice(0)) deliver();
      },
    };
  }

  /**
   * The network may be another one: a connection that no longer answers is made anew at once, and so is an attempt that
   * began on the former network.
   * @returns whether the connection answered.
   */
  async verify(
    timeoutMs = Math.max(VERIFY_TIMEOUT_MS, VERIFY_ROUND_TRIPS * this.#roundTripMs),
  ): Promise<boolean> {
    if (this.#closed || !this.#established) return false;
    const { id } = this.#socket;
    if (this.connected && (await this.#answers(timeoutMs))) return true;
    // Lost and built up again meanwhile, it is another connection.
    if (!this.#closed && this.#socket.id === id) this.#attemptAfresh();
    return false;
  }

  /** Gives the connection up and builds a new one after a pause, when the server cannot serve this one. */
  reconnect(): void {
    if (!this.connected) return;
    this.#attempt = SLOW_ATTEMPT;
    this.#socket.disconnect();
  }

  /** For drills: the connection breaks off without a word, and for so long every attempt to make it again is in vain. */
  breakOff(forMs: number): void {
    this.#barredUntilMs = Date.now() + forMs;
    this.#socket.io._close();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopWaking();
    this.#clearTimer();
    this.#heldEvents = null;
    this.#socket.off();
    // Browsers warn on the console when a connection is closed that is still being made: that one is closed when it is.
    if (this.#attempting) this.#socket.once('connect', () => this.#socket.disconnect());
    else this.#socket.disconnect();
    this.#connecting?.settle(new SignalError('DISCONNECTED'));
  }

  #bind(name: EventName): void {
    // The map's value for a name that is not known here is a union of functions, none of which TypeScript would call.
    const handler = this.#options.handlers[name] as ((payload: unknown, number?: number) => void) | undefined;
    if (handler === undefined) return;
    this.#socket.on(name, (payload: unknown, number?: number) => {
      const deliver = () => {
        if (!this.#closed) handler(payload, number);
      };
      if (this.#heldEvents === null) deliver();
      else this.#heldEvents.push(deliver);
    });
  }

  readonly #onConnect = (): void => {
    const again = this.#established;
    this.#established = true;
    this.#attempt = 0;
    this.#attempting = false;
    this.#clearTimer();
    this.#unknown = again;
    this.#connecting?.settle();
    if (again) this.#options.onReconnected();
  };

  readonly #onConnectError = (cause: Error): void => {
    this.#attempting = false;
    this.#connecting?.settle(new SignalError('DISCONNECTED', { cause }));
    if (this.#established) this.#scheduleAttempt();
  };

  readonly #onDisconnect = (): void => {
    this.#attempting = false;
    this.#connecting?.settle(new SignalError('DISCONNECTED'));
    if (!this.#established) return;
    this.#options.onLost();
    this.#scheduleAttempt();
  };

  #scheduleAttempt(): void {
    if (this.#closed) return;
    this.#clearTimer();
    this.#timer = setTimeout(this.#attemptNow, reconnectDelayMs(this.#attempt, Math.random()));
    this.#attempt += 1;
  }

  readonly #attemptNow = (): void => {
    if (this.#closed || this.connected || this.#attempting) return;
    if (!this.#established && this.#connecting === null) return;
    if (Date.now() < this.#barredUntilMs) {
      this.#scheduleAttempt();
      return;
    }
    this.#clearTimer();
    this.#attempting = true;
    this.#attemptedAtMs = Date.now();
    this.#socket.connect();
  };

  readonly #onWake = (): void => {
    if (this.connected) void this.verify(WAKE_TIMEOUT_MS);
    else if (this.#established && this.#attempting && Date.now() - this.#attemptedAtMs > STALE_ATTEMPT_MS)
      this.#attemptAfresh();
    else this.#attemptNow();
  };

  /** Asks for something that says nothing, because every answer will do. */
  #answers(timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const askedAtMs = performance.now();
      let timer = setTimeout(onTimeout, timeoutMs);
      function onTimeout(): void {
        const busy = performance.now() - askedAtMs > timeoutMs + BUSY_MS;
        if (busy) timer = setTimeout(resolve, timeoutMs, false);
        else resolve(false);
      }
      this.#socket.emit('resume-consumers', { consumerIds: [] }, () => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  #attemptAfresh(): void {
    // Not `disconnect`, which says goodbye: if that arrives after all, the participant is gone for everybody.
    this.#socket.io._close();
    this.#attempt = 0;
    this.#attemptNow();
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
