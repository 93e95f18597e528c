import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../../tools/bots/src/cli.ts', import.meta.url));

/** A bot in a process of its own, called Mina: it can be frozen, as a laptop that is closed freezes its browser. */
export class BotProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;

  constructor({ url, roomId }: { url: string; roomId: string }) {
    const args = ['--url', url, '--room', roomId, '--talking', 'all'];
    this.#child = spawn(process.execPath, [PROGRAM, ...args], { stdio: 'ignore' });
    this.#exit = once(this.#child, 'exit');
  }

  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  wake(): void {
    this.#child.kill('SIGCONT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exit;
  }
}
