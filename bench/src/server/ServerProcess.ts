import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(import.meta.resolve('@parley/sfu/program'));
const READY = 'Parley is ready.';

/** A Parley server the way an operator starts it, with a folder and a port that it keeps from one process to the next. */
export class ServerProcess implements AsyncDisposable {
  readonly #settings: Record<string, string>;
  readonly #directory: string;
  #child: ChildProcess | null = null;
  #port = '0';

  /** @param settings as an operator would set them in the environment */
  static async start(settings: Record<string, string> = {}): Promise<ServerProcess> {
    const server = new ServerProcess(settings, await mkdtemp(join(tmpdir(), 'parley-bench-')));
    await server.start();
    return server;
  }

  private constructor(settings: Record<string, string>, directory: string) {
    this.#settings = settings;
    this.#directory = directory;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** A process in the place of the one before. Resolves when it says that it is up. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [PROGRAM], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        PARLEY_HOST: '127.0.0.1',
        PARLEY_PORT: this.#port,
        PARLEY_MEDIA_PORT: '0',
        PARLEY_MEDIA_ADDRESSES: '127.0.0.1',
        PARLEY_WORKERS: '1',
        PARLEY_DATA_DIR: this.#directory,
        PARLEY_LOG_LEVEL: 'fatal',
        ...this.#settings,
      },
    });
    this.#child = child;
    // It shall not outlive this process, whatever that ends of.
    const end = () => child.kill('SIGKILL');
    process.once('exit', end);
    child.once('exit', () => process.off('exit', end));
    this.#port = new URL(await addressOf(child)).port;
  }

  /** Resolves when the process has ended. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  /** Of the media workers that are up, the longest there first; none while one of them is missing. */
  async workerPids(): Promise<number[]> {
    if (!(await fetch(`${this.url}/readyz`)).ok) return [];
    const metrics = await (await fetch(`${this.url}/metrics`)).text();
    return [...metrics.matchAll(/^parley_worker_cpu_seconds\{pid="(\d+)"\}/gm)].map(([, pid]) => Number(pid));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGKILL');
    await rm(this.#directory, { recursive: true, force: true });
  }
}

/** Where it can be reached, once it is up. */
async function addressOf({ stdout }: ChildProcess): Promise<string> {
  let said = '';
  for await (const data of stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    said += String(data);
    const address = /https?:\/\/\S+/.exec(said)?.[0];
    if (said.includes(READY) && address !== undefined) {
      stdout?.resume();
      return address;
    }
  }
  throw new Error(`the server did not start: ${said}`);
}
