import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BenchContext, Benchmark, Values } from '../Benchmark.ts';
import { median } from '../percentile.ts';

const START_SCRIPT = fileURLToPath(new URL('../../../scripts/start.mjs', import.meta.url));
const RUNS = 5;
const POLL_MS = 10;
/** The first run may build the web app. */
const TIMEOUT_MS = 120_000;

export const start: Benchmark = {
  name: 'start',
  rows: [
    {
      id: 'start.second-run-s',
      unit: 's',
      target: 3,
      lowerIsBetter: true,
      meaning:
        '`npm start` on a machine where everything is set up, until /healthz answers; with all checks of the set-up, such as whether the web app must be built anew.',
    },
  ],
  run,
};

async function run({ progress }: BenchContext): Promise<Values> {
  progress('start: once to be set up');
  await startOnce();
  const times: number[] = [];
  for (let count = 1; count <= RUNS; count += 1) {
    progress(`start: ${count} of ${RUNS}`);
    times.push(await startOnce());
  }
  return { 'start.second-run-s': median(times) };
}

/** @returns seconds from starting the process until the server answers */
async function startOnce(): Promise<number> {
  const port = await freePort();
  const startedMs = performance.now();
  const child = spawn(process.execPath, [START_SCRIPT, '--port', String(port), '--host', '127.0.0.1'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PARLEY_MEDIA_PORT: '0' },
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const exited = once(child, 'exit');
  try {
    while (!(await isHealthy(port))) {
      if (child.exitCode !== null) throw new Error(`npm start failed: ${errors.trim()}`);
      if (performance.now() - startedMs > TIMEOUT_MS) throw new Error('npm start took too long');
      await sleep(POLL_MS);
    }
    return (performance.now() - startedMs) / 1000;
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

async function isHealthy(port: number): Promise<boolean> {
  const request = fetch(`http://127.0.0.1:${port}/healthz`, { headers: { connection: 'close' } });
  return request.then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
