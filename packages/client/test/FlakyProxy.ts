import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy in front of a server, for breaking the signaling connection while media goes its own way. */
export class FlakyProxy implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #targetPort: number;
  #open = true;
  #answers: 'pass' | 'lost' = 'pass';
  #delayMs = 0;

  private constructor(targetPort: number) {
    this.#targetPort = targetPort;
    this.#server = createServer((socket) => this.#accept(socket));
  }

  static async inFrontOf(url: string): Promise<FlakyProxy> {
    const proxy = new FlakyProxy(Number(new URL(url).port));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Breaks every connection and refuses new ones until `heal`. */
  breakDown(): void {
    this.#open = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Carries nothing more, but breaks nothing either, as a network that has gone silent; ends with `breakDown`. */
  stall(): void {
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  /** What the server says is lost, while it still hears everything; ends with `heal`. */
  loseAnswers(): void {
    this.#answers = 'lost';
  }

  /** From now on whatever the server says comes so much later. */
  delayAnswers(ms: number): void {
    this.#delayMs = ms;
  }

  /** @param url Another server from now on, as after a restart. */
  heal(url?: string): void {
    if (url !== undefined) this.#targetPort = Number(new URL(url).port);
    this.#open = true;
    this.#answers = 'pass';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.breakDown();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    if (!this.#open) {
      client.destroy();
      return;
    }
    const server = connect(this.#targetPort, '127.0.0.1');
    client.pipe(server);
    server.on('data', (data: Buffer) => this.#answer(client, data));
    this.#tie(client, server);
    this.#tie(server, client);
  }

  #answer(client: Socket, data: Buffer): void {
    if (this.#answers === 'lost') return;
    if (this.#delayMs === 0) client.write(data);
    else setTimeout(() => client.writable && client.write(data), this.#delayMs);
  }

  #tie(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from.on('error', () => to.destroy()); // a broken connection is what this is for
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
