import { setTimeout as sleep } from 'node:timers/promises';
import type { MediaSource } from '@parley/protocol';
import { expect, it } from 'vitest';
import { FlakyProxy } from '../../../packages/client/test/FlakyProxy.ts';
import { Bot } from '../../../tools/bots/src/index.ts';
import { startSfu } from '../testing/startSfu.ts';
import { BotProcess } from './BotProcess.ts';

/** Many times as long as a place is kept without media. */
const AWAY_MS = 6000;
const SLOW = { timeout: 40_000 };

const snapshot = (bot: Bot) => bot.client.store.getSnapshot();
const seenBy = (bot: Bot, name: string) =>
  snapshot(bot).users.find(({ displayName }) => displayName === name);
const isLive = (bot: Bot) =>
  (['camera', 'microphone'] as const).every((source) => snapshot(bot).local[source]?.state === 'live');

/** Packets of somebody's source that a bot has received. */
function packets(bot: Bot, source: MediaSource): number {
  return bot.stats().remotes.find((remote) => remote.source === source)?.received.packets ?? 0;
}

/** What a bot sees of somebody, each time it is another picture. */
function watch<T>(bot: Bot, look: () => T): T[] {
  const seen = [look()];
  bot.client.store.subscribe(() => {
    const now = look();
    if (now !== seen.at(-1)) seen.push(now);
  });
  return seen;
}

it('a socket that is away for long costs nothing while media goes on: nobody leaves, all is caught up', async () => {
  await using sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '0.5', PARLEY_MEDIA_GRACE_S: '60' });
  await using proxy = await FlakyProxy.inFrontOf(sfu.localUrl);
  await using anna = await Bot.join({ url: sfu.localUrl, roomId: 'away', displayName: 'Anna' });
  await using ben = await Bot.join({ url: proxy.url, roomId: 'away', displayName: 'Ben' });
  await expect.poll(() => isLive(anna) && isLive(ben), SLOW).toBe(true);
  for (const [bot, source] of [
    [anna, 'microphone'],
    [anna, 'camera'],
    [ben, 'microphone'],
  ] as const)
    await expect.poll(() => packets(bot, source), SLOW).toBeGreaterThan(20);

  const { userId } = ben;
  const tracks = seenBy(ben, 'Anna')?.tracks;
  const ids = watch(anna, () => seenBy(anna, 'Ben')?.id);
  const isHeard = watch(anna, () => seenBy(anna, 'Ben')?.sources.microphone?.paused);
  const told: string[] = [];
  ben.client.onModeration((moderation) => told.push(moderation.type));

  proxy.stall(); // what is sent now is lost with the connection, and the server does not know
  await anna.client.host.mute(userId);
  proxy.breakDown();
  await expect.poll(() => seenBy(anna, 'Ben')?.connection, SLOW).toBe('reconnecting');
  const before = { camera: packets(anna, 'camera'), voice: packets(ben, 'microphone') };
  await anna.client.sendChat('while you were out');
  await anna.client.raiseHand(true);
  await sleep(AWAY_MS);
  await anna.client.host.askToUnmute(userId);
  expect(packets(anna, 'camera') - before.camera).toBeGreaterThan(50);
  expect(packets(ben, 'microphone') - before.voice).toBeGreaterThan(20);
  expect(told).toEqual([]);

  proxy.heal();
  await expect.poll(() => snapshot(ben).status, SLOW).toBe('joined');
  await expect.poll(() => seenBy(anna, 'Ben')?.connection, SLOW).toBe('connected');
  // Missed, in order, once; and the wish from before does not undo it.
  expect(told).toEqual(['muted', 'unmute-asked']);
  expect(snapshot(ben).local.microphone).toMatchObject({ paused: true });
  expect(snapshot(ben).chat.map(({ text }) => text)).toEqual(['while you were out']);
  expect(seenBy(ben, 'Anna')?.handRaisedAt).not.toBeNull();
  expect(seenBy(ben, 'Anna')?.tracks).toEqual(tracks);
  const seen = packets(anna, 'camera');
  await expect.poll(() => packets(anna, 'camera'), SLOW).toBeGreaterThan(seen + 20);
  expect(ids).toEqual([userId]);
  expect(isHeard).toEqual([false, true]);
});

it('who is frozen is shown as away, is out after the time of grace, and comes back by itself', async () => {
  await using sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '2', PARLEY_MEDIA_GRACE_S: '60' });
  await using proxy = await FlakyProxy.inFrontOf(sfu.localUrl);
  await using anna = await Bot.join({ url: sfu.localUrl, roomId: 'asleep', displayName: 'Anna' });
  await using mina = new BotProcess({ url: proxy.url, roomId: 'asleep' });
  await expect.poll(() => packets(anna, 'microphone'), SLOW).toBeGreaterThan(20);
  const links = watch(anna, () => seenBy(anna, 'Mina')?.connection);
  const ids = watch(anna, () => seenBy(anna, 'Mina')?.id);

  mina.freeze();
  proxy.breakDown(); // the server would wait for a sign of life for a quarter of a minute
  await expect.poll(() => seenBy(anna, 'Mina'), SLOW).toBeUndefined();
  proxy.heal();
  mina.wake();
  await expect.poll(() => packets(anna, 'microphone'), SLOW).toBeGreaterThan(20);
  await expect.poll(() => packets(anna, 'camera'), SLOW).toBeGreaterThan(20);
  expect(links).toEqual(['connected', 'reconnecting', undefined, 'connected']);
  expect(ids).toHaveLength(3);
});
