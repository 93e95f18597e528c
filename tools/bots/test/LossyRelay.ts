import { createSocket } from 'node:dgram';
import type { RemoteInfo, Socket } from 'node:dgram';
import { once } from 'node:events';

const FRONT = '127.0.0.2';
const BACK = '127.0.0.1';

/** What waits longer than this for a narrow link is dropped, as in a router's queue. */
const MAX_QUEUE_MS = 300;

interface Flow {
  readonly socket: Socket;
  readonly lossy: boolean;
  /** When the last packet towards the bot will have passed the narrow link. */
  freeAtMs: number;
}

/**
 * Stands between bots and the media port of a server on loopback, and loses packets of some of them, in both
 * directions, or is narrow towards them. The server announces this relay's address and listens on the same port of another one.
 */
export class LossyRelay implements Disposable {
  readonly port: number;
  /** Whether whoever appears from now on is to lose packets. */
  lossyNewcomers = false;
  /** Share of packets to lose, 0 to 1. By chance: each n-th packet could be the one report of that loss, every time. */
  loss = 0;
  /** How much passes towards each of them; what is too much waits and is then dropped. */
  downBps = Infinity;
  readonly #front: Socket;
  readonly #flows = new Map<string, Flow>();
  #closed = false;

  static async create(): Promise<LossyRelay> {
    const front = createSocket('udp4');
    front.bind(0, FRONT);
    await once(front, 'listening');
    return new LossyRelay(front);
  }

  private constructor(front: Socket) {
    this.#front = front;
    this.port = front.address().port;
    front.on('message', (data, from) => {
      const flow = this.#flowOf(from);
      if (!this.#loses(flow)) flow.socket.send(data, this.port, BACK);
    });
  }

  /** What makes a server announce this relay. */
  get settings(): Record<string, string> {
    return { PARLEY_MEDIA_PORT: String(this.port), PARLEY_MEDIA_ADDRESSES: `${BACK}@${FRONT}` };
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    this.#front.close();
    for (const { socket } of this.#flows.values()) socket.close();
  }

  #flowOf(from: RemoteInfo): Flow {
    const key = `${from.address}:${from.port}`;
    const known = this.#flows.get(key);
    if (known !== undefined) return known;
    const flow = { socket: createSocket('udp4'), lossy: this.lossyNewcomers, freeAtMs: 0 };
    flow.socket.on('message', (data) => {
      if (this.#loses(flow)) return;
      const delayMs = flow.lossy ? this.#queue(flow, data.byteLength) : 0;
      if (delayMs === 0) this.#front.send(data, from.port, from.address);
      else if (delayMs !== null) setTimeout(() => this.#forward(data, from), delayMs);
    });
    this.#flows.set(key, flow);
    return flow;
  }

  #forward(data: Buffer, to: RemoteInfo): void {
    if (!this.#closed) this.#front.send(data, to.port, to.address);
  }

  /** @returns how long a packet waits; null when it is dropped */
  #queue(flow: Flow, bytes: number): number | null {
    if (this.downBps === Infinity) return 0;
    const nowMs = performance.now();
    const freeAtMs = Math.max(nowMs, flow.freeAtMs) + (bytes * 8 * 1000) / this.downBps;
    if (freeAtMs - nowMs > MAX_QUEUE_MS) return null;
    flow.freeAtMs = freeAtMs;
    return freeAtMs - nowMs;
  }

  #loses(flow: Flow): boolean {
    return flow.lossy && Math.random() < this.loss;
  }
}
