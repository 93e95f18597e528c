import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The server as a process of its own, on loopback and on ports that are free. */
export interface ServerFixture extends AsyncDisposable {
  readonly url: string;
}

const PROGRAM = fileURLToPath(new URL('../../../apps/sfu/src/index.ts', import.meta.url));

/** Settings are given as the environment variables an operator would set. */
export async function startServer(settings: Record<string, string> = {}): Promise<ServerFixture> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
  const child = spawn(process.execPath, [PROGRAM], {
    env: {
      ...process.env,
      PARLEY_HOST: '127.0.0.1',
      PARLEY_PORT: '0',
      PARLEY_MEDIA_PORT: '0',
      PARLEY_WORKERS: '1',
      PARLEY_LOG_LEVEL: 'warn',
      PARLEY_DATA_DIR: dataDir,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const url = await Promise.race([readUrl(child.stdout), exited.then(() => null)]);
  if (url === null) throw new Error('the server did not start');
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await exited;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Reads on to the end, so that the server never waits for somebody to take its output. */
function readUrl(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    createInterface({ input: output }).on('line', (line) => {
      const url = /https?:\/\/\S+/.exec(line)?.[0];
      if (url !== undefined) resolve(url);
    });
  });
}
