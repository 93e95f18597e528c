import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const children: ChildProcess[] = [];
let ownDir: string;
beforeEach(async () => {
  ownDir = await mkdtemp(join(tmpdir(), 'parley-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(ownDir, { recursive: true, force: true });
});

/** Starts the server as its own process, the way an operator does. */
function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../src/index.ts', import.meta.url))], {
    env: {
      ...process.env,
      PARLEY_HOST: '127.0.0.1',
      PARLEY_PORT: '0',
      PARLEY_MEDIA_PORT: '0',
      PARLEY_WORKERS: '1',
      PARLEY_DATA_DIR: ownDir,
      ...environment,
    },
    detached: true, // a group of its own, as a terminal gives it: signals to the group reach the workers too
  });
  children.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (output.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()));
  return { child, output };
}

async function started(output: { stdout: string }): Promise<string> {
  await expect.poll(() => output.stdout, { timeout: 15_000 }).toContain('Parley is ready.');
  return /https?:\/\/\S+/.exec(output.stdout)?.[0] ?? '';
}

it('closes everything in order within five seconds of SIGTERM', async () => {
  const { child, output } = start({ PARLEY_LOG_FORMAT: 'json' });
  const url = await started(output);
  await fetch(`${url}/api/rooms/standing`, { method: 'POST' });
  const begin = performance.now();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGTERM'] as const) process.kill(-(child.pid ?? 0), signal);
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
  expect(performance.now() - begin).toBeLessThan(5000);
  expect(output.stdout).toContain('"reason":"shutdown","msg":"room closed"');
});

it.each([
  ['a taken port', {}, /^Port \d+ is in use by another program; choose another one with --port\.\n$/],
  [
    'an address of another machine',
    { PARLEY_HOST: '192.0.2.1', PARLEY_MEDIA_ADDRESSES: '127.0.0.1' },
    /not an address/,
  ],
  ['a setting that makes no sense', { PARLEY_WORKERS: 'many' }, /PARLEY_WORKERS/],
  [
    'a missing worker program',
    { PARLEY_WORKER_BIN: '/nowhere/worker' },
    /^A media worker cannot start: .+\n$/,
  ],
  ['a certificate without its key', { PARLEY_TLS_CERT: 'cert.pem' }, /^Set both PARLEY_TLS_CERT and .+\n$/],
])('%s: one sentence and a non-zero exit', async (_what, environment, sentence) => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const { port } = blocker.address() as { port: number };
  const { child, output } = start({ PARLEY_PORT: String(port), PARLEY_LOG_LEVEL: 'silent', ...environment });
  const [code] = (await once(child, 'exit')) as [number | null];
  blocker.close();
  expect(code).toBe(1);
  expect(output.stderr).toMatch(sentence);
  expect(output.stderr.trim().split('\n')).toHaveLength(1);
});

it.each([
  ['damaged', 'nothing that SQLite has written. '.repeat(40), / is damaged; put a backup in its place, /],
  ['no file', null, / cannot be written \(EISDIR\); choose another one with --data-dir\.$/],
])('a database that is %s: one sentence and a non-zero exit', async (_what, content, sentence) => {
  const path = join(ownDir, 'parley.db');
  await (content === null ? mkdir(path) : writeFile(path, content));
  const { child, output } = start({ PARLEY_LOG_LEVEL: 'silent' });
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(1);
  expect(output.stderr.trim()).toMatch(sentence);
  expect(output.stderr.trim().split('\n')).toHaveLength(1);
});

it('makes a certificate for HTTPS and keeps it', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
  try {
    const environment = { PARLEY_HTTPS: '1', PARLEY_DATA_DIR: dataDir };
    const first = start(environment);
    const url = await started(first.output);
    const ca = await readFile(join(dataDir, 'tls', 'cert.pem'), 'utf8');
    const status = await new Promise((resolve, reject) => {
      request(`${url}/healthz`, { ca }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
    first.child.kill('SIGTERM');
    await once(first.child, 'exit');
    await started(start(environment).output);
    expect(await readFile(join(dataDir, 'tls', 'cert.pem'), 'utf8')).toBe(ca);
  } finally {
    await rm(dataDir, { recursive: true });
  }
});
