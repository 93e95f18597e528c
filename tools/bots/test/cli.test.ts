import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ensureMedia } from '../src/index.ts';
import type { BotStats } from '../src/index.ts';
import { startServer } from './startServer.ts';
import type { ServerFixture } from './startServer.ts';

const PROGRAM = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

/** What a test that timed out leaves running. */
const children: ChildProcess[] = [];
let server: ServerFixture;

beforeAll(async () => {
  await ensureMedia();
  server = await startServer();
}, 120_000);

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

afterAll(() => server[Symbol.asyncDispose]());

/** `interruptAt`: sends SIGINT as soon as the progress contains this. */
async function run(args: readonly string[], interruptAt?: string) {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let progress = '';
  child.stderr.on('data', (chunk: Buffer) => {
    const before = progress;
    progress += chunk.toString();
    if (interruptAt === undefined || before.includes(interruptAt)) return;
    if (progress.includes(interruptAt)) child.kill('SIGINT');
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  const [output, [code]] = await Promise.all([text(child.stdout), closed]);
  return { output, progress, code };
}

it('lets bots join for a while and prints what they received', async () => {
  const { output, progress, code } = await run([
    ...['--url', server.url, '--room', 'cli', '--count', '2', '--duration', '2', '--json'],
  ]);
  expect(progress).toContain('2/2 Jonas joined cli');
  expect(code).toBe(0);
  const { bots } = JSON.parse(output) as { bots: BotStats[] };
  expect(bots.map(({ displayName }) => displayName)).toEqual(['Mina', 'Jonas']);
  for (const { remotes, timing } of bots) {
    expect(remotes.map(({ source }) => source).sort()).toEqual(['camera', 'microphone']);
    expect(timing.firstVideoMs).toBeGreaterThan(0);
  }
});

it('leaves and prints its table when interrupted', async () => {
  const { output, code } = await run(['--url', server.url, '--no-microphone'], '1/1');
  expect(code).toBe(0);
  expect(output.split('\n')[0]).toBe('bot   joined ms  audio ms  video ms  received kbps  loss %  pictures');
  expect(output.split('\n')[1]).toMatch(/^Mina +\d+ +- +- +0 +0\.00 {2}none$/);
});

it.each([
  [
    'a server that is not there',
    ['--url', 'http://127.0.0.1:9'],
    'The server at http://127.0.0.1:9 cannot be reached.\n',
  ],
  ['a bad option', ['--count', '-1x'], "Option '--count' argument is ambiguous. See --help.\n"],
])('says in one sentence what is wrong with %s', async (_what, args, sentence) => {
  const { progress, output, code } = await run(args);
  expect(progress).toEqual(sentence);
  expect(progress.trim().split('\n')).toHaveLength(1);
  expect(output).toBe('');
  expect(code).toBe(1);
});

it('says in one sentence that a room id is bad', async () => {
  const { progress, code } = await run(['--url', server.url, '--room', '!']);
  expect(progress).toMatch(/^Joining ! failed: .+\.\n$/);
  expect(code).toBe(1);
});
