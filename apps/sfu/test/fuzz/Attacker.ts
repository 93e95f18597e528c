import { isErrorCode } from '@parley/protocol';
import { cameraParameters, TestClient } from '../TestClient.ts';
import type { FuzzServer } from './FuzzServer.ts';
import { filled, Knowledge } from './Known.ts';
import type { Message } from './payloads.ts';

/** What an answer was that should not be. */
export interface Uncoded {
  name: string;
  state: string;
  payload: string;
  answer: string;
}

export interface Tally {
  messages: number;
  accepted: number;
  codes: Record<string, number>;
  uncoded: Uncoded[];
  /** Connections that the server has ended. */
  cutOff: number;
  /** `state name` of everything that was sent. */
  sent: Set<string>;
}

/** As many at once as a quick client has. */
const LANES = 3;
/** What a message may have at most, or it is refused by its size alone. */
const MAX_CHARACTERS = 20_000;

/** A connection that sends anything, and remembers what it has seen. */
export class Attacker {
  readonly client: TestClient;
  readonly knowledge = new Knowledge();
  readonly #common: Knowledge;
  readonly #state: string;

  static async connect(server: FuzzServer, state: string, common: Knowledge): Promise<Attacker> {
    return new Attacker(await TestClient.connect(server), state, common);
  }

  private constructor(client: TestClient, state: string, common: Knowledge) {
    this.client = client;
    this.#state = state;
    this.#common = common;
    client.socket.onAny((_name: string, data: unknown) => this.#learn(data));
    const parameters = cameraParameters();
    for (const knowledge of [this.knowledge, common]) knowledge.add('rtpParameters', parameters);
  }

  /** A request that brings it into its state. */
  async prepare(name: string, payload: object): Promise<Record<string, unknown>> {
    const answer = (await this.client.send(name, payload)) as Record<string, unknown>;
    this.#learn(answer);
    return answer;
  }

  async send(messages: readonly Message[], tally: Tally): Promise<void> {
    const queue = [...messages];
    const lane = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        if (this.client.socket.connected) await this.#send(next, tally);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    if (!this.client.socket.connected) tally.cutOff += 1;
  }

  /** A dropped connection keeps its place for the time of grace; an admission would be good for minutes, so it is given back. */
  async end(how: 'goodbye' | 'drop'): Promise<void> {
    if (how === 'drop' && this.client.socket.connected) {
      // Somebody with its resume token may take its connection away meanwhile.
      await this.client.send('leave-lobby', {}).catch(() => undefined);
      this.client.drop();
    }
    this.client.close();
  }

  #learn(data: unknown): void {
    this.knowledge.learn(data);
    this.#common.learn(data);
  }

  async #send({ name, payload, form }: Message, tally: Tally): Promise<void> {
    const whole = filled(payload, this.knowledge, this.#common);
    const size = JSON.stringify(whole)?.length ?? 0;
    const sent = size > MAX_CHARACTERS ? 'x'.repeat(MAX_CHARACTERS) : whole;
    tally.messages += 1;
    tally.sent.add(`${this.#state} ${name}`);
    if (form === 'without-ack') {
      (this.client.socket as unknown as { emit(name: string, ...more: unknown[]): void }).emit(name, sent, 1);
      return;
    }
    const args = { plain: [sent], 'without-payload': [], 'with-more': [sent, sent, null] }[form];
    const answer = await this.client.send(name, ...args).catch((error: unknown) => String(error));
    this.#learn(answer);
    const outcome = outcomeOf(answer);
    if (outcome === 'ok') tally.accepted += 1;
    else if (outcome !== null) tally.codes[outcome] = (tally.codes[outcome] ?? 0) + 1;
    // Whoever is put off its connection hears nothing any more.
    else if (this.client.socket.connected) tally.uncoded.push(this.#describe(name, sent, answer));
  }

  #describe(name: string, payload: unknown, answer: unknown): Uncoded {
    const short = (value: unknown) => (JSON.stringify(value) ?? 'undefined').slice(0, 1000);
    return { name, state: this.#state, payload: short(payload), answer: short(answer) };
  }
}

/** A code of the protocol or `ok`; null is what no client can know what to do with, defects among it. */
function outcomeOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('success' in answer)) return null;
  if (answer.success === true) return 'ok';
  const { code } = (answer as { error?: { code?: unknown } }).error ?? {};
  return isErrorCode(code) && code !== 'INTERNAL' ? code : null;
}
