import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RateLimit, TokenBucket } from '../rateLimit.ts';

/** The WebSocket under a connection that has one. */
export interface WebSocketUnder {
  readonly readyState: number;
  on(event: 'ping' | 'pong', listener: () => void): unknown;
  once(event: 'close', listener: () => void): unknown;
  terminate(): void;
}

/** A connection, as far as what comes in is concerned. */
export interface InboundConnection {
  readonly transport: { readonly socket?: WebSocketUnder };
  on(event: 'packet', listener: () => void): unknown;
  on(event: 'upgrade', listener: (transport: { readonly socket?: WebSocketUnder }) => void): unknown;
}

/** Requests that are refused, and then cut off, are fewer. What is no request at all (pings, acks, namespaces) is counted here alone. */
const FRAMES: RateLimit = { capacity: 600, perSecond: 60 };

/** Joining and publishing takes some twenty kilobytes, turning pages without a pause ten in a second. */
const BYTES: RateLimit = { capacity: 512 * 1024, perSecond: 32 * 1024 };

/** Calls `end` when a connection goes on sending frames of any kind, also those that nobody answers. Its listeners go with it. */
export function limitFrames(connection: InboundConnection, end: () => void): void {
  const bucket = new TokenBucket(FRAMES, performance.now());
  const count = () => {
    if (!bucket.take(performance.now())) end();
  };
  const countControls = ({ socket }: InboundConnection['transport']) => {
    socket?.on('ping', count);
    socket?.on('pong', count);
  };
  connection.on('packet', count);
  countControls(connection.transport);
  connection.on('upgrade', countControls);
}

/**
 * Ends WebSockets over which more bytes come than any client sends, before anybody looks at what they are: parts of frames
 * and connections that are still being opened count as well. The listeners go with the server and with each socket.
 */
export function limitBytes(server: Pick<Server, 'on'>): void {
  server.on('upgrade', (_request, socket: Duplex) => {
    const bucket = new TokenBucket(BYTES, performance.now());
    socket.on('data', ({ length }: Buffer) => {
      if (!bucket.take(performance.now(), length)) socket.destroy();
    });
  });
}
