import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { StartupError } from '../errors.ts';
import { AddressCount } from '../AddressCount.ts';
import type { TlsIdentity } from './certificate.ts';

/** Longer than clients and proxies keep an idle connection (60 s), or they send a request into one that is just being closed. */
const KEEP_ALIVE_MS = 65_000;

/** Whoever sends a request slower than this only wants to hold the connection; no body is over a few kilobytes. */
const SLOWNESS = {
  headersTimeout: 8_000,
  requestTimeout: 12_000,
  /** How often that is looked after. */
  connectionsCheckingInterval: 1_000,
};

/** Nothing goes on: nobody reads what is sent, or sends what is waited for. Polling for signaling is silent for ten seconds. */
const STALLED_AFTER_MS = 30_000;

/** Browsers and proxies send the next request when they have the answer; each that does not wait costs a file's worth of memory. */
const MAX_PIPELINED = 2;

/** A browser opens up to six connections beside its WebSocket; not all people load the page at once. */
const CONNECTIONS_PER_PERSON = 4;

export interface WebServerOptions {
  /** People who may call from one address. */
  peoplePerAddress: number;
  /** Whether a proxy in front has all connections. */
  trustProxy: boolean;
}

export function createWebServer(
  listener: RequestListener,
  tls: TlsIdentity | null,
  { peoplePerAddress, trustProxy }: WebServerOptions,
): Server {
  const patient = withoutPipelines(listener);
  const server =
    tls === null ? createHttpServer(SLOWNESS, patient) : createHttpsServer({ ...tls, ...SLOWNESS }, patient);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  // WebSockets take it off themselves: their silence is the heartbeat's matter.
  server.setTimeout(STALLED_AFTER_MS);
  if (!trustProxy) limitConnections(server, peoplePerAddress * CONNECTIONS_PER_PERSON);
  return server;
}

/** Ends connections on which requests pile up: their answers would wait in memory, and whoever reads none of them would fill it. */
function withoutPipelines(listener: RequestListener): RequestListener {
  const underWay = new WeakMap<IncomingMessage['socket'], number>();
  return (request, response) => {
    const { socket } = request;
    const count = (underWay.get(socket) ?? 0) + 1;
    if (count > MAX_PIPELINED) {
      socket.destroy();
      return;
    }
    underWay.set(socket, count);
    response.once('close', () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1));
    listener(request, response);
  };
}

/** Nobody's connections, not even those on which nothing is ever said, keep others from getting one. */
function limitConnections(server: Server, perAddress: number): void {
  const open = new AddressCount(perAddress);
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    if (!open.hasRoom(address)) {
      socket.destroy();
      return;
    }
    open.add(address);
    socket.once('close', () => open.remove(address));
  });
}

/** Starts listening and returns the port. @throws {StartupError} when the port is taken or the address is not ours */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toStartupError(error, port, host)));
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

function toStartupError(error: NodeJS.ErrnoException, port: number, host: string): StartupError {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use by another program; choose another one with --port.`,
    EACCES: `Port ${port} may not be opened by this user; choose one above 1023 with --port.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine; choose another one with --host.`,
    ENOTFOUND: `${host} is not a known host name; choose an address of this machine with --host.`,
  };
  return new StartupError(
    sentences[error.code ?? ''] ?? `Cannot listen on ${host}:${port}: ${error.message}`,
    {
      cause: error,
    },
  );
}
