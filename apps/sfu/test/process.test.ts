import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ServerProcess } from './ServerProcess.ts';

const servers: ServerProcess[] = [];
let ownDir: string;
beforeEach(async () => {
  ownDir = await mkdtemp(join(tmpdir(), 'parley-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
  await rm(ownDir, { recursive: true, force: true });
});

function start(environment: Record<string, string>): ServerProcess {
  const server = new ServerProcess(ownDir, environment);
  servers.push(server);
  return server;
}

it('closes everything in order within five seconds of SIGTERM', async () => {
  const server = start({ PARLEY_LOG_FORMAT: 'json' });
  const url = await server.started();
  await fetch(`${url}/api/rooms/standing`, { method: 'POST' });
  const begin = performance.now();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGTERM'] as const) process.kill(-server.pid, signal);
  expect(await server.exit).toBe(0);
  expect(performance.now() - begin).toBeLessThan(5000);
  expect(server.stdout).toContain('"reason":"shutdown","msg":"room closed"');
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
  const server = start({ PARLEY_PORT: String(port), PARLEY_LOG_LEVEL: 'silent', ...environment });
  const code = await server.exit;
  blocker.close();
  expect(code).toBe(1);
  expect(server.stderr).toMatch(sentence);
  expect(server.stderr.trim().split('\n')).toHaveLength(1);
});

it.each([
  ['damaged', 'nothing that SQLite has written. '.repeat(40), / is damaged; put a backup in its place, /],
  ['no file', null, / cannot be written \(EISDIR\); choose another one with --data-dir\.$/],
])('a database that is %s: one sentence and a non-zero exit', async (_what, content, sentence) => {
  const path = join(ownDir, 'parley.db');
  await (content === null ? mkdir(path) : writeFile(path, content));
  const server = start({ PARLEY_LOG_LEVEL: 'silent' });
  expect(await server.exit).toBe(1);
  expect(server.stderr.trim()).toMatch(sentence);
  expect(server.stderr.trim().split('\n')).toHaveLength(1);
});

it('makes a certificate for HTTPS and keeps it', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
  try {
    const environment = { PARLEY_HTTPS: '1', PARLEY_DATA_DIR: dataDir };
    const first = start(environment);
    const url = await first.started();
    const ca = await readFile(join(dataDir, 'tls', 'cert.pem'), 'utf8');
    const status = await new Promise((resolve, reject) => {
      request(`${url}/healthz`, { ca }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
    first.child.kill('SIGTERM');
    await first.exit;
    await start(environment).started();
    expect(await readFile(join(dataDir, 'tls', 'cert.pem'), 'utf8')).toBe(ca);
  } finally {
    await rm(dataDir, { recursive: true });
  }
});
