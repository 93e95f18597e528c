import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Answer, Api, Question } from './serve.ts';

/** Enough for a server to close everything in order. */
const CLOSE_TIMEOUT_MS = 8000;

export interface ChildOptions {
  /** A network namespace for the program to run in; needs root. */
  readonly namespace?: string;
  /** Told each line that the program writes to its standard output; without it nobody reads that. */
  readonly onLine?: (line: string) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A program of its own with the methods of `A`, so that what is measured, what loads it and what watches do not share
 * an event loop. It ends with this process, however that ends.
 */
export class ChildService<A extends Api> implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 0;
  #ended = false;

  /** @param module a TypeScript file that calls `serve` */
  constructor(module: URL, { namespace, onLine }: ChildOptions = {}) {
    this.#child = fork(module, {
      stdio: ['ignore', onLine ? 'pipe' : 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
      // `ip` becomes the program after entering the namespace, so that the channel and the process id stay.
      ...(namespace !== undefined && {
        execPath: 'ip',
        execArgv: ['netns', 'exec', namespace, process.execPath, ...process.execArgv],
      }),
    });
    if (onLine && this.#child.stdout) createInterface(this.#child.stdout).on('line', onLine);
    this.#child.on('message', (message) => this.#onAnswer(message as Answer));
    this.#child.once('exit', (code, signal) => this.#onExit(`${module.pathname} ended (${code ?? signal})`));
  }

  call<N extends keyof A & string>(
    name: N,
    ...[argument]: Parameters<A[N]>
  ): Promise<Awaited<ReturnType<A[N]>>> {
    if (this.#ended) return Promise.reject(new Error('the program has ended'));
    const id = this.#nextId++;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#child.send({ id, name, argument } satisfies Question);
    return answer as Promise<Awaited<ReturnType<A[N]>>>;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#ended) return;
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), CLOSE_TIMEOUT_MS);
    await exited;
    clearTimeout(timer);
  }

  #onAnswer(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('error' in answer) waiting?.reject(new Error(answer.error));
    else waiting?.resolve(answer.value);
  }

  #onExit(reason: string): void {
    this.#ended = true;
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }
}
