import { expect, it } from 'vitest';
import { startSfu } from '../../../apps/sfu/testing/startSfu.ts';
import { Bot } from '../../../tools/bots/src/index.ts';

const stage = (bot: Bot) => bot.client.store.getSnapshot().stageUserId;
/** Everything that was on a bot's stage, in order. */
function stages(bot: Bot): (string | null)[] {
  const seen = [stage(bot)];
  bot.client.store.subscribe(() => {
    if (stage(bot) !== seen.at(-1)) seen.push(stage(bot));
  });
  return seen;
}

it('gives the stage to who speaks, not to who coughs, never to oneself, and frees it when they leave', async () => {
  await using sfu = await startSfu();
  const join = (displayName: string) =>
    Bot.join({ url: sfu.localUrl, roomId: 'stage', displayName, camera: false, speaking: false });
  await using anna = await join('Anna');
  await using ben = await join('Ben');
  await using carl = await join('Carl');
  const speakers = [anna, ben];
  for (const bot of speakers) {
    const heard = ({ userId, source }: { userId: string; source: string }) =>
      userId === bot.userId && source === 'microphone';
    await carl.until(({ remotes }) => remotes.some(heard));
  }
  const seen = stages(carl);
  expect(seen).toEqual([null]);

  anna.say(true);
  await expect.poll(() => stage(carl), { timeout: 20_000 }).toBe(anna.userId);
  anna.say(false);
  await expect.poll(() => carl.client.store.getSnapshot().speakingIds, { timeout: 20_000 }).toEqual([]);
  for (let coughs = 0; coughs < 3; coughs += 1) {
    ben.cough();
    await new Promise((resolve) => setTimeout(resolve, 900 + 70 * coughs));
  }
  expect(seen).toEqual([null, anna.userId]); // silence and coughs keep the last speaker
  expect(stage(anna)).toBeNull();

  ben.say(true);
  await expect.poll(() => stage(carl), { timeout: 20_000 }).toBe(ben.userId);
  await expect.poll(() => stage(anna), { timeout: 20_000 }).toBe(ben.userId);
  await ben.leave();
  await expect.poll(() => stage(carl)).toBe(anna.userId);
  expect(seen).toEqual([null, anna.userId, ben.userId, anna.userId]);
  await expect.poll(() => stage(anna)).toBeNull();
});
