import { createSocket } from 'node:dgram';
import type { RemoteInfo, Socket } from 'node:dgram';
import { once } from 'node:events';
import { DelayLine } from './DelayLine.ts';
import { type Impairment, NEW_DIRECTION, passageOf } from './impairment.ts';

const FRONT = '127.0.0.2';
const BACK = '127.0.0.1';
/** The pictures of a whole meeting may come in one instant. */
const SOCKET_BUFFER_BYTES = 2_000_000;

/** The way between the server and whoever goes along it: they share it, as a household shares its line. */
export class LinkPath {
  readonly #random: () => number;
  #up = { impairment: {} as Impairment, memory: NEW_DIRECTION };
  #down = { impairment: {} as Impairment, memory: NEW_DIRECTION };

  constructor(random: () => number) {
    this.#random = random;
  }

  /** From now on it does this to packets towards the bots (`down`) and from them (`up`), and nothing else. */
  impair({ up = {}, down = {} }: { up?: Impairment; down?: Impairment } = {}): void {
    this.#up = { impairment: up, memory: NEW_DIRECTION };
    this.#down = { impairment: down, memory: NEW_DIRECTION };
  }

  /** @returns when a packet that enters now comes out, on the clock of `performance.now()`; null when it never does */
  pass(direction: 'up' | 'down', bytes: number): number | null {
    const way = direction === 'up' ? this.#up : this.#down;
    const packet = { bytes, nowMs: performance.now() };
    const { memory, arrivesAtMs } = passageOf(way.memory, way.impairment, packet, this.#random);
    way.memory = memory;
    return arrivesAtMs;
  }
}

/**
 * Stands between bots and the media port of a server on loopback, and loses, delays and paces their packets: what
 * netem does, without needing it or root. The server announces this relay's address and listens on the same port of
 * another one.
 */
export class ImpairedLink implements Disposable {
  readonly port: number;
  readonly #front: Socket;
  readonly #random: () => number;
  readonly #sockets = new Map<string, { readonly socket: Socket; readonly path: LinkPath }>();
  readonly #line = new DelayLine();
  #path: LinkPath;

  static async create(random: () => number = Math.random): Promise<ImpairedLink> {
    const front = createSocket('udp4');
    front.bind(0, FRONT);
    await once(front, 'listening');
    return new ImpairedLink(front, random);
  }

  private constructor(front: Socket, random: () => number) {
    this.#front = front;
    this.#random = random;
    this.#path = new LinkPath(random);
    this.port = front.address().port;
    front.setRecvBufferSize(SOCKET_BUFFER_BYTES);
    front.on('message', (data, from) => {
      const { socket, path } = this.#flowOf(from);
      this.#pass(path, 'up', data, () => socket.send(data, this.port, BACK));
    });
  }

  /** What makes a server announce this relay. */
  get settings(): Record<string, string> {
    return { PARLEY_MEDIA_PORT: String(this.port), PARLEY_MEDIA_ADDRESSES: `${BACK}@${FRONT}` };
  }

  /** A way of their own for those who appear from now on; clear at first, as it is for those who came before. */
  newPath(): LinkPath {
    this.#path = new LinkPath(this.#random);
    return this.#path;
  }

  [Symbol.dispose](): void {
    this.#line[Symbol.dispose]();
    this.#front.close();
    for (const { socket } of this.#sockets.values()) socket.close();
  }

  #flowOf(from: RemoteInfo): { readonly socket: Socket; readonly path: LinkPath } {
    const key = `${from.address}:${from.port}`;
    const known = this.#sockets.get(key);
    if (known !== undefined) return known;
    const flow = { socket: createSocket('udp4'), path: this.#path };
    flow.socket.on('message', (data) =>
      this.#pass(flow.path, 'down', data, () => this.#front.send(data, from.port, from.address)),
    );
    this.#sockets.set(key, flow);
    return flow;
  }

  #pass(path: LinkPath, direction: 'up' | 'down', data: Buffer, forward: () => void): void {
    const atMs = path.pass(direction, data.byteLength);
    if (atMs !== null) this.#line.add(atMs, forward);
  }
}
