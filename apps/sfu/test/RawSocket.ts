import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningServer } from './TestClient.ts';

const OPCODES = { text: 0x81, ping: 0x89, pong: 0x8a, part: 0x01 };
const MASK = Buffer.from([1, 2, 3, 4]);
const CHUNK_BYTES = 64 * 1024;
/** How long a system that takes nothing more is waited for. */
const STUCK_MS = 10_000;

/** One frame of a WebSocket, as a client sends it. */
export function frame(text: string, kind: keyof typeof OPCODES = 'text'): Buffer {
  const body = Buffer.from(text);
  const size = body.length < 126 ? [0x80 | body.length] : [0xfe, body.length >> 8, body.length & 0xff];
  for (const [index, byte] of body.entries()) body[index] = byte ^ (MASK[index % 4] ?? 0);
  return Buffer.concat([Buffer.from([OPCODES[kind], ...size]), MASK, body]);
}

/** A WebSocket for signaling that sends what no client's library would. */
export class RawSocket implements Disposable {
  readonly #socket: Socket;
  #receivedBytes = 0;

  static async open({ localUrl }: Pick<RunningServer, 'localUrl'>): Promise<RawSocket> {
    const { port, host } = new URL(localUrl);
    const socket = connect(Number(port), '127.0.0.1');
    const headers = [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      `host: ${host}`,
      'connection: upgrade',
      'upgrade: websocket',
      'sec-websocket-version: 13',
      'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
    ];
    socket.write(`${headers.join('\r\n')}\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (!answer.toString('latin1').includes(' 101 ')) throw new Error(answer.toString());
    return new RawSocket(socket);
  }

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => undefined); // a reset is an end like any other
    socket.on('data', ({ length }: Buffer) => (this.#receivedBytes += length));
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  send(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  /** Sends it again and again, until so much is sent or the connection is over. @returns how much the system took */
  async flood(one: Buffer, maxBytes: number): Promise<number> {
    const chunk = Buffer.concat(Array<Buffer>(Math.ceil(CHUNK_BYTES / one.length)).fill(one));
    const ended = once(this.#socket, 'close').catch(() => undefined);
    let sentBytes = 0;
    while (this.isOpen && sentBytes < maxBytes) {
      sentBytes += chunk.length;
      const wrote = new Promise((resolve) => this.#socket.write(chunk, resolve));
      await Promise.race([wrote, ended, sleep(STUCK_MS)]);
    }
    await Promise.race([ended, sleep(STUCK_MS)]);
    return sentBytes;
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}
