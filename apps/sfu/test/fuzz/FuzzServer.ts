import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { RunningServer } from '../TestClient.ts';
import type { Answer, Question, ServerState } from './serverProgram.ts';

const PROGRAM = new URL('./serverProgram.ts', import.meta.url);

/** A server in a process of its own: what its event loop does is not what ours does. */
export class FuzzServer implements RunningServer, AsyncDisposable {
  readonly localUrl: string;
  readonly pool: RunningServer['pool'];
  readonly #child: ChildProcess;

  /** @param settings as an operator would set them in the environment */
  static async start(settings: Record<string, string>): Promise<FuzzServer> {
    const child = fork(PROGRAM, [JSON.stringify(settings)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [started] = (await once(child, 'message')) as [Extract<Answer, { url: string }>];
    return new FuzzServer(child, started);
  }

  private constructor(child: ChildProcess, { url, rtpCapabilities }: Extract<Answer, { url: string }>) {
    this.#child = child;
    this.localUrl = url;
    this.pool = { rtpCapabilities };
  }

  /** One question at a time. */
  async ask(question: Question): Promise<ServerState> {
    const answer = once(this.#child, 'message');
    this.#child.send(question);
    const [state] = (await answer) as [ServerState];
    return state;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }
}
