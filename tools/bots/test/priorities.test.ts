import { expect, it } from 'vitest';
import type { Sfu } from '../../../apps/sfu/src/Sfu.ts';
import { startSfu } from '../../../apps/sfu/testing/startSfu.ts';
import { Bot, ensureMedia } from '../src/index.ts';

const ROOM = 'priorities';
const [SPEAKER, OTHER] = [100, 10];
const PATIENCE = { timeout: 20_000 };

/** The consumer that brings one person's camera to another, on the server. */
function consumerOf(sfu: Sfu, viewer: Bot, from: Bot) {
  const peers = sfu.registry.get(ROOM)?.peers ?? [];
  const mediaOf = (bot: Bot) => peers.find(({ id }) => id === bot.userId)?.media;
  const camera = mediaOf(from)?.publications.find(({ source }) => source === 'camera');
  const consumers = mediaOf(viewer)?.subscriptions.mediaConsumers ?? [];
  return consumers.find(({ producerId }) => producerId === camera?.producerId);
}

it('whoever speaks comes first on a narrow link, for each who shows them, without another consumer', async () => {
  const media = await ensureMedia();
  await using sfu = await startSfu();
  const join = (displayName: string, camera: number | false) =>
    Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName, media, camera, speaking: false });
  await using anna = await join('Anna', 0);
  await using ben = await join('Ben', 1);
  await using cleo = await join('Cleo', false);
  const tileOf = ({ userId }: Bot) => ({ userId, source: 'camera' as const, width: 320, height: 180 });
  const priorities = () => [anna, ben].map((bot) => consumerOf(sfu, cleo, bot)?.priority);
  await cleo.client.request('set-views', { views: [tileOf(anna), tileOf(ben)] });
  await expect.poll(priorities, PATIENCE).toEqual([OTHER, OTHER]);
  const consumerIds = () => [anna, ben].map((bot) => consumerOf(sfu, cleo, bot)?.id);
  const before = consumerIds();

  anna.say(true);
  await expect.poll(priorities, PATIENCE).toEqual([SPEAKER, OTHER]);
  anna.say(false);
  ben.say(true);
  await expect.poll(priorities, PATIENCE).toEqual([OTHER, SPEAKER]);
  await cleo.client.request('set-views', { views: [tileOf(anna), { ...tileOf(ben), onStage: true }] });
  await expect.poll(priorities, PATIENCE).toEqual([OTHER, 200]);
  expect(consumerIds()).toEqual(before);
}, 120_000);
