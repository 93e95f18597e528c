import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { Bot, ensureMedia } from '../src/index.ts';
import type { MediaLibrary } from '../src/index.ts';
import { received } from './received.ts';
import { type ServerFixture, startServer } from './startServer.ts';

/** A worker is full with its first peer, so that the second one goes to the other: a room on two workers. */
const SPREAD = { PARLEY_WORKERS: '2', PARLEY_WORKER_MAX_CONSUMERS: '2' };
const TIMEOUT_MS = 20_000;
const LARGE = { width: 1280, height: 720 };
const SMALL = { width: 320, height: 180 };

let media: MediaLibrary;
beforeAll(async () => {
  media = await ensureMedia();
}, 120_000);

function join(
  server: ServerFixture,
  displayName: string,
  options: { camera?: boolean; speaking?: boolean } = {},
) {
  return Bot.join({ url: server.url, roomId: 'wide', displayName, media, ...options });
}

async function pipes(server: ServerFixture): Promise<number> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^parley_pipes (\d+)$/m.exec(metrics)?.[1]);
}

it('people on two workers see and hear each other', async () => {
  await using server = await startServer(SPREAD);
  await using anna = await join(server, 'Anna');
  await using ben = await join(server, 'Ben');
  for (const [bot, other] of [
    [anna, ben],
    [ben, anna],
  ] as const) {
    const stats = await bot.until(
      (now) =>
        (received(now, other, 'camera')?.video?.frames ?? 0) > 30 &&
        (received(now, other, 'microphone')?.audio?.voicePackets ?? 0) > 30,
      TIMEOUT_MS,
    );
    expect(stats.total.lost).toBe(0);
  }
  expect(await pipes(server)).toBe(4);
});

it('layers follow the views on either side of a pipe', async () => {
  await using server = await startServer(SPREAD);
  await using anna = await join(server, 'Anna');
  await using ben = await join(server, 'Ben', { camera: false });
  await using carl = await join(server, 'Carl', { camera: false });
  const show = (bot: Bot, size: typeof LARGE) =>
    bot.client.setViews([{ userId: anna.userId, source: 'camera', ...size }]);
  const widthAt = (bot: Bot) => received(bot.stats(), anna, 'camera')?.video?.size?.width;
  for (const [benSize, carlSize] of [
    [LARGE, SMALL],
    [SMALL, LARGE],
  ] as const) {
    show(ben, benSize);
    show(carl, carlSize);
    await ben.until(() => widthAt(ben) === benSize.width && widthAt(carl) === carlSize.width, TIMEOUT_MS);
  }
});

it('nothing that is hidden or muted comes through a pipe, also when it was muted before', async () => {
  await using server = await startServer(SPREAD);
  await using anna = await join(server, 'Anna');
  await anna.mute();
  await using ben = await join(server, 'Ben', { camera: false, speaking: false });
  const frames = () => received(ben.stats(), anna, 'camera')?.video?.frames ?? 0;
  const packets = () => received(ben.stats(), anna, 'microphone')?.packets ?? 0;
  await ben.until(() => frames() > 10, TIMEOUT_MS);
  expect(packets()).toBe(0);

  await anna.mute(false);
  await ben.until(() => packets() > 10, TIMEOUT_MS);
  await anna.mute();
  await ben.client.request('set-views', { views: [] });
  await sleep(500); // what is on its way arrives
  const before = { frames: frames(), packets: packets() };
  await sleep(1000);
  expect({ frames: frames(), packets: packets() }).toEqual(before);

  const views = [{ userId: anna.userId, source: 'camera' as const, ...SMALL }];
  await ben.client.request('set-views', { views });
  await anna.mute(false);
  await ben.until(() => frames() > before.frames && packets() > before.packets, TIMEOUT_MS);
});

it('who speaks on another worker is noticed', async () => {
  await using server = await startServer(SPREAD);
  await using anna = await join(server, 'Anna', { speaking: false });
  await using ben = await join(server, 'Ben', { speaking: false });
  expect(await pipes(server)).toBeGreaterThan(0);
  const activeSpeaker = () => anna.client.store.getSnapshot().activeSpeakerId;
  for (const speaker of [ben, anna]) {
    speaker.say(true);
    await anna.until(() => activeSpeaker() === speaker.userId, TIMEOUT_MS);
    speaker.say(false);
  }
});
