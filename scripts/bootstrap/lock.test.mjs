import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from './command.mjs';
import { withLock } from './lock.mjs';

let directory;
let path;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-lock-'));
  path = join(directory, 'lock');
});

afterEach(() => rm(directory, { recursive: true }));

test('one at a time', async () => {
  let inside = 0;
  const work = async () => {
    inside += 1;
    expect(inside).toBe(1);
    await sleep(20);
    inside -= 1;
  };
  await Promise.all([withLock(path, work), withLock(path, work), withLock(path, work)]);
});

test('a failure releases it and is passed on', async () => {
  await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(withLock(path, () => Promise.resolve('again'))).resolves.toBe('again');
});

test('the lock of a process that is gone is taken over', async () => {
  const { output: pid } = await runCommand(process.execPath, [
    '-e',
    'process.stdout.write(String(process.pid))',
  ]);
  await writeFile(path, pid);
  await expect(withLock(path, () => Promise.resolve('mine'))).resolves.toBe('mine');
});
