import { expect, it } from 'vitest';
import { startSfu } from '../../../apps/sfu/testing/startSfu.ts';
import { Bot } from '../../../tools/bots/src/index.ts';
import { FlakyProxy } from './FlakyProxy.ts';

const seenBy = (bot: Bot) => bot.client.store.getSnapshot().users[0];
const self = (bot: Bot) => bot.client.store.getSnapshot().self;

it('is away for the others until it is back, over lost connections and sessions', async () => {
  await using sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '0.2' });
  await using proxy = await FlakyProxy.inFrontOf(sfu.localUrl);
  await using anna = await Bot.join({ url: sfu.localUrl, roomId: 'away', displayName: 'Anna' });
  await using ben = await Bot.join({ url: proxy.url, roomId: 'away', displayName: 'Ben' });
  await expect.poll(() => seenBy(anna)?.away).toBe(false);
  ben.client.setAway(true);
  await expect.poll(() => seenBy(anna)?.away).toBe(true);
  expect(self(ben)?.away).toBe(true);
  const { userId } = ben;

  // The server forgets the session: whoever joins again is somebody new, and still away.
  proxy.breakDown();
  await expect.poll(() => seenBy(anna)).toBeUndefined();
  proxy.heal();
  await expect.poll(() => seenBy(anna)?.away, { timeout: 20_000 }).toBe(true);
  expect(ben.userId).not.toBe(userId);

  ben.client.setAway(false);
  await expect.poll(() => seenBy(anna)?.away).toBe(false);
});
