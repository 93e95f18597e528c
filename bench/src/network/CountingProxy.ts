import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { SignalingFrames } from './SignalingFrames.ts';

/** Stands before a server's port, hands everything on, and counts the signaling messages that its clients receive. */
export class CountingProxy implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #connections: SignalingFrames[] = [];

  /** @param url origin of the server */
  static async start(url: string): Promise<CountingProxy> {
    const { hostname, port } = new URL(url);
    const proxy = new CountingProxy(hostname, Number(port));
    await once(proxy.#server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  private constructor(hostname: string, port: number) {
    this.#server = createServer((client) => this.#onClient(client, connect(port, hostname)));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Over all connections so far, closed ones included. */
  get messages(): number {
    return this.#connections.reduce((total, { messages }) => total + messages, 0);
  }

  /** Of them, what only told of the quality of connections is counted here, not there. */
  get qualityMessages(): number {
    return this.#connections.reduce((total, { qualityMessages }) => total + qualityMessages, 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #onClient(client: Socket, server: Socket): void {
    const frames = new SignalingFrames();
    this.#connections.push(frames);
    server.on('data', (chunk: Buffer) => frames.push(chunk));
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.once('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
