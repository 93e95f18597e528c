import { setTimeout as sleep } from 'node:timers/promises';
import type { View } from '@parley/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bot, ensureMedia } from '../src/index.ts';
import type { MediaLibrary } from '../src/index.ts';
import { received } from './received.ts';
import { type ServerFixture, startServer } from './startServer.ts';

const TIMEOUT_MS = 20_000;
/** Five seconds until a camera is told to rest, and more than what the engine takes to call its streams dead. */
const OFF_MS = 8000;

let media: MediaLibrary;
let server: ServerFixture;

beforeAll(async () => {
  media = await ensureMedia();
  server = await startServer();
}, 120_000);

afterAll(() => server[Symbol.asyncDispose]());

function join(roomId: string, displayName: string, options: { camera?: boolean; speaking?: boolean } = {}) {
  return Bot.join({ url: server.url, roomId, displayName, media, speaking: false, ...options });
}

function tile(bot: Bot, height: number, more: Partial<View> = {}): View {
  return { userId: bot.userId, source: 'camera', width: Math.round((height * 16) / 9), height, ...more };
}

/** Sets the views and waits until the server has them. */
async function show(viewer: Bot, views: View[]): Promise<void> {
  await viewer.client.request('set-views', { views });
}

const heightOf = (viewer: Bot, from: Bot) => received(viewer.stats(), from)?.video?.size?.height;
const framesOf = (viewer: Bot, from: Bot) => received(viewer.stats(), from)?.video?.frames ?? 0;

/** How long until the viewer has a picture of this height. */
async function untilHeight(viewer: Bot, from: Bot, height: number, timeoutMs = TIMEOUT_MS): Promise<number> {
  const startedAtMs = performance.now();
  await viewer.until(() => heightOf(viewer, from) === height, timeoutMs);
  return performance.now() - startedAtMs;
}

it('each tile gets the smallest layer that fills it, and within a second after it has grown', async () => {
  await using anna = await join('layers', 'Anna');
  await using ben = await join('layers', 'Ben', { camera: false });
  for (const [tileHeight, pictureHeight] of [
    [180, 180],
    [400, 360],
    [720, 720],
    [300, 360],
    [90, 180],
  ] as const) {
    await show(ben, [tile(anna, tileHeight)]);
    await untilHeight(ben, anna, pictureHeight);
  }
  await sleep(OFF_MS); // the upper layers rest by now
  const delaysMs: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await show(ben, [tile(anna, 720)]);
    delaysMs.push(await untilHeight(ben, anna, 720));
    await show(ben, [tile(anna, 90)]);
    await untilHeight(ben, anna, 180);
  }
  expect(delaysMs.toSorted((a, b) => a - b)[3]).toBeLessThan(1000);
}, 120_000);

it('an upcoming picture is ready: nothing of it comes until the page is turned, and then at once', async () => {
  await using anna = await join('paging', 'Anna');
  await using ben = await join('paging', 'Ben');
  await using viewer = await join('paging', 'Viewer', { camera: false });
  await viewer.until(() => framesOf(viewer, anna) > 0 && framesOf(viewer, ben) > 0, TIMEOUT_MS);
  let [shown, upcoming] = [anna, ben];
  for (let turn = 0; turn < 4; turn += 1) {
    [shown, upcoming] = [upcoming, shown];
    const before = framesOf(viewer, shown);
    const turnedAtMs = performance.now();
    await show(viewer, [tile(shown, 180), tile(upcoming, 180, { upcoming: true })]);
    await viewer.until(() => framesOf(viewer, shown) > before, TIMEOUT_MS);
    expect(performance.now() - turnedAtMs).toBeLessThan(1000);
    await sleep(300); // what is on its way arrives
    const hidden = framesOf(viewer, upcoming);
    await viewer.until(() => framesOf(viewer, shown) > before + 20, TIMEOUT_MS);
    expect(framesOf(viewer, upcoming)).toBe(hidden);
  }
}, 120_000);

it('whoever nobody has watched for a while is seen at once by the first who comes back', async () => {
  await using anna = await join('unwatched', 'Anna');
  await using ben = await join('unwatched', 'Ben', { camera: false });
  await show(ben, [tile(anna, 180)]);
  await untilHeight(ben, anna, 180);
  await show(ben, []);
  await sleep(OFF_MS);
  for (let round = 0; round < 2; round += 1) {
    const before = framesOf(ben, anna);
    const backAtMs = performance.now();
    await show(ben, [tile(anna, 720)]);
    await ben.until(() => framesOf(ben, anna) > before, TIMEOUT_MS);
    expect(performance.now() - backAtMs).toBeLessThan(1500);
    await untilHeight(ben, anna, 720);
    await show(ben, []);
    await sleep(OFF_MS);
  }
}, 120_000);
