import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, vi } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../src/index.ts', import.meta.url));

/** A program that becomes the server: it gets the server's program and arguments behind its own. */
export interface Wrapper {
  command: string;
  args: readonly string[];
}

/** The server as its own process, the way an operator starts it. */
export class ServerProcess implements AsyncDisposable {
  readonly child: ChildProcessWithoutNullStreams;
  stdout = '';
  stderr = '';
  readonly #exit: Promise<number | null>;

  constructor(dataDir: string, environment: Record<string, string> = {}, wrapper?: Wrapper) {
    const command = wrapper?.command ?? process.execPath;
    const args = wrapper === undefined ? [PROGRAM] : [...wrapper.args, process.execPath, PROGRAM];
    this.child = spawn(command, args, {
      env: {
        ...process.env,
        PARLEY_HOST: '127.0.0.1',
        PARLEY_PORT: '0',
        PARLEY_MEDIA_PORT: '0',
        PARLEY_WORKERS: '1',
        PARLEY_DATA_DIR: dataDir,
        ...environment,
      },
      detached: true, // a group of its own, as a terminal gives it: signals to the group reach the workers too
    });
    this.child.stdout.on('data', (data: Buffer) => (this.stdout += data.toString()));
    this.child.stderr.on('data', (data: Buffer) => (this.stderr += data.toString()));
    this.#exit = once(this.child, 'exit').then(([code]) => code as number | null);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Its exit code; null where a signal ended it. */
  get exit(): Promise<number | null> {
    return this.#exit;
  }

  /** Its address, once it is ready. */
  async started(): Promise<string> {
    // Not a poll: it shall do in hooks as well.
    const isReady = () => expect(this.stdout, this.stderr).toContain('Parley is ready.');
    await vi.waitFor(isReady, { timeout: 60_000 });
    return /https?:\/\/\S+/.exec(this.stdout)?.[0] ?? '';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL');
    await this.#exit;
  }
}
