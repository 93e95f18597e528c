import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const SECRET = 'a secret of this test';
const READY_MS = 10_000;

/** A real coturn on this host that relays for whoever shows credentials of a Parley server, over TCP as well. */
export class TurnServer implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #address: string;
  readonly #port: number;

  readonly #directory: string;

  static async start(address: string): Promise<TurnServer> {
    const directory = await mkdtemp(join(tmpdir(), 'parley-turn-'));
    const server = new TurnServer(address, await freePort(address), directory);
    await server.#ready();
    return server;
  }

  private constructor(address: string, port: number, directory: string) {
    this.#address = address;
    this.#port = port;
    this.#directory = directory;
    const program = ['turnserver', ...options(address, port), `--pidfile=${join(directory, 'pid')}`];
    // It ends with this process, however that ends: the kernel sees to it.
    this.#child = spawn('setpriv', ['--pdeathsig', 'KILL', ...program], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** What the Parley server is to be started with, so that it sends people here over TCP. */
  get settings(): Record<string, string> {
    return {
      PARLEY_TURN_URLS: `turn:${this.#address}:${this.#port}?transport=tcp`,
      PARLEY_TURN_SECRET: SECRET,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#hasEnded) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await ended;
    }
    await rm(this.#directory, { recursive: true, force: true });
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Resolves when it takes connections. */
  async #ready(): Promise<void> {
    let said = '';
    for (const output of [this.#child.stdout, this.#child.stderr])
      output?.on('data', (data: Buffer) => (said += data.toString()));
    const untilMs = Date.now() + READY_MS;
    while (!(await accepts(this.#address, this.#port))) {
      if (this.#hasEnded || Date.now() > untilMs) throw new Error(`turnserver did not start: ${said}`);
      await sleep(50);
    }
  }
}

function accepts(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, address);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

function options(address: string, port: number): string[] {
  return [
    '-n',
    `--listening-ip=${address}`,
    `--relay-ip=${address}`,
    `--listening-port=${port}`,
    '--use-auth-secret',
    `--static-auth-secret=${SECRET}`,
    '--realm=parley',
    '--fingerprint',
    '--no-tls',
    '--no-dtls',
    '--no-cli',
    '--log-file=stdout',
  ];
}

async function freePort(address: string): Promise<number> {
  const server = createServer().listen(0, address);
  await once(server, 'listening');
  const place = server.address();
  server.close();
  await once(server, 'close');
  if (place === null || typeof place === 'string') throw new Error('no port');
  return place.port;
}
