import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';
import { settle } from '../support/settle.ts';
import { chooseView } from '../support/views.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;
/** Too long for a tile in the strip. */
const OWN_NAME = '황보하늘빛나래별님구름바다처럼';
const NAMES = [
  'Alexandria Montgomery-Featherstonehaugh',
  '김민준',
  '이서연',
  '박지훈',
  '남궁아름다운이름을가진사람',
  'Mia',
  'Noah',
  'Zoë',
];
/** Bots with a camera; the others are cheap and show their initials. */
const CAMERAS = 4;
/** Tiles glide for 200 ms, pictures of another size take a moment. */
const SETTLE_MS = 1200;

/** Pictures of both views for a person to look at, and what a computer can check of them: nothing is outside. */
describe('speaker view and grid', () => {
  let sfu: Sfu;
  let chromium: Chromium;
  let guest: Guest;
  const bots: Bot[] = [];

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    guest = await Guest.open(
      await chromium.profile({ locale: 'ko-KR', colorScheme: 'dark', viewport: SIZES[0] }),
      sfu.localUrl,
    );
    await guest.join('사진-찍기', OWN_NAME);
  });

  afterAll(async () => {
    await chromium.close();
    await Promise.all(bots.map((bot) => bot.leave()));
    await sfu.close();
  });

  async function growTo(people: number): Promise<void> {
    while (bots.length < people - 1) {
      const index = bots.length;
      const displayName = NAMES[index] ?? `참가자 ${index + 2}`;
      const camera = index < CAMERAS ? index : false;
      const bot = await Bot.join({
        url: sfu.localUrl,
        roomId: '사진-찍기',
        displayName,
        camera,
        speaking: false,
      });
      bots.push(bot);
    }
  }

  /** Own tiles whose name is so long that "(me)" behind it is cut off. */
  function cutMarks(): Promise<number> {
    return guest.tile('(나)').evaluateAll(
      (tiles) =>
        tiles.filter((tile) => {
          const mark = document.evaluate('.//span[.=" (나)"]', tile).iterateNext();
          const label = tile.querySelector('span[dir="auto"]');
          if (!(mark instanceof Element) || label === null) return true;
          return mark.getBoundingClientRect().right > label.getBoundingClientRect().right + 0.5;
        }).length,
    );
  }

  async function picture(name: string): Promise<void> {
    for (const size of SIZES) {
      await guest.page.setViewportSize(size);
      await settle(guest.page, SETTLE_MS);
      await guest.screenshot(`${name}-${size.width}x${size.height}`);
      const outside = await guest.tiles.evaluateAll(
        (elements) =>
          elements.filter((element) => {
            const { left, top, right, bottom } = element.getBoundingClientRect();
            return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
          }).length,
      );
      expect(outside, `${name} at ${size.width}`).toBe(0);
      expect(await cutMarks(), `"(나)" after the own name, ${name} at ${size.width}`).toBe(0);
    }
    await guest.page.setViewportSize(SIZES[0]);
  }

  it.each([2, 5, 12, 30])('with %i people', async (people) => {
    await growTo(people);
    for (const view of ['speaker', 'grid'] as const) {
      await chooseView(guest, view);
      await guest
        .tile(NAMES[0] ?? '')
        .locator('video')
        .first()
        .waitFor();
      await picture(`${view}-${people}`);
    }
  });

  it('with a shared screen', async () => {
    await chooseView(guest, 'auto');
    await bots[1]?.shareScreen();
    await guest.tile('김민준 님의 화면').locator('video').waitFor();
    await picture('speaker-share');
  });
});
