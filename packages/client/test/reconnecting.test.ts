import { expect, it } from 'vitest';
import { startSfu } from '../../../apps/sfu/testing/startSfu.ts';
import { Bot } from '../../../tools/bots/src/index.ts';
import { FlakyProxy } from './FlakyProxy.ts';

const status = (bot: Bot) => bot.client.store.getSnapshot().status;
const seenBy = (bot: Bot) => bot.client.store.getSnapshot().users[0];
const ignore = () => undefined;

it('survives a lost connection without touching media, and catches up on what happened meanwhile', async () => {
  await using sfu = await startSfu();
  await using proxy = await FlakyProxy.inFrontOf(sfu.localUrl);
  await using anna = await Bot.join({ url: sfu.localUrl, roomId: 'drop', displayName: 'Anna' });
  await using ben = await Bot.join({ url: proxy.url, roomId: 'drop', displayName: 'Ben' });
  await ben.until(({ timing }) => timing.firstVideoMs !== null);
  // An answer to `produce` that is lost with the connection costs a new join: not what is tested here.
  await expect.poll(() => Object.keys(seenBy(anna)?.sources ?? {}).sort()).toEqual(['camera', 'microphone']);
  await expect
    .poll(() => ben.client.store.getSnapshot().local)
    .toMatchObject({ camera: { state: 'live' }, microphone: { state: 'live' } });
  const { userId, users } = ben.client.store.getSnapshot();

  proxy.breakDown();
  await expect.poll(() => status(ben)).toBe('reconnecting');
  await expect.poll(() => seenBy(anna)?.connection).toBe('reconnecting');
  const packets = ben.stats().total.packets;
  await ben.until(({ total }) => total.packets > packets + 50);
  await ben.mute(); // resolves without a connection: remembered
  await anna.mute();

  proxy.heal();
  await expect.poll(() => status(ben)).toBe('joined');
  await expect
    .poll(() => seenBy(anna))
    .toMatchObject({
      id: userId,
      connection: 'connected',
      quality: 'good',
      sources: { microphone: { paused: true }, camera: { paused: false } },
    });
  expect(seenBy(ben)?.sources.microphone).toEqual({ paused: true });
  expect(seenBy(ben)?.tracks).toEqual(users[0]?.tracks);
  expect(ben.client.store.getSnapshot().userId).toBe(userId);
});

it('joins again with the same sources when the session was given up', async () => {
  await using sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '0.2' });
  await using proxy = await FlakyProxy.inFrontOf(sfu.localUrl);
  await using anna = await Bot.join({ url: sfu.localUrl, roomId: 'gone', displayName: 'Anna' });
  await using ben = await Bot.join({ url: proxy.url, roomId: 'gone', displayName: 'Ben' });
  await ben.until(({ timing }) => timing.firstVideoMs !== null);
  const { userId } = ben.client.store.getSnapshot();

  proxy.breakDown();
  await expect.poll(() => seenBy(anna)).toBeUndefined();
  proxy.heal();
  await expect.poll(() => status(ben), { timeout: 20_000 }).toBe('joined');
  expect(ben.userId).not.toBe(userId);
  await expect
    .poll(() => seenBy(anna))
    .toMatchObject({
      displayName: 'Ben',
      sources: { camera: { paused: false }, microphone: { paused: false } },
    });
  await ben.until(({ remotes }) =>
    remotes.some(({ source, received }) => source === 'camera' && received.packets > 50),
  );
  await anna.until(({ remotes }) =>
    remotes.some(({ source, received }) => source === 'camera' && received.packets > 50),
  );
});

it('joins the next server when its own one is gone', async () => {
  const first = await startSfu();
  await using proxy = await FlakyProxy.inFrontOf(first.localUrl);
  await using anna = await Bot.join({ url: proxy.url, roomId: 'moved', displayName: 'Anna' });
  proxy.breakDown(); // before the server can say that it closes
  await first.close();
  await using second = await startSfu();
  proxy.heal(second.localUrl);
  await expect.poll(() => status(anna), { timeout: 20_000 }).toBe('joined');
  await expect
    .poll(() => anna.client.store.getSnapshot().local)
    .toMatchObject({ camera: { state: 'live' }, microphone: { state: 'live' } });
});

it('gives up when it may not come back', async () => {
  await using sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '0.2', PARLEY_MAX_PARTICIPANTS: '2' });
  await using proxy = await FlakyProxy.inFrontOf(sfu.localUrl);
  const quiet = { camera: false, microphone: false, roomId: 'full' } as const;
  await using anna = await Bot.join({ ...quiet, url: sfu.localUrl, displayName: 'Anna' });
  await using ben = await Bot.join({ ...quiet, url: proxy.url, displayName: 'Ben', onProblem: ignore });
  proxy.breakDown();
  await expect.poll(() => seenBy(anna)).toBeUndefined();
  await using carl = await Bot.join({ ...quiet, url: sfu.localUrl, displayName: 'Carl' });
  proxy.heal();
  await expect
    .poll(() => ben.client.store.getSnapshot(), { timeout: 20_000 })
    .toMatchObject({ status: 'closed', closeReason: 'session-lost' });
  expect(status(carl)).toBe('joined');
});
