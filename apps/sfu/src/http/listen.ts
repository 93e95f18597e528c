import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { StartupError } from '../errors.ts';
import type { TlsIdentity } from './certificate.ts';

/** Longer than clients and proxies keep an idle connection (60 s), or they send a request into one that is just being closed. */
const KEEP_ALIVE_MS = 65_000;

export function createWebServer(listener: RequestListener, tls: TlsIdentity | null): Server {
  const server = tls === null ? createHttpServer(listener) : createHttpsServer(tls, listener);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
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
