import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { outsideWindow, scrollRoom, tooSmallTargets } from '../support/fingerRoom.ts';
import { Guest } from '../support/Guest.ts';
import {
  doubleTap,
  type PhoneName,
  phoneProfile,
  setSafeArea,
  sharedUrls,
  showKeyboard,
  swipe,
} from '../support/phone.ts';
import { ACROSS, PHONE_SIZES, phoneLook, turnTo, UPRIGHT } from '../support/phoneLook.ts';
import { watchConnections } from '../support/receivedBytes.ts';
import { receivedCodecs } from '../support/receivedCodecs.ts';
import { restingBox } from '../support/restingBox.ts';
import { settle } from '../support/settle.ts';
import { chooseViewOnPhone, onStage, tileBoxes } from '../support/views.ts';

const ROOM = 'phone';
const NAMES = ['김민준', 'Noah', '이서연', 'Mia', '박지훈', 'Zoë', '남궁아름다운이름', 'Finn'] as const;
/** The others show their initials. */
const CAMERAS = 6;
/** A notch at the left, a home bar at the bottom, as an iPhone that lies across has them. */
const NOTCH = { top: 0, right: 47, bottom: 21, left: 47 };
/** What a phone decodes at once. */
const MAX_VIDEOS = 4;
const KEYBOARD = { upright: 336, across: 210 };
const SLOW = { timeout: 30_000, interval: 200 };

const words = {
  'en-US': { more: /^More/, chat: /^Chat/, people: /^People/, invite: 'Invite', share: 'Send link' },
  'ko-KR': {
    more: /^더보기/,
    chat: /^채팅(?! 열기)/,
    people: /^참가자/,
    invite: '초대하기',
    share: '링크 보내기',
  },
} as const;
const both = {
  leave: /^(Leave meeting|회의 나가기)$/,
  close: /^(Close|닫기)$/,
  field: /^(Message|메시지)$/,
  send: /^(Send|보내기)$/,
};

const phones = [
  { device: 'Pixel 7', locale: 'ko-KR', own: '지수' },
  { device: 'iPhone 15', locale: 'en-US', own: 'Petra' },
] as const satisfies readonly { device: PhoneName; locale: keyof typeof words; own: string }[];

let sfu: Sfu;
let chromium: Chromium;
let bots: Bot[] = [];

beforeAll(async () => {
  [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
  for (const [index, displayName] of NAMES.entries()) {
    const camera = index < CAMERAS ? index : false;
    bots.push(await Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName, camera, speaking: false }));
  }
});

afterAll(async () => {
  await chromium.close();
  await Promise.all(bots.map((bot) => bot.leave()));
  bots = [];
  await sfu.close();
});

