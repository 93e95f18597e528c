import type { IncomingMessage } from 'node:http';
import { AddressCount } from '../AddressCount.ts';
import { AddressLimit } from '../AddressLimit.ts';
import { clientAddress } from '../clientAddress.ts';
import { type InboundConnection, limitFrames, type WebSocketUnder } from './InboundLimit.ts';
import { addressLimits } from './requestLimits.ts';

/** What is known of a connection when it opens, and when it is gone. */
export type CountedConnection = InboundConnection & {
  readonly request: IncomingMessage;
  /** What waits to be written. */
  readonly writeBuffer: readonly unknown[];
  on(event: 'close' | 'packetCreate', listener: () => void): unknown;
  close(discard: boolean): unknown;
};

/** Far more than waits for somebody whose link is slow; it goes to who answers pings and reads nothing. */
const MAX_BACKLOG = 1000;

/** Longer than a client takes to answer that it has heard of the end; without an answer the socket would be kept for half a minute. */
const LINGER_MS = 3_000;
/** As WebSockets number their states. */
const CLOSED = 3;

export interface ConnectionLimitOptions {
  /** People who may call from one address. */
  peoplePerAddress: number;
  trustProxy: boolean;
}

/** How many connections an address has, and how often it opens one; also behind a proxy, where all of TCP's are the proxy's. */
export class ConnectionLimit {
  readonly #trustProxy: boolean;
  readonly #open: AddressCount;
  readonly #opened: AddressLimit;

  constructor({ peoplePerAddress, trustProxy }: ConnectionLimitOptions) {
    this.#trustProxy = trustProxy;
    this.#open = new AddressCount(peoplePerAddress);
    this.#opened = new AddressLimit(addressLimits(peoplePerAddress).connections);
  }

  /** Whether a request may become a connection now. */
  allows(request: IncomingMessage): boolean {
    const address = this.#addressOf(request);
    return this.#open.hasRoom(address) && this.#opened.take(address, performance.now());
  }

  /** Counts a connection until it closes, and ends it when too much waits for it, or comes from it. Its listeners go with it. */
  count(connection: CountedConnection): void {
    const address = this.#addressOf(connection.request);
    this.#open.add(address);
    connection.on('close', () => {
      this.#open.remove(address);
      letGo(connection.transport.socket);
    });
    const cutOff = () => {
      connection.close(true);
      // Else it would be waited for half a minute until they have read that it is closed.
      connection.transport.socket?.terminate();
    };
    limitFrames(connection, cutOff);
    connection.on('packetCreate', () => {
      if (connection.writeBuffer.length > MAX_BACKLOG) cutOff();
    });
  }

  #addressOf({ headers, socket }: IncomingMessage): string {
    return clientAddress(headers, socket.remoteAddress, this.#trustProxy);
  }
}

/** What is over for us must not stay open because they do not close it. */
function letGo(socket: WebSocketUnder | undefined): void {
  if (socket === undefined || socket.readyState === CLOSED) return;
  const timer = setTimeout(() => socket.terminate(), LINGER_MS).unref();
  socket.once('close', () => clearTimeout(timer));
}
