import { mkdir } from 'node:fs/promises';
import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';
import { chooseView } from '../support/views.ts';

const ROOM = 'weekly-team';
const BOT_NAMES = [
  '김민준',
  '이서연',
  '박지훈',
  '최유진',
  'Alexandria Montgomery-Featherstonehaugh',
  'Mia',
  'Noah',
  'Zoë',
];

/** Two people with browsers and eight bots in one room of ten; the tests tell one meeting in order. */
describe('a meeting of ten', () => {
  let sfu: Sfu;
  let chromium: Chromium;
  let bots: Bot[];
  let anna: Guest;
  let ben: Guest;

  beforeAll(async () => {
    await mkdir(new URL('../screenshots/', import.meta.url), { recursive: true });
    [sfu, chromium] = await Promise.all([startSfu({ PARLEY_RESUME_GRACE_S: '2' }), Chromium.launch()]);
    bots = await Promise.all(
      BOT_NAMES.map((displayName, camera) =>
        Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName, camera }),
      ),
    );
    for (const bot of bots) bot.say(false);
    anna = await Guest.open(await chromium.profile({ colorScheme: 'dark' }), sfu.localUrl);
    ben = await Guest.open(await chromium.profile({ locale: 'ko-KR' }), sfu.localUrl);
  });

  afterAll(async () => {
    await chromium.close();
    await Promise.all(bots.map((bot) => bot.leave()));
    await sfu.close();
  });

  it('shows each page ten tiles whose pictures move', async () => {
    await anna.join(ROOM, 'Anna');
    await ben.join(ROOM, '김지수');
    for (const guest of [anna, ben]) {
      // So many people are not shown alike unless somebody wants it.
      await chooseView(guest, 'grid');
      await guest.expectTiles(10);
      await guest.expectMovingPictures(10);
    }
    await ben.screenshot('call-ten-ko');
    await anna.page.setViewportSize({ width: 1440, height: 900 });
    await anna.expectMovingPictures(10);
    await anna.screenshot('call-ten-en');
    await anna.page.setViewportSize({ width: 1024, height: 768 });
  });

  it('sends each camera once, however many watch', async () => {
    const room = sfu.registry.get(ROOM);
    const [worker] = sfu.pool.workers;
    expect(room?.peers).toHaveLength(10);
    await expect.poll(() => worker?.producerCount).toBe(20);
    await expect.poll(() => worker?.consumerCount).toBe(20 * 9);
  });

  it('is seen by the bots as well', async () => {
    const annaId = sfu.registry.get(ROOM)?.peers.find(({ displayName }) => displayName === 'Anna')?.id ?? '';
    const seesAnna = (bot: Bot) =>
      bot
        .stats()
        .remotes.some(({ userId, received }) => userId === annaId && (received.video?.frames ?? 0) > 10);
    await expect.poll(() => bots.filter(seesAnna).length, { timeout: 30_000 }).toBe(8);
  });

  it("makes the other's speech heard and shows who speaks", async () => {
    await expect.poll(() => anna.loudness(), { timeout: 30_000 }).toBeGreaterThan(0.01);
    await expect.poll(() => ben.loudness(), { timeout: 30_000 }).toBeGreaterThan(0.01);
    await anna.tile('김지수').getByRole('img', { name: 'speaking' }).waitFor();
  });

  it('shows a mute on the other side, and silences it', async () => {
    await anna.page.getByRole('button', { name: 'Mute microphone' }).click();
    await ben.tile('Anna').getByRole('img', { name: '마이크 꺼짐' }).waitFor();
    await expect.poll(() => ben.loudness(), { timeout: 30_000 }).toBeLessThan(0.001);
    await anna.page.getByRole('button', { name: 'Unmute microphone' }).click();
    await ben.tile('Anna').getByRole('img', { name: '마이크 꺼짐' }).waitFor({ state: 'detached' });
    await expect.poll(() => ben.loudness(), { timeout: 30_000 }).toBeGreaterThan(0.01);
  });

  it('goes on with nine when one leaves', async () => {
    await bots.pop()?.leave();
    for (const guest of [anna, ben]) {
      await guest.expectTiles(9);
      await guest.expectMovingPictures(9);
    }
  });

  it('lets a page that is killed disappear', async () => {
    await ben.kill();
    await anna.expectTiles(8);
    await expect.poll(() => sfu.registry.get(ROOM)?.peers.length).toBe(8);
  });

  it('ends for the one who leaves, without a word on the console', async () => {
    await anna.page.getByRole('button', { name: /Leave meeting/ }).click();
    await anna.page.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => sfu.registry.get(ROOM)?.peers.length).toBe(7);
    await anna.screenshot('ended-en');
    expect(anna.problems).toEqual([]);
    expect(ben.problems).toEqual([]);
  });

  it('leaves nothing behind', async () => {
    await Promise.all(bots.splice(0).map((bot) => bot.leave()));
    const [worker] = sfu.pool.workers;
    await expect.poll(() => worker?.streamCount).toBe(0);
    const transports = async () => (await worker?.webRtcServer.dump())?.webRtcTransportIds;
    await expect.poll(transports).toEqual([]);
  });
});
