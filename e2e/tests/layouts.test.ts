import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';
import { receivedVideoBytes, watchConnections } from '../support/receivedBytes.ts';
import { chooseView, chooseViewOnPhone, hidePage, onStage, tileBoxes, watchStage } from '../support/views.ts';

const ROOM = 'layouts';
const [DAHYE, EUN, FINN] = ['다혜', 'Eun', 'Finn'] as const;
const WIDE = { width: 1440, height: 900 };
const SLOW = { timeout: 30_000, interval: 200 };

/** What a person sees of the others as they speak, are pinned, and as windows change. */
describe('views', () => {
  let sfu: Sfu;
  let chromium: Chromium;
  let anna: Guest;
  let dahye: Bot;
  let eun: Bot;
  let finn: Bot;

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    const profile = await chromium.profile({ viewport: WIDE });
    await watchConnections(profile);
    anna = await Guest.open(profile, sfu.localUrl);
    const join = (displayName: string, camera: number) =>
      Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName, camera, speaking: false });
    dahye = await join(DAHYE, 0);
    eun = await join(EUN, 1);
    finn = await join(FINN, 2);
    await anna.join(ROOM, 'Anna');
    await anna.page.getByRole('button', { name: 'Mute microphone' }).click();
  });

  afterAll(async () => {
    await chromium.close();
    await Promise.all([dahye, eun, finn].map((bot) => bot.leave()));
    await sfu.close();
  });

  const stage = () => onStage(anna);
  /** Lines of somebody's picture. */
  const lines = (name: string) =>
    anna
      .tile(name)
      .locator('video')
      .evaluate((video) => (video as HTMLVideoElement).videoHeight);
  const speakAlone = (speaker: Bot) => {
    for (const bot of [dahye, eun, finn]) bot.say(bot === speaker);
  };
  /** Bytes of video that arrive within a second. */
  const bytesInASecond = async () => {
    const before = await receivedVideoBytes(anna.page);
    await anna.page.waitForTimeout(1000);
    return (await receivedVideoBytes(anna.page)) - before;
  };

  it('shows few people alike, until another view is chosen', async () => {
    await anna.expectMovingPictures(4);
    expect(await stage()).toBeNull();
    await chooseView(anna, 'speaker');
    await expect.poll(stage).toBe(DAHYE);
    await anna.page.keyboard.press('l');
    await expect.poll(stage).toBeNull();
    await anna.page.keyboard.press('l');
    await expect.poll(stage).toBe(DAHYE);
  });

  it('follows who speaks, without a moment of black or blur, and stays in silence', async () => {
    await expect.poll(() => lines(DAHYE), SLOW).toBe(720);
    for (const [bot, name] of [
      [eun, EUN],
      [finn, FINN],
      [eun, EUN],
    ] as const) {
      const watched = await watchStage(anna);
      speakAlone(bot);
      await expect.poll(stage, SLOW).toBe(name);
      await anna.page.waitForTimeout(500);
      const { seen, stage: shown, names } = await watched();
      expect(names.at(-1)).toBe(name);
      expect(shown.length).toBeGreaterThan(10);
      expect(Math.min(...seen), JSON.stringify({ names, seen })).toBeGreaterThan(0);
      expect(Math.min(...shown), JSON.stringify({ names, shown })).toBeGreaterThanOrEqual(720);
    }
    eun.say(false);
    await anna.page.waitForTimeout(3000);
    expect(await stage()).toBe(EUN);
  });

  it('gives who leaves the stage the place of who takes it', async () => {
    const before = await tileBoxes(anna);
    speakAlone(dahye);
    await expect.poll(stage, SLOW).toBe(DAHYE);
    dahye.say(false);
    const after = await tileBoxes(anna);
    const place = (boxes: typeof before, name: string) => {
      const { x, y } = boxes.find((box) => box.name === name) ?? { x: -1, y: -1 };
      return { x, y };
    };
    expect(place(after, EUN)).toEqual(place(before, DAHYE));
    expect(place(after, FINN)).toEqual(place(before, FINN));
    // What is written on a tile is hidden only while the tile is scaled.
    await expect.poll(() => anna.page.locator('[data-resizing]').count()).toBe(0);
  });

  it('keeps a pinned person on the stage, whoever speaks', async () => {
    await anna.tile(FINN).hover();
    await anna.page.getByRole('button', { name: `Pin ${FINN}` }).click();
    await expect.poll(stage).toBe(FINN);
    await expect.poll(() => lines(FINN), SLOW).toBe(720);
    speakAlone(eun);
    await anna.tile(EUN).getByRole('img', { name: 'speaking' }).waitFor();
    await anna.page.waitForTimeout(2000);
    expect(await stage()).toBe(FINN);
    await anna.tile(FINN).hover();
    await anna.page.getByRole('button', { name: `Unpin ${FINN}` }).click();
    await expect.poll(stage, SLOW).toBe(EUN);
    eun.say(false);
  });

  it('waits for the picture of whom the host puts there, and comes back afterwards', async () => {
    for (const [bot, name] of [
      [finn, FINN],
      [eun, EUN],
      [finn, FINN],
    ] as const) {
      const watched = await watchStage(anna);
      await dahye.client.setSpotlight(bot.userId);
      await expect.poll(stage, SLOW).toBe(name);
      await expect.poll(() => lines(name), SLOW).toBe(720);
      const { seen, stage: shown, names } = await watched();
      expect(Math.min(...seen), JSON.stringify({ names, seen })).toBeGreaterThan(0);
      expect(Math.min(...shown), JSON.stringify({ names, shown })).toBeGreaterThanOrEqual(720);
    }
    await dahye.client.setSpotlight(null);
    await expect.poll(stage, SLOW).toBe(EUN);
  });

  it('keeps the picture while the stream is made anew', async () => {
    await expect.poll(() => lines(EUN), SLOW).toBe(720);
    const room = sfu.registry.get(ROOM);
    const subscriptions = room?.peers.find(({ displayName }) => displayName === 'Anna')?.media.subscriptions;
    const camera = subscriptions?.consumers.find(
      ({ userId, source }) => userId === eun.userId && source === 'camera',
    );
    if (subscriptions === undefined || camera === undefined) throw new Error('Anna does not see Eun');
    const trackIds = () =>
      anna
        .tile(EUN)
        .locator('video')
        .evaluateAll((videos) =>
          videos.map((video) => ((video as HTMLVideoElement).srcObject as MediaStream).getTracks()[0]?.id),
        );
    const [before] = await trackIds();
    const watched = await watchStage(anna);
    subscriptions.renew(camera.id);
    const renewed = async () => {
      const [now, ...others] = await trackIds();
      return now !== undefined && now !== before && others.length === 0;
    };
    await expect.poll(renewed, SLOW).toBe(true);
    const { stage: shown, names } = await watched();
    expect(names).toEqual([EUN]);
    expect(Math.min(...shown), JSON.stringify(shown)).toBeGreaterThanOrEqual(720);
  });

  it('receives what fits the stage as the window changes', async () => {
    await expect.poll(() => lines(EUN), SLOW).toBe(720);
    await anna.page.setViewportSize({ width: 640, height: 480 });
    await expect.poll(() => lines(EUN), SLOW).toBe(360);
    await expect.poll(() => lines(FINN), SLOW).toBe(180);
    await anna.page.setViewportSize(WIDE);
    await expect.poll(() => lines(EUN), SLOW).toBe(720);
  });

  it('shows a screen as soon as it is there, and who speaks beside it', async () => {
    await chooseView(anna, 'auto');
    await expect.poll(stage).toBeNull();
    await finn.shareScreen();
    await expect.poll(stage, SLOW).toBe(`${FINN}’s screen`);
    const beside = async () => (await tileBoxes(anna))[1]?.name;
    expect(await beside()).toBe(EUN);
    speakAlone(dahye);
    await expect.poll(beside, SLOW).toBe(DAHYE);
    dahye.say(false);
    await finn.stopSharing();
    await expect.poll(stage).toBeNull();
  });

  it('receives no video while nobody looks, but goes on to hear', async () => {
    eun.say(true);
    expect(await bytesInASecond()).toBeGreaterThan(10_000);
    await hidePage(anna.page, true);
    expect(await bytesInASecond(), 'a glance elsewhere').toBeGreaterThan(10_000);
    await expect.poll(bytesInASecond, { timeout: 30_000 }).toBe(0);
    await expect.poll(() => anna.loudness(), SLOW).toBeGreaterThan(0.01);
    await hidePage(anna.page, false);
    await anna.expectMovingPictures(4);
    eun.say(false);
  });

  it('goes on to receive what is in a window of its own while nobody looks at the page', async () => {
    await anna.tile(EUN).hover();
    await anna.page.getByRole('button', { name: `Actions for ${EUN}` }).click();
    await anna.page.getByRole('button', { name: 'Picture in picture' }).click();
    const inWindow = () => anna.page.evaluate(() => document.pictureInPictureElement !== null);
    await expect.poll(inWindow).toBe(true);
    await hidePage(anna.page, true);
    await anna.expectMovingPictures(2); // Eun's, and one's own, which nobody sends
    expect(await bytesInASecond()).toBeGreaterThan(1000);
    await hidePage(anna.page, false);
    await anna.page.evaluate(() => document.exitPictureInPicture());
    await anna.expectMovingPictures(4);
  });

  it('says nothing on the console', () => {
    expect(anna.problems).toEqual([]);
  });

  describe('on a phone with eight people', () => {
    let phone: Guest;
    const extra: Bot[] = [];

    beforeAll(async () => {
      await anna.page.close();
      for (const displayName of ['Gina', 'Hana', 'Ian', '지호']) {
        const bot = await Bot.join({
          url: sfu.localUrl,
          roomId: ROOM,
          displayName,
          camera: false,
          speaking: false,
        });
        extra.push(bot);
      }
      const profile = await chromium.profile({
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
      });
      await watchConnections(profile);
      phone = await Guest.open(profile, sfu.localUrl);
      await phone.join(ROOM, 'Petra');
    });

    afterAll(async () => {
      await Promise.all(extra.map((bot) => bot.leave()));
    });

    const names = async () => (await tileBoxes(phone)).map(({ name }) => name);
    const turn = (key: 'PageDown' | 'PageUp') => phone.page.keyboard.press(key);

    it('shows one person large without being asked, and six at once', async () => {
      await expect.poll(() => onStage(phone), SLOW).toBe(DAHYE);
      expect(await phone.tiles.count()).toBeLessThanOrEqual(6);
    });

    it('remembers the view that was chosen', async () => {
      await chooseViewOnPhone(phone, 'grid');
      await expect.poll(() => onStage(phone)).toBeNull();
      await phone.page.reload();
      await phone.join(ROOM, 'Petra');
      await phone.expectTiles(4);
      expect(await onStage(phone)).toBeNull();
    });

    it('turns pages: who is not shown is not received, and nothing is negotiated anew', async () => {
      const shown = await names();
      expect(shown.slice(1)).toEqual([DAHYE, EUN, FINN]);
      await phone.expectMovingPictures(4);
      const sections = () =>
        phone.page.evaluate(() => window.connections.map((each) => each.getTransceivers().length));
      const before = await sections();
      await turn('PageDown');
      await expect.poll(names).toEqual(['Gina', 'Hana', 'Ian', '지호']);
      const received = async () => {
        const bytes = await receivedVideoBytes(phone.page);
        await phone.page.waitForTimeout(1000);
        return (await receivedVideoBytes(phone.page)) - bytes;
      };
      await expect.poll(received, SLOW).toBe(0);
      await turn('PageUp');
      await phone.expectMovingPictures(4);
      expect(await sections()).toEqual(before);
    });

    it('swaps in who speaks on another page; the others keep their places', async () => {
      const before = await tileBoxes(phone);
      const speaker = extra.at(-1);
      speaker?.say(true);
      await phone.tile('지호').waitFor();
      speaker?.say(false);
      const after = await tileBoxes(phone);
      const moved = before.filter(
        (box) => !after.some(({ name, x, y }) => name === box.name && x === box.x && y === box.y),
      );
      expect(moved.map(({ name }) => name)).toEqual([FINN]);
      expect(after).toHaveLength(before.length);
    });
  });
});
