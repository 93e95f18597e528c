import type { PayloadOf } from '@parley/protocol';
import type { Sfu } from '../src/Sfu.ts';
import { joinPayload, TestClient } from './TestClient.ts';

/** A participant, with the client that speaks for them. */
export type Person = Awaited<ReturnType<typeof TestClient.join>>;

/** A room that was made on purpose, the key to it, and everybody a test brings to it; all of them go with it. */
export class TestRoom implements Disposable {
  readonly id: string;
  readonly hostKey: string;
  readonly #sfu: Sfu;
  readonly #clients: TestClient[] = [];

  static async create(sfu: Sfu, choices: PayloadOf<'create-room'> = {}): Promise<TestRoom> {
    using maker = await TestClient.connect(sfu);
    const { roomId, hostKey } = await maker.request('create-room', choices);
    return new TestRoom(sfu, roomId, hostKey);
  }

  private constructor(sfu: Sfu, id: string, hostKey: string) {
    this.#sfu = sfu;
    this.id = id;
    this.hostKey = hostKey;
  }

  /** A connection that has not joined. */
  async connect(): Promise<TestClient> {
    const client = await TestClient.connect(this.#sfu);
    this.#clients.push(client);
    return client;
  }

  async join(displayName: string, more: Partial<PayloadOf<'join-room'>> = {}): Promise<Person> {
    return this.joinBy(await this.connect(), displayName, more);
  }

  async joinBy(
    client: TestClient,
    displayName: string,
    more: Partial<PayloadOf<'join-room'>> = {},
  ): Promise<Person> {
    const payload = { ...joinPayload(this.#sfu, this.id), displayName, ...more };
    return { client, joined: await client.request('join-room', payload) };
  }

  joinAsHost(displayName = 'Host'): Promise<Person> {
    return this.join(displayName, { hostKey: this.hostKey });
  }

  /** Somebody who waits in front of it. */
  async wait(displayName: string, more: Partial<PayloadOf<'enter-lobby'>> = {}) {
    const client = await this.connect();
    const entered = await client.request('enter-lobby', { roomId: this.id, displayName, ...more });
    return { client, entered };
  }

  [Symbol.dispose](): void {
    for (const client of this.#clients) client.close();
  }
}
