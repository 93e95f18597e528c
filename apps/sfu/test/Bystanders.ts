import { setTimeout as sleep } from 'node:timers/promises';
import { joinPayload, type RunningServer, TestClient } from './TestClient.ts';

const ADDRESS = '127.0.0.2';
const PAUSE_MS = 50;

/** Two people who talk in a room of their own, from an address of their own, while something is done to the server. */
export class Bystanders implements AsyncDisposable {
  /** How long each answer took. */
  readonly answersMs: number[] = [];
  readonly #speaker: TestClient;
  readonly #listener: TestClient;
  #ended = false;
  #talk: Promise<void> = Promise.resolve();

  static async start(server: RunningServer, roomId: string): Promise<Bystanders> {
    const [speaker, listener] = await Promise.all(
      ['Anna', 'Ben'].map(async (displayName) => {
        const client = await TestClient.connect(server, { localAddress: ADDRESS });
        await client.request('join-room', { ...joinPayload(server, roomId), displayName });
        return client;
      }),
    );
    if (speaker === undefined || listener === undefined) throw new Error('nobody came');
    const bystanders = new Bystanders(speaker, listener);
    bystanders.#talk = bystanders.#goOn();
    return bystanders;
  }

  private constructor(speaker: TestClient, listener: TestClient) {
    this.#speaker = speaker;
    this.#listener = listener;
  }

  /** That what one of them writes now reaches the other. Throws when it does not. */
  async check(text: string): Promise<void> {
    await this.#speaker.request('send-chat', { text });
    const { message } = await this.#listener.next('chat-message');
    if (message.text !== text) throw new Error(`"${message.text}" came instead of "${text}"`);
  }

  /** Throws what went wrong meanwhile. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    await this.#talk.finally(() => {
      this.#speaker.close();
      this.#listener.close();
    });
  }

  async #goOn(): Promise<void> {
    while (!this.#ended) {
      const askedAtMs = performance.now();
      await this.#listener.request('set-views', { views: [] });
      this.answersMs.push(performance.now() - askedAtMs);
      await sleep(PAUSE_MS);
    }
  }
}
