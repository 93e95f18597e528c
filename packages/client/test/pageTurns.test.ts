import { setTimeout as sleep } from 'node:timers/promises';
import type { View } from '@parley/protocol';
import { expect, it } from 'vitest';
import { startSfu } from '../../../apps/sfu/testing/startSfu.ts';
import { Bot } from '../../../tools/bots/src/index.ts';

type Sfu = Awaited<ReturnType<typeof startSfu>>;

const ROOM = 'page-turns';
const PAGE = 2;
const TURNS = 5;
const SLOW = { timeout: 30_000 };

/** How often the server has asked each camera for a key frame, by owner. */
async function keyFramesAsked(sfu: Sfu): Promise<Map<string, number>> {
  const peers = sfu.registry.get(ROOM)?.peers ?? [];
  const cameras = peers.flatMap(({ media }) =>
    media.publications.filter(({ source }) => source === 'camera'),
  );
  const asked = cameras.map(async ({ ownerId, producer }) => {
    const stats = await producer.getStats();
    return [ownerId, stats.reduce((sum, { pliCount, firCount }) => sum + pliCount + firCount, 0)] as const;
  });
  return new Map(await Promise.all(asked));
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

it('a page turn costs one key frame of each picture that it shows, and none of the others', async () => {
  await using sfu = await startSfu();
  await using stack = new AsyncDisposableStack();
  const join = async (displayName: string, camera: boolean) =>
    stack.use(await Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName, camera, microphone: false }));
  const bots: Bot[] = [];
  for (let index = 0; index < 2 * PAGE; index += 1) bots.push(await join(`Bot ${index}`, true));
  const viewer = await join('Viewer', false);
  const pages = [bots.slice(0, PAGE), bots.slice(PAGE)] as const;
  const frames = ({ userId }: Bot) =>
    viewer.stats().remotes.find((remote) => remote.userId === userId)?.received.video?.frames ?? 0;
  const turnTo = async (page: number) => {
    const view = ({ userId }: Bot): View => ({ userId, source: 'camera', width: 320, height: 180 });
    const [shown, next] = page === 0 ? pages : pages.toReversed();
    const upcoming = (next ?? []).map((bot) => ({ ...view(bot), upcoming: true }));
    const before = new Map(bots.map((bot) => [bot, frames(bot)]));
    await viewer.client.request('set-views', { views: [...(shown ?? []).map(view), ...upcoming] });
    const moves = (bot: Bot) => frames(bot) > (before.get(bot) ?? 0) + 5;
    await expect.poll(() => shown?.every(moves), SLOW).toBe(true);
  };
  for (const bot of bots) await bot.client.request('set-views', { views: [] });
  await turnTo(0);
  await turnTo(1);
  await sleep(1000); // what was asked for at the beginning has come

  const costs: { shown: number[]; others: number[] } = { shown: [], others: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    const before = await keyFramesAsked(sfu);
    await turnTo(turn % 2);
    const after = await keyFramesAsked(sfu);
    const costOf = ({ userId }: Bot) => (after.get(userId) ?? 0) - (before.get(userId) ?? 0);
    costs.shown.push(...(pages[turn % 2] ?? []).map(costOf));
    costs.others.push(...(pages[1 - (turn % 2)] ?? []).map(costOf));
  }
  // A machine that stands still for a second has one asked for twice; it does so in most turns of nobody.
  expect(median(costs.shown), JSON.stringify(costs)).toBe(1);
  expect(median(costs.others), JSON.stringify(costs)).toBe(0);
}, 90_000);
