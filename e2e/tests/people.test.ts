import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations } from '../support/accessibility.ts';
import { Chromium } from '../support/Chromium.ts';
import { type Downlink, followFirstDownlink } from '../support/firstDownlink.ts';
import { Guest } from '../support/Guest.ts';
import { receivedVideoBytes, watchConnections } from '../support/receivedBytes.ts';
import { restingBox } from '../support/restingBox.ts';
import { ServerMessages } from '../support/ServerMessages.ts';
import { sounds, trackIds } from '../support/sounds.ts';

const ROOM = 'book-club';
const BOT = '박지훈';
const PHONE = { viewport: { width: 390, height: 844 } };
const SIZES = [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, PHONE.viewport];
/** Tiles glide and cards fade in for at most 220 ms. */
const SETTLE_MS = 300;
/** The notice waits a second, so that short gaps say nothing. */
const NOTICE_MS = 1500;
/** How long somebody has been in the meeting. */
const TIME_INSIDE = expect.stringMatching(/^(just joined|\d+ min)$/) as string;
/** Carries voices, and no camera's smallest layer. */
const TOO_SLOW_BPS = 60_000;

/** What one person can do about the others, for themselves and, as the host, for all. */
describe('each person', () => {
  let sfu: Sfu;
  let chromium: Chromium;
  /** The host. */
  let anna: Guest;
  let annasServer: ServerMessages;
  let ben: Guest;
  let bot: Bot;
  let annasDownlink: Downlink | null = null;

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    followFirstDownlink(sfu, (downlink) => (annasDownlink = downlink));
    const profile = await chromium.profile();
    await watchConnections(profile);
    anna = await Guest.open(profile, sfu.localUrl);
    annasServer = await ServerMessages.to(anna.page);
    ben = await Guest.open(await chromium.profile({ locale: 'ko-KR' }), sfu.localUrl);
    await anna.join(ROOM, 'Anna');
    await ben.join(ROOM, 'Ben');
    bot = await Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName: BOT });
    await anna.tile(BOT).waitFor();
  });

  afterAll(async () => {
    await chromium.close();
    await bot.leave();
    await sfu.close();
  });

  const botTile = () => anna.tile(BOT);
  const botMenu = () => botTile().getByRole('button', { name: `Actions for ${BOT}` });
  const card = () => anna.page.getByRole('dialog', { name: `Actions for ${BOT}` });
  const mark = (name: string) => botTile().getByRole('img', { name });
  /** Opens the card of the bot and does one thing. */
  const act = async (name: string) => {
    await botTile().hover();
    await botMenu().click();
    await card().getByRole('button', { name }).click();
  };

  /** What the server forwards to Anna, who was the first. */
  const annasSubscriptions = () => {
    const subscriptions = sfu.registry.get(ROOM)?.peers.at(0)?.media.subscriptions;
    if (subscriptions === undefined) throw new Error('Anna is gone');
    return subscriptions;
  };
  /** Has the bot's voice sent to Anna by a new consumer, as after a failure: the page gets another track. */
  const renewVoice = () => {
    const subscriptions = annasSubscriptions();
    const voice = subscriptions.consumers.find(
      ({ userId, source }) => userId === bot.userId && source === 'microphone',
    );
    if (voice === undefined) throw new Error('Anna does not hear the bot');
    subscriptions.renew(voice.id);
  };

  it('is pinned and unpinned with the mouse', async () => {
    await botTile().hover();
    await anna.page.getByRole('button', { name: `Pin ${BOT}` }).click();
    await mark('Pinned').waitFor();
    await botTile().hover();
    await anna.page.getByRole('button', { name: `Unpin ${BOT}` }).click();
    await mark('Pinned').waitFor({ state: 'detached' });
  });

  it('is pinned and unpinned with the keyboard', async () => {
    await anna.page.locator('h1').focus();
    const focused = () => anna.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    // One stop for each tile that has actions: Ben's, the bot's, and Anna's own because she is the host.
    for (let stops = 0; (await focused()) !== `Actions for ${BOT}`; stops += 1) {
      expect(stops).toBeLessThan(8);
      await anna.page.keyboard.press('Tab');
    }
    await anna.page.keyboard.press('Enter');
    await card().waitFor();
    await expect.poll(() => anna.page.evaluate(() => document.activeElement?.textContent)).toBe('Pin for me');
    await anna.page.keyboard.press('Enter');
    await mark('Pinned').waitFor();
    expect(await card().count()).toBe(0);

    await botMenu().focus();
    await anna.page.keyboard.press('ArrowLeft');
    expect(await focused()).toBe(`Unpin ${BOT}`);
    await anna.page.keyboard.press('Enter');
    await mark('Pinned').waitFor({ state: 'detached' });
  });

  it('has a volume of their own, which survives a new track', async () => {
    await botMenu().focus();
    await anna.page.keyboard.press('Enter');
    const slider = card().getByRole('slider', { name: 'Volume' });
    await slider.focus();
    for (let steps = 0; steps < 14; steps += 1) await anna.page.keyboard.press('ArrowLeft');
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('30 %');
    const [everyoneElse, quiet] = [
      { volume: 1, muted: false },
      { volume: 0.3, muted: false },
    ];
    await expect.poll(() => sounds(anna.page)).toEqual([everyoneElse, quiet]);
    await anna.page.keyboard.press('Escape');

    const before = await trackIds(anna.page);
    renewVoice();
    const renewed = async () => {
      const [ofBen, ofBot] = await trackIds(anna.page);
      return ofBen === before[0] && ofBot !== undefined && ofBot !== before[1];
    };
    await expect.poll(renewed, { timeout: 10_000 }).toBe(true);
    expect(await sounds(anna.page)).toEqual([everyoneElse, quiet]);
  });

  it('can be muted for me, and comes back as loud as before', async () => {
    await act('Mute for me');
    await expect.poll(() => sounds(anna.page)).toContainEqual({ volume: 0, muted: true });
    await anna.page.keyboard.press('Escape');
    await mark('Muted for you').waitFor();
    expect(await sounds(ben.page)).not.toContainEqual(expect.objectContaining({ muted: true }));
    await act('Unmute for me');
    await expect.poll(() => sounds(anna.page)).toContainEqual({ volume: 0.3, muted: false });
    await anna.page.keyboard.press('Escape');
    await mark('Muted for you').waitFor({ state: 'detached' });
  });

  it('is not received while I do not want to see them', async () => {
    await ben.page.getByRole('button', { name: '카메라 끄기' }).click();
    await expect.poll(() => anna.tile('Ben').locator('video').count()).toBe(0);
    await anna.expectMovingPictures(2);
    await act('Don’t show');
    await mark('Not shown').waitFor();
    expect(await botTile().locator('video').count()).toBe(0);
    const grown = async (): Promise<number> => {
      const before = await receivedVideoBytes(anna.page);
      await anna.page.waitForTimeout(1000);
      return (await receivedVideoBytes(anna.page)) - before;
    };
    await expect.poll(grown, { timeout: 20_000 }).toBe(0);
    await act('Show again');
    await anna.expectMovingPictures(2);
    expect(await grown()).toBeGreaterThan(1000);
    await ben.page.getByRole('button', { name: '카메라 켜기' }).click();
    await anna.expectMovingPictures(3);
  });

  it('can be put into a small window, and back', async () => {
    const inWindow = () =>
      anna.page.evaluate(
        () => document.pictureInPictureElement?.closest('li')?.textContent.includes('박지훈') ?? false,
      );
    await act('Picture in picture');
    await expect.poll(inWindow, { timeout: 10_000 }).toBe(true);
    await act('Close picture in picture');
    await expect.poll(inWindow, { timeout: 10_000 }).toBe(false);
  });

  it('is put on everyone’s screen by the host, and by nobody else', async () => {
    const seenByBen = ben.tile(BOT).getByRole('img', { name: '모두에게 크게 보이는 중' });
    await act('Spotlight for everyone');
    await seenByBen.waitFor();
    await mark('In the spotlight').waitFor();
    await ben.tile(BOT).hover();
    await ben
      .tile(BOT)
      .getByRole('button', { name: `${BOT} 님 메뉴` })
      .click();
    const cardOfBen = ben.page.getByRole('dialog', { name: `${BOT} 님 메뉴` });
    await cardOfBen.getByRole('slider').waitFor();
    expect(await cardOfBen.getByRole('button', { name: /크게 보여 주기/ }).count()).toBe(0);
    await ben.page.keyboard.press('Escape');
    await act('End spotlight');
    await seenByBen.waitFor({ state: 'detached' });
  });

  it('is told when the host puts them on everyone’s screen', async () => {
    const toggle = async (name: string) => {
      await anna.tile('Ben').getByRole('button', { name: 'Actions for Ben' }).press('Enter');
      await anna.page.getByRole('dialog', { name: 'Actions for Ben' }).getByRole('button', { name }).click();
    };
    await toggle('Spotlight for everyone');
    await ben.page.getByText('호스트가 나를 모두의 화면에 크게 띄웠어요.').first().waitFor();
    await toggle('End spotlight');
    await anna.tile('Ben').getByRole('img', { name: 'In the spotlight' }).waitFor({ state: 'detached' });
  });

  it('is listed in the people panel, with the same actions', async () => {
    await anna.page.keyboard.press('p');
    const list = anna.page.getByRole('list', { name: 'People', exact: true });
    const rows = list.locator('> li');
    await expect.poll(() => rows.allInnerTexts()).toHaveLength(3);
    expect(
      (await rows.allInnerTexts()).map((text) => text.split('\n').filter((line) => line !== '')),
    ).toEqual([
      ['A', 'Anna (you)', 'Host', TIME_INSIDE],
      ['B', 'Ben', TIME_INSIDE],
      [expect.any(String), BOT, TIME_INSIDE],
    ]);
    await list.getByRole('button', { name: `Actions for ${BOT}` }).press('Enter');
    await card().getByRole('button', { name: 'Pin for me' }).press('Enter');
    await rows.nth(2).getByText('Pinned').waitFor();
    await list.getByRole('button', { name: `Actions for ${BOT}` }).press('Enter');
    await card().getByRole('button', { name: 'Unpin' }).waitFor();
    await expect.poll(() => card().locator(':focus').count()).toBe(1);
    await anna.page.keyboard.press('Escape');
    await expect.poll(() => card().count()).toBe(0);
    expect(await list.count()).toBe(1); // the key closed the card, not the panel behind it
    await list.getByRole('button', { name: `Actions for ${BOT}` }).press('Enter');
    await card().getByRole('button', { name: 'Unpin' }).press('Enter');
    await anna.page.keyboard.press('p');
  });

  it('says why when their connection is poor, and nothing before', async () => {
    const reason = `${BOT}’s connection is poor. Picture and sound may falter.`;
    const poor = botTile().getByRole('button', { name: reason });
    expect(await poor.count()).toBe(0);
    const user = sfu.registry
      .get(ROOM)
      ?.peers.find(({ id }) => id === bot.userId)
      ?.toUser();
    if (user === undefined) throw new Error('the bot is gone');
    const sayPoor = () => {
      annasServer.say('user-updated', { user: { ...user, quality: 'poor' } });
      return poor.count();
    };
    // Again and again: whatever the real server says of the bot replaces it.
    await expect.poll(sayPoor).toBe(1);
    await poor.click();
    await anna.page.getByRole('dialog', { name: reason }).getByText(reason).waitFor();
    await anna.screenshot('people-poor-en');
    await anna.page.keyboard.press('Escape');
    annasServer.say('user-updated', { user: { ...user, quality: 'good' } });
    await poor.waitFor({ state: 'detached' });
  });

  it('is told calmly, and once, when their own connection is poor', async () => {
    const reason = 'Your connection is weak. Others may see and hear you falter.';
    const user = sfu.registry.get(ROOM)?.peers.at(0)?.toUser();
    if (user === undefined) throw new Error('Anna is gone');
    const notice = anna.page.getByRole('status').getByText(reason);
    const mark = anna.tile('Anna (you)').getByRole('button', { name: reason });
    const say = (quality: 'poor' | 'good') => {
      annasServer.say('user-updated', { user: { ...user, quality } });
      return mark.count();
    };
    expect(await mark.count()).toBe(0);
    await expect.poll(() => say('poor')).toBe(1);
    await notice.waitFor();
    await anna.page.waitForTimeout(SETTLE_MS);
    await anna.screenshot('people-own-poor-en');
    expect(await accessibilityViolations(anna.page)).toEqual([]);
    await anna.page.getByRole('status').getByRole('button', { name: 'Close' }).click();
    await notice.waitFor({ state: 'detached' });
    expect(await mark.count()).toBe(1);
    await expect.poll(() => say('good')).toBe(0);
    await expect.poll(() => say('poor')).toBe(1);
    await notice.waitFor();
    await expect.poll(() => say('good')).toBe(0);
    await notice.waitFor({ state: 'detached' });
  });

  it('keeps the last picture when the link is too slow for it, and says so', async () => {
    const notice = botTile().getByText('Your connection is too slow for this picture');
    await annasDownlink?.limit(TOO_SLOW_BPS);
    await notice.waitFor({ timeout: 30_000 });
    const picture = botTile().locator('video');
    expect(await picture.evaluate((video) => (video as HTMLVideoElement).videoWidth)).toBeGreaterThan(0);
    expect(await picture.evaluate((video) => getComputedStyle(video).opacity)).toBe('1');
    await anna.page.waitForTimeout(NOTICE_MS);
    await anna.screenshot('people-slow-link-en');
    await annasDownlink?.limit(0);
    await notice.waitFor({ state: 'detached', timeout: 30_000 });
    await anna.expectMovingPictures(3);
  });

  it('is known to be inaudible when nothing of their voice arrives, whatever is tried', async () => {
    const hear = annasDownlink?.silence();
    try {
      const toast = anna.page.getByText(`You may not hear ${BOT}.`, { exact: false }).first();
      await toast.waitFor({ timeout: 120_000 }); // only speech counts, three times four seconds of it
      await mark('Perhaps not audible').waitFor();
      await anna.screenshot('people-inaudible-en');
    } finally {
      hear?.();
    }
  });

  it('can be reached with a finger: a tap shows what can be pressed, and presses nothing', async () => {
    const profile = await chromium.profile({ ...PHONE, hasTouch: true, locale: 'ko-KR' });
    const phone = await Guest.open(profile, sfu.localUrl);
    await phone.join(ROOM, 'Mia');
    const more = phone.tile(BOT).getByRole('button', { name: `${BOT} 님 메뉴` });
    await more.waitFor();
    const visible = () =>
      more.evaluate(
        (button) => getComputedStyle(button.closest('[role=toolbar]')?.parentElement ?? button).opacity,
      );
    expect(await visible()).toBe('0');
    const corner = await restingBox(more);
    expect(corner.width).toBeGreaterThanOrEqual(44);
    expect(corner.height).toBeGreaterThanOrEqual(44);
    const point = { x: corner.x + corner.width / 2, y: corner.y + corner.height / 2 };
    const isFree = (tile: Element, { x, y }: { x: number; y: number }) =>
      tile.contains(document.elementFromPoint(x, y));
    await expect.poll(() => phone.tile(BOT).evaluate(isFree, point)).toBe(true); // no toast lies there
    const tap = () => phone.page.touchscreen.tap(point.x, point.y);
    await tap();
    await expect.poll(visible).toBe('1');
    const cardOfPhone = phone.page.getByRole('dialog', { name: `${BOT} 님 메뉴` });
    expect(await cardOfPhone.count()).toBe(0);
    await tap();
    await cardOfPhone.getByRole('slider').waitFor();
    await phone.screenshot('people-touch-ko-390x844');
    await phone.page.keyboard.press('Escape');
    await phone.page.touchscreen.tap(195, 5);
    await expect.poll(visible).toBe('0');
    expect(phone.problems).toEqual([]);
    await phone.page.close();
  });

  it('has a card that everyone can use, at every size', async () => {
    for (const size of SIZES) {
      for (const [guest, language, name, colorScheme] of [
        [anna, 'en', `Actions for ${BOT}`, 'dark'],
        [ben, 'ko', `${BOT} 님 메뉴`, 'light'],
      ] as const) {
        await guest.page.setViewportSize(size);
        await guest.page.emulateMedia({ colorScheme });
        const open = guest.page.getByRole('dialog', { name });
        await guest.tile(BOT).getByRole('button', { name }).press('Enter');
        await open.getByRole('slider').waitFor();
        await guest.page.waitForTimeout(SETTLE_MS);
        await guest.screenshot(`people-card-${language}-${size.width}x${size.height}`);
        expect(await accessibilityViolations(guest.page), `${language} ${size.width}`).toEqual([]);
        await guest.page.keyboard.press('Escape');
        await open.waitFor({ state: 'detached' });
      }
    }
  });

  it('says nothing on the console', () => {
    expect([...anna.problems, ...ben.problems]).toEqual([]);
  });
});
