import type { ClientToServerEvents, EventName, EventOf, ServerToClientEvents } from '@parley/protocol';
import type { Server } from 'socket.io';

interface Batch {
  readonly name: EventName;
  readonly data: unknown;
  readonly socketIds: string[];
}

/**
 * Sends volatile events to many connections, encoded once. A room hands the same object to each of its people, one after the
 * other; by the end of that turn it is known who gets it. Levels go to everybody four times a second: encoding and framing
 * them for each was a sixth of what signaling costs.
 */
export class VolatileBroadcast {
  readonly #io: Server<ClientToServerEvents, ServerToClientEvents>;
  #batch: Batch | null = null;

  constructor(io: Server<ClientToServerEvents, ServerToClientEvents>) {
    this.#io = io;
  }

  add<N extends EventName>(socketId: string, name: N, data: EventOf<N>): void {
    if (this.#batch?.name === name && this.#batch.data === data) {
      this.#batch.socketIds.push(socketId);
      return;
    }
    this.#flush();
    this.#batch = { name, data, socketIds: [socketId] };
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    const batch = this.#batch;
    this.#batch = null;
    if (batch === null) return;
    // Every connection is in a Socket.IO room of its own, by its id.
    const receivers = this.#io.volatile.to(batch.socketIds);
    // The map's value for a generic name is a union of signatures, which no argument list satisfies.
    (receivers.emit as (name: EventName, data: unknown) => boolean).call(receivers, batch.name, batch.data);
  }
}
