import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../../tools/bots/src/cli.ts', import.meta.url));

/** A bot in a process of its own, called Mina: it can be frozen, as a laptop that is closed freezes its browser. */
export class BotProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;

  /** @param sends Nothing where it is false. */
  constructor({ url, roomId, sends = true }: { url: string; roomId: string; sends?: boolean }) {
    const media = sends ? ['--talking', 'all'] : ['--no-camera', '--no-microphone'];
    const args = ['--url', url, '--room', roomId, ...media];
    this.#child = spawn(process.execPath, [PROGRAM, ...args], { stdio: 'ignore' });
    this.#exit = once(this.#child, 'exit');
  }

  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  wake(): void {
    this.#child.kill('SIGCONT');
  }

  /** Nobody is told, as when a machine loses its power. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exit;
  }
}
