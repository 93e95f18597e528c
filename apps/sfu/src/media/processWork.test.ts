import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { isAtWork, parseProcessState, readProcessState } from './processWork.ts';

const at = (state: string, ticks: number) => ({ state, ticks });

it.each([
  ['runs, or waits for a core', at('S', 5), at('R', 5), true],
  ['waits for a disk', at('S', 5), at('D', 5), true],
  ['sleeps just now, and has worked', at('S', 5), at('S', 6), true],
  ['sleeps, and has not worked', at('S', 5), at('S', 5), false],
  ['sleeps, and was never looked at', null, at('S', 5), false],
  ['is stopped, and has worked before that', at('R', 5), at('T', 6), false],
  ['the system does not say', at('S', 5), null, true],
])('%s', (_what, before, now, atWork) => {
  expect(isAtWork(before, now)).toBe(atWork);
});

it('reads past any name', () => {
  const rest = 'S 1 2 3 4 5 6 7 8 9 10 70 7 0 0';
  expect(parseProcessState(`12 (a) R b) ${rest}`)).toEqual(at('S', 77));
});

it.runIf(process.platform === 'linux')('tells a busy process from one that was stopped', async () => {
  const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  const exit = once(child, 'exit');
  const pid = child.pid ?? 0;
  try {
    const first = await readProcessState(pid);
    const worksOn = async () => ((await readProcessState(pid))?.ticks ?? 0) > (first?.ticks ?? 0);
    await expect.poll(worksOn, { timeout: 20_000 }).toBe(true);
    expect(isAtWork(first, await readProcessState(pid))).toBe(true);
    process.kill(pid, 'SIGSTOP');
    await expect.poll(async () => (await readProcessState(pid))?.state, { timeout: 20_000 }).toBe('T');
    expect(isAtWork(first, await readProcessState(pid))).toBe(false);
  } finally {
    child.kill('SIGKILL');
    await exit;
  }
  expect(await readProcessState(pid)).toBeNull();
});
