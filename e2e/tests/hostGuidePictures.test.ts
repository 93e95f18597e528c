import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations } from '../support/accessibility.ts';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';
import { type Language, openRoomSettings, PeoplePanel, words } from '../support/hosting.ts';
import { keepPicture } from '../support/keepPicture.ts';
import { ServerMessages } from '../support/ServerMessages.ts';
import { settle } from '../support/settle.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;
/** Colours are the same at every size. */
const LIGHT_TOO_AT = 1024;
/** What docs/host-guide.md and its Korean sister show, and how wide. */
const IN_GUIDE = ['lobby-notice', 'people', 'card', 'settings', 'leave'];
const GUIDE_WIDTH = 1024;
/** Panels slide and tiles glide for at most 220 ms. */
const SETTLE_MS = 400;
const ROOM = { en: 'town-hall', ko: '주간-회의' };
const HOST = { en: 'Anna', ko: '김지수' };
const PEOPLE = { en: ['Ben', 'Mia', 'Noah'], ko: ['박지훈', '이서연', '최민호'] };
const WAITING = { en: ['Zoë', 'Alexandria Montgomery'], ko: ['한소희', '남궁아름다운'] };

/** What hosts see, at every size: pictures for the guide and for people to look at, and what axe finds in them. */
describe.each(['en', 'ko'] as const)('what hosts see, in %s', (language: Language) => {
  let sfu: Sfu;
  let chromium: Chromium;
  let host: Guest;
  let server: ServerMessages;
  let panel: PeoplePanel;
  const bots: Bot[] = [];
  let waiting: Promise<unknown>[] = [];
  const [hand = '', helper = ''] = PEOPLE[language];
  const word = words[language];

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    const locale = language === 'ko' ? 'ko-KR' : 'en-US';
    host = await Guest.open(await chromium.profile({ locale, colorScheme: 'dark' }), sfu.localUrl);
    server = await ServerMessages.to(host.page);
    panel = new PeoplePanel(host, language);
    await host.join(ROOM[language], HOST[language]);
    await host.page.keyboard.press('m');
    const door = { url: sfu.localUrl, roomId: ROOM[language] };
    for (const [index, displayName] of PEOPLE[language].entries()) {
      bots.push(
        await Bot.join({ ...door, displayName, camera: index === 2 ? false : index, speaking: false }),
      );
    }
    const room = sfu.registry.get(ROOM[language]);
    await bots[0]?.client.raiseHand(true);
    await host.tile(hand).locator('video').waitFor();
    room?.moderation.setRole(null, bots[1]?.userId ?? '', 'co-host');
    const settings = await openRoomSettings(host, language);
    await settings.getByRole('switch').first().press('Space');
    await settings.getByRole('switch', { checked: true }).first().waitFor();
    await host.page.keyboard.press('Escape');
    await host.page.locator('h1').focus();
    waiting = WAITING[language].map((displayName) =>
      Bot.join({ ...door, displayName, camera: false }).catch(() => null),
    );
    await host.page.getByRole('button', { name: /See who|누구인지 보기/ }).waitFor();
  });

  afterAll(async () => {
    await chromium.close();
    await Promise.all(bots.map((bot) => bot.leave()));
    await sfu.close();
    await Promise.all(waiting);
  });

  async function check(name: string): Promise<void> {
    await settle(host.page, SETTLE_MS);
    const { width, height } = host.page.viewportSize() ?? SIZES[1];
    await host.screenshot(`host-${name}-${language}-${width}x${height}`);
    const overflow = await host.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
    for (const colorScheme of width === LIGHT_TOO_AT ? (['light', 'dark'] as const) : (['dark'] as const)) {
      await host.page.emulateMedia({ colorScheme });
      await settle(host.page, SETTLE_MS);
      expect(await accessibilityViolations(host.page), `${name} ${colorScheme}`).toEqual([]);
    }
  }

  const escape = () => host.page.keyboard.press('Escape');

  it.each(SIZES)('at $width x $height', async (size) => {
    await host.page.setViewportSize(size);
    const phone = size.width < 600;
    await host.page.locator('h1').focus(); // the last size left it on a button
    await check('lobby-notice');
    await panel.open();
    await check('people');
    await panel.openCard(hand);
    await check('card');
    await panel.card.getByRole('button', { name: /^(Remove|내보내기)$/ }).press('Enter');
    await host.page.getByRole('dialog').getByRole('button').first().waitFor();
    await check('remove');
    await escape();
    await panel.act(helper, language === 'ko' ? '이름 바꾸기' : 'Rename');
    await check('rename');
    await escape();
    await panel.close();
    if (phone) {
      await host.page.getByRole('button', { name: language === 'ko' ? /^더보기/ : /^More/ }).click();
      await check('more');
      await host.page.getByRole('dialog').getByRole('button', { name: word.settings }).press('Enter');
    } else {
      await openRoomSettings(host, language);
    }
    await host.page.getByRole('dialog', { name: word.settings }).waitFor();
    await check('settings');
    await escape();
    await host.page.getByRole('button', { name: word.leave }).press('Enter');
    await host.page.getByRole('menuitem').first().waitFor();
    await check('leave');
    await escape();
    server.say('unmute-asked', { byUserId: bots[1]?.userId ?? '' });
    await host.page.getByRole('dialog').waitFor();
    await check('unmute-question');
    await escape();
    await host.page.getByRole('dialog').waitFor({ state: 'detached' });
    if (size.width !== GUIDE_WIDTH) return;
    for (const name of IN_GUIDE)
      await keepPicture(`host-${name}-${language}-${size.width}x${size.height}`, `host-${name}.${language}`);
  });

  it('without a word on the console', () => {
    expect(host.problems).toEqual([]);
  });
});
