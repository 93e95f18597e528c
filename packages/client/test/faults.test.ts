import { expect, it } from 'vitest';
import { TestClient } from '../../../apps/sfu/test/TestClient.ts';
import { backAtMs, hears } from '../../../apps/sfu/test/MediaGap.ts';
import { startSfu } from '../../../apps/sfu/testing/startSfu.ts';
import { Bot } from '../../../tools/bots/src/index.ts';

const SLOW = { timeout: 30_000 };
const snapshot = (bot: Bot) => bot.client.store.getSnapshot();
const seenBy = (bot: Bot) => snapshot(bot).users[0];
const ignore = () => undefined;

/** Packets of all that a bot receives: those that came, and those that never did. */
function packets(bot: Bot): { came: number; lost: number } {
  const { remotes } = bot.stats();
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    came: sum(remotes.map(({ received }) => received.packets)),
    lost: sum(remotes.map(({ received }) => received.lost)),
  };
}

it('faults are refused where the server does not allow them, by client and server', async () => {
  await using sfu = await startSfu();
  await using anna = await Bot.join({ url: sfu.localUrl, roomId: 'calm', displayName: 'Anna' });
  expect(snapshot(anna)).toMatchObject({ status: 'joined', self: { role: 'host' }, faultsAllowed: false });
  const pids = sfu.pool.workers.map(({ pid }) => pid);
  await expect(anna.client.simulate('socket-drop')).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  for (const fault of ['ice-failure', 'worker-death', 'worker-hang'] as const)
    await expect(anna.client.request('simulate-fault', { fault })).rejects.toMatchObject({
      code: expect.stringMatching(/^(NOT_ALLOWED|RATE_LIMITED)$/) as string,
    });
  using stranger = await TestClient.connect(sfu);
  await expect(stranger.request('simulate-fault', { fault: 'worker-death' })).rejects.toThrow('NOT_JOINED');
  expect(sfu.pool.workers.map(({ pid }) => pid)).toEqual(pids);
  expect(snapshot(anna)).toMatchObject({ status: 'joined', mediaConnection: 'connected' });
});

it('faults really happen where it allows them, and the call survives each', async () => {
  await using sfu = await startSfu({ PARLEY_FAULTS: '1' });
  const options = { url: sfu.localUrl, roomId: 'drill', onProblem: ignore } as const;
  await using anna = await Bot.join({ ...options, displayName: 'Anna' });
  await using ben = await Bot.join({ ...options, displayName: 'Ben' });
  const both = () => hears(anna, ben.userId) && hears(ben, anna.userId);
  await expect.poll(both, SLOW).toBe(true);
  const { userId } = ben;
  const ids: (string | undefined)[] = [];
  anna.client.store.subscribe(() => ids.push(seenBy(anna)?.id));

  // Everybody may break their own connection, and only the host what is everybody's.
  await expect(ben.client.simulate('worker-death')).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  const droppedAtMs = performance.now();
  await ben.client.simulate('socket-drop', { forS: 2 });
  expect(snapshot(ben).status).toBe('reconnecting');
  await expect.poll(() => seenBy(anna)?.connection, SLOW).toBe('reconnecting');
  await expect.poll(() => snapshot(ben).status, SLOW).toBe('joined');
  expect(performance.now() - droppedAtMs).toBeGreaterThanOrEqual(2000);
  await expect.poll(() => seenBy(anna)?.connection, SLOW).toBe('connected');
  // Media went on: these are the streams from before.
  expect(backAtMs(anna, ben.userId, droppedAtMs)).toBeNull();
  expect(backAtMs(ben, anna.userId, droppedAtMs)).toBeNull();
  await expect.poll(both, SLOW).toBe(true);

  const before = packets(ben);
  await ben.client.simulate('packet-loss', { forS: 60, percent: 50 });
  await expect.poll(() => packets(ben).came - before.came, SLOW).toBeGreaterThan(50);
  await expect.poll(() => packets(ben).lost - before.lost, SLOW).toBeGreaterThan(10);
  await ben.client.simulate('packet-loss', { forS: 0 });

  const pid = sfu.pool.workers[0]?.pid;
  await anna.client.simulate('worker-death');
  await expect.poll(() => sfu.pool.workers[0]?.pid ?? pid, SLOW).not.toBe(pid);
  await expect.poll(both, SLOW).toBe(true);
  const next = sfu.pool.workers[0]?.pid;
  await anna.client.simulate('worker-hang');
  await expect.poll(() => sfu.pool.workers[0]?.pid ?? next, SLOW).not.toBe(next);
  await expect.poll(both, SLOW).toBe(true);

  expect(new Set(ids)).toEqual(new Set([userId]));
});
