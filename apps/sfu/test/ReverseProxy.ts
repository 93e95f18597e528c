import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { RunningServer } from './TestClient.ts';

/** What operators put in front: passes requests and WebSockets on, and says from where they came. */
export class ReverseProxy implements AsyncDisposable {
  readonly #server: Server;
  readonly #upstreamPort: number;
  readonly #sockets = new Set<Duplex>();

  static async start({ localUrl }: Pick<RunningServer, 'localUrl'>): Promise<ReverseProxy> {
    const proxy = new ReverseProxy(Number(new URL(localUrl).port));
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  private constructor(upstreamPort: number) {
    this.#upstreamPort = upstreamPort;
    this.#server = createServer((incoming, response) => {
      const { method, url: path } = incoming;
      const headers = forwardedHeaders(incoming);
      const passed = request({ port: upstreamPort, host: '127.0.0.1', method, path, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy());
      incoming.pipe(passed);
    });
    this.#server.on('upgrade', (incoming, socket, head) => this.#upgrade(incoming, socket, head));
  }

  get localUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
    const upstream: Socket = connect(this.#upstreamPort, '127.0.0.1');
    const headers = Object.entries(forwardedHeaders(incoming)).map(([name, value]) => `${name}: ${value}`);
    upstream.write([`${incoming.method} ${incoming.url} HTTP/1.1`, ...headers].join('\r\n') + '\r\n\r\n');
    upstream.write(head);
    for (const [end, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      this.#sockets.add(end);
      end.on('error', () => undefined); // a reset is an end like any other
      end.on('close', () => other.destroy());
      end.pipe(other);
    }
  }
}

/** As nginx's `$proxy_add_x_forwarded_for`: what the client says stays, and the address it came from is put behind it. */
function forwardedHeaders({ headers, socket }: IncomingMessage): Record<string, string> {
  const said = headers['x-forwarded-for'];
  const plain = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  const forwarded = [said, socket.remoteAddress].filter((part) => part !== undefined).join(', ');
  return { ...Object.fromEntries(plain), 'x-forwarded-for': forwarded };
}