describe.each(phones)('a $device, from the link to leaving', ({ device, locale, own }) => {
  let phone: Guest;
  const t = words[locale];

  beforeAll(async () => {
    const profile = await phoneProfile(chromium, device, { locale, colorScheme: 'dark' });
    await watchConnections(profile);
    phone = await Guest.open(profile, sfu.localUrl);
  });

  afterAll(() => phone.page.context().close());

  const button = (name: string | RegExp) => phone.page.getByRole('button', { name });
  const openSheet = async (entry: string | RegExp) => {
    await button(t.more).tap();
    await phone.page.getByRole('dialog').getByRole('button', { name: entry }).tap();
  };
  const closePanel = () =>
    phone.page.getByRole('complementary').getByRole('button', { name: both.close }).tap();
  const bottomOf = async (part: Locator) => {
    const box = await part.boundingBox();
    return box === null ? Infinity : box.y + box.height;
  };
  const decoded = async () => (await receivedCodecs(phone.page)).length;
  const names = async () => (await tileBoxes(phone)).map(({ name }) => name);

  // What axe looks at is the same on the other phone.
  const look = (state: string) => phoneLook(phone, state, { axe: device === 'Pixel 7' });

  it('has Join in reach of the thumb before anything is scrolled', async () => {
    await phone.visit(`/r/${ROOM}`);
    await phone.page.getByLabel(/Your name|이름/).fill(own);
    for (const size of PHONE_SIZES) {
      await turnTo(phone, size);
      await expect.poll(() => bottomOf(phone.joinButton)).toBeLessThanOrEqual(size.height);
    }
    await look('prejoin');
  });

  it('joins by a tap and shows who speaks large, with four moving pictures at most', async () => {
    await phone.joinButton.tap();
    await expect.poll(() => onStage(phone), SLOW).toBe(NAMES[0]);
    await phone.expectTiles(6);
    await expect.poll(decoded, SLOW).toBe(MAX_VIDEOS);
    await look('stage');
    await expect.poll(decoded, SLOW).toBe(MAX_VIDEOS);
  });

  it('shows whose picture rests when they speak, and lets it move from then on', async () => {
    const shown = (await tileBoxes(phone)).map(({ name }) => name);
    const videos = (name: string) => phone.tile(name).locator('video').count();
    const withCamera = shown.filter((name) => NAMES.indexOf(name as never) < CAMERAS && name !== '');
    const counts = await Promise.all(withCamera.map(async (name) => ({ name, videos: await videos(name) })));
    const resting = counts.find((each) => each.videos === 0 && NAMES.includes(each.name as never));
    const bot = bots.find(({ displayName }) => displayName === resting?.name);
    if (bot === undefined) throw new Error(`nobody rests: ${JSON.stringify(counts)}`);
    bot.say(true);
    await phone
      .tile(bot.displayName)
      .getByRole('img', { name: /^(speaking|말하는 중)$/ })
      .waitFor();
    await expect.poll(() => onStage(phone), SLOW).toBe(bot.displayName);
    bot.say(false);
    await expect.poll(() => videos(bot.displayName), SLOW).toBe(1);
    await expect.poll(decoded, SLOW).toBe(MAX_VIDEOS);
  });

  it('keeps its buttons out of the notch and the home bar, at the side where it lies across', async () => {
    const bar = phone.page.getByRole('region', { name: /^(Meeting controls|회의 조작)$/ });
    await setSafeArea(phone.page, NOTCH);
    await turnTo(phone, ACROSS);
    await expect.poll(() => outsideWindow(phone.page, NOTCH)).toEqual([]);
    const [side, stage] = [await restingBox(bar), await restingBox(phone.tiles.first())];
    expect(side.height).toBe(ACROSS.height);
    expect(side.x).toBeGreaterThan(ACROSS.width * 0.8);
    expect(stage.x).toBeGreaterThanOrEqual(NOTCH.left);
    await setSafeArea(phone.page, { top: 47, right: 0, bottom: 34, left: 0 });
    await turnTo(phone, UPRIGHT);
    await expect
      .poll(() => outsideWindow(phone.page, { top: 47, right: 0, bottom: 34, left: 0 }))
      .toEqual([]);
    expect((await restingBox(bar)).width).toBe(UPRIGHT.width);
    expect((await restingBox(phone.tiles.first())).y).toBeGreaterThanOrEqual(47);
    await setSafeArea(phone.page, { top: 0, right: 0, bottom: 0, left: 0 });
  });

  it('turns pages by a swipe, and nothing else happens to the page', async () => {
    await chooseViewOnPhone(phone, 'grid');
    await expect.poll(() => onStage(phone)).toBeNull();
    await look('grid');
    const first = await names();
    const middle = { x: UPRIGHT.width / 2, y: UPRIGHT.height / 2 };
    const [left, right] = [
      { x: 60, y: middle.y },
      { x: 330, y: middle.y },
    ];
    await phone.page.evaluate(() => (document.title = 'the same page'));
    await swipe(phone.page, right, left);
    await expect.poll(names).not.toEqual(first);
    const fromBefore = async () => (await names()).filter((name) => first.includes(name));
    await expect.poll(fromBefore).toEqual([]);
    await expect.poll(decoded, SLOW).toBeLessThanOrEqual(MAX_VIDEOS);
    await swipe(phone.page, left, right);
    await expect.poll(names).toEqual(first);

    await swipe(phone.page, { x: middle.x, y: 80 }, { x: middle.x, y: 700 });
    await doubleTap(phone.page, middle);
    await settle(phone.page);
    const after = await phone.page.evaluate(() => {
      const { overscrollBehavior, touchAction } = getComputedStyle(document.documentElement);
      const zoom = window.visualViewport?.scale;
      return { title: document.title, overscrollBehavior, touchAction, zoom, scrolled: window.scrollY };
    });
    expect(after).toEqual({
      title: 'the same page',
      overscrollBehavior: 'none',
      touchAction: 'manipulation',
      zoom: 1,
      scrolled: 0,
    });
    expect(await scrollRoom(phone.page)).toEqual({ sideways: 0, down: 0 });
    expect(await names()).toEqual(first);
    await chooseViewOnPhone(phone, 'auto');
  });

  it('writes above the keyboard and reads the last line there, upright and across', async () => {
    // More than the panel holds; nobody may send so many at once.
    for (const bot of bots.slice(0, 4)) {
      for (let line = 1; line <= 5; line += 1) await bot.client.sendChat(`${own}, ${line}.`);
    }
    const viewport = await phone.page.locator('meta[name=viewport]').getAttribute('content');
    expect(viewport, 'the keyboard is to lie over the page').toBe(
      'width=device-width, initial-scale=1, viewport-fit=cover',
    );
    await button(t.more).tap();
    await look('more');
    await phone.page.getByRole('dialog').getByRole('button', { name: t.chat }).tap();
    await look('chat');
    const field = phone.page.getByRole('textbox', { name: both.field });
    const received = () => bots[1]?.client.store.getSnapshot().chat.at(-1)?.text;
    for (const [size, keyboard] of [
      [UPRIGHT, KEYBOARD.upright],
      [ACROSS, KEYBOARD.across],
    ] as const) {
      await turnTo(phone, size);
      const line = `${own}: ${size.width}`;
      await bots[0]?.client.sendChat(line);
      const last = phone.page.getByRole('log').getByText(line, { exact: true });
      await last.waitFor();
      await field.tap();
      await showKeyboard(phone.page, keyboard);
      await settle(phone.page);
      await phone.screenshot(`phone-keyboard-${locale.slice(0, 2)}-${size.width}x${size.height}`);
      const free = size.height - keyboard;
      for (const part of [field, button(both.send), last]) {
        await expect.poll(() => bottomOf(part), { message: `${size.width}` }).toBeLessThanOrEqual(free);
        expect((await part.boundingBox())?.y, `${size.width}`).toBeGreaterThanOrEqual(0);
      }
      expect(await tooSmallTargets(phone.page)).toEqual([]);
      const text = `${own} (${size.width})`;
      await field.fill(text);
      await button(both.send).tap();
      await expect.poll(received).toBe(text);
      await showKeyboard(phone.page, 0);
    }
    await turnTo(phone, UPRIGHT);
    const [box, bar] = [await restingBox(field), await restingBox(button(both.leave))];
    expect(box.y + box.height).toBeLessThanOrEqual(bar.y);
    await closePanel();
  });

  it('lists everyone, beside the pictures where it lies across', async () => {
    await openSheet(t.people);
    const list = phone.page.getByRole('list', { name: t.people });
    await expect.poll(() => list.locator('> li').count()).toBe(NAMES.length + 1);
    await look('people');
    await turnTo(phone, ACROSS);
    const [panel, stage] = [
      await restingBox(phone.page.getByRole('complementary')),
      await restingBox(phone.page.getByRole('main')),
    ];
    expect(panel.x).toBeGreaterThanOrEqual(stage.x + stage.width);
    expect(stage.width).toBeGreaterThan(300);
    await expect.poll(decoded, SLOW).toBeGreaterThan(0);
    await list.getByRole('button').nth(1).tap();
    await look('person');
    await phone.page.keyboard.press('Escape');
    await closePanel();
  });

  it('hands the link to the share sheet', async () => {
    await openSheet(t.invite);
    await look('invite');
    await button(t.share).tap();
    await expect.poll(() => sharedUrls(phone.page)).toEqual([`${sfu.localUrl}/r/${ROOM}`]);
    await phone.page.getByRole('dialog').getByRole('button', { name: both.close }).tap();
  });

  it('leaves by a tap', async () => {
    await button(both.leave).tap();
    await phone.page.getByRole('button', { name: /^(Rejoin|다시 참여하기)$/ }).waitFor();
    await look('ended');
    const present = () => bots[0]?.client.store.getSnapshot().users.map(({ displayName }) => displayName);
    await expect.poll(present).not.toContain(own);
    expect(phone.problems).toEqual([]);
  });
});
