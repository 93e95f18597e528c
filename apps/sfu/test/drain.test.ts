import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Bot } from '../../../tools/bots/src/index.ts';
import { freePort } from './freePort.ts';
import { backAtMs, hears } from './MediaGap.ts';
import { ServerProcess } from './ServerProcess.ts';
import { TestClient } from './TestClient.ts';

const SOON = { timeout: 20_000 };
const ignore = () => undefined;

let dataDir: string;
let environment: Record<string, string>;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
  environment = { PARLEY_PORT: String(await freePort()), PARLEY_LOG_FORMAT: 'json' };
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const statusOf = async (url: string) => (await fetch(url)).status;
const snapshotOf = (bot: Bot) => bot.client.store.getSnapshot();

it('tells people of a stop, begins nothing new, ends in time, and they come back to the next process', async () => {
  await using first = new ServerProcess(dataDir, { ...environment, PARLEY_DRAIN_S: '6' });
  const url = await first.started();
  const options = { url, roomId: 'standing', onProblem: ignore } as const;
  await using anna = await Bot.join({ ...options, displayName: 'Anna' });
  await using ben = await Bot.join({ ...options, displayName: 'Ben' });
  await expect.poll(() => hears(anna, ben.userId) && hears(ben, anna.userId), SOON).toBe(true);
  using outside = await TestClient.connect({ localUrl: url });

  const toldToStopAtMs = performance.now();
  // To every process of it, and to the first one once more, as supervisors and the wrappers under them do.
  process.kill(-first.pid, 'SIGTERM');
  first.child.kill('SIGTERM');
  await expect.poll(() => snapshotOf(anna).serverStopsAtMs, SOON).not.toBeNull();
  expect((snapshotOf(anna).serverStopsAtMs ?? 0) - Date.now()).toBeLessThanOrEqual(6000);
  expect(await statusOf(`${url}/readyz`)).toBe(503);
  expect(await statusOf(`${url}/healthz`)).toBe(200);
  await expect(outside.request('create-room', {})).rejects.toThrow('SHUTTING_DOWN');
  // Two seconds later they still hear each other.
  await new Promise((resolve) => setTimeout(resolve, 2000 - (performance.now() - toldToStopAtMs)));
  expect(snapshotOf(anna)).toMatchObject({ status: 'joined', mediaConnection: 'connected' });
  // Voices pause for half a second now and then.
  await expect.poll(() => hears(anna, ben.userId) && hears(ben, anna.userId), { timeout: 3500 }).toBe(true);
  expect(await first.exit).toBe(0);
  expect(performance.now() - toldToStopAtMs).toBeGreaterThanOrEqual(5900);
  await expect.poll(() => snapshotOf(anna).status, SOON).toBe('reconnecting');
  expect(snapshotOf(anna).serverStopsAtMs).not.toBeNull();

  await using second = new ServerProcess(dataDir, environment);
  await second.started();
  await expect
    .poll(() => [snapshotOf(anna).status, snapshotOf(ben).status], SOON)
    .toEqual(['joined', 'joined']);
  await expect
    .poll(
      () => [backAtMs(anna, ben.userId, toldToStopAtMs), backAtMs(ben, anna.userId, toldToStopAtMs)],
      SOON,
    )
    .not.toContain(null);
  expect(snapshotOf(anna)).toMatchObject({ roomId: 'standing', serverStopsAtMs: null });
});

it('ends at once where nobody is inside, or at the second signal', async () => {
  await using empty = new ServerProcess(dataDir, { ...environment, PARLEY_DRAIN_S: '600' });
  await fetch(`${await empty.started()}/api/rooms/empty`, { method: 'POST' });
  empty.child.kill('SIGTERM');
  expect(await empty.exit).toBe(0);

  await using busy = new ServerProcess(dataDir, { ...environment, PARLEY_DRAIN_S: '600' });
  const url = await busy.started();
  await using anna = await Bot.join({ url, roomId: 'busy', displayName: 'Anna' });
  busy.child.kill('SIGTERM');
  await expect.poll(() => snapshotOf(anna).serverStopsAtMs, SOON).not.toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(snapshotOf(anna).status).toBe('joined');
  busy.child.kill('SIGTERM');
  expect(await busy.exit).toBe(0);
  await expect.poll(() => snapshotOf(anna).closeReason, SOON).toBe('shutdown');
});
