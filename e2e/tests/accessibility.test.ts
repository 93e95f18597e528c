import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations } from '../support/accessibility.ts';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';
import { PeoplePanel, pressInMenu, words } from '../support/hosting.ts';
import { settle } from '../support/settle.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  { width: 360, height: 740 },
] as const;

const SLOW = { timeout: 30_000 };

describe.each(['en-US', 'ko-KR'])('every page in %s', (locale) => {
  let sfu: Sfu;
  let chromium: Chromium;
  let guest: Guest;

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    guest = await Guest.open(await chromium.profile({ locale, colorScheme: 'dark' }), sfu.localUrl);
  });
  afterAll(async () => {
    await chromium.close();
    await sfu.close();
  });

  /** axe in both themes and no sideways scrolling at any size, with a picture of each for a person to look at. */
  async function check(name: string, sizes: readonly (typeof SIZES)[number][] = SIZES): Promise<void> {
    for (const size of sizes) {
      await guest.page.setViewportSize(size);
      await settle(guest.page);
      await guest.screenshot(`${name}-${locale.slice(0, 2)}-${size.width}x${size.height}`);
      const overflow = await guest.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${name} scrolls sideways at ${size.width}`).toBeLessThanOrEqual(0);
      for (const colorScheme of ['light', 'dark'] as const) {
        await guest.page.emulateMedia({ colorScheme });
        await settle(guest.page);
        expect(await accessibilityViolations(guest.page), `${name} ${colorScheme} ${size.width}`).toEqual([]);
      }
    }
    expect(await guest.page.evaluate(() => document.documentElement.lang)).toBe(locale.slice(0, 2));
  }

  const hasFocus = (element: Locator) => element.evaluate((it) => it === document.activeElement);
  const openTooltips = () =>
    guest.page.locator('[popover="manual"][aria-hidden="true"]:popover-open').count();

  /** For whoever is alone: how many pictures lie over the card that invites others. */
  function tilesOverCard(): Promise<number> {
    return guest.tiles.evaluateAll((tiles) => {
      const card = document.querySelector('main section')?.getBoundingClientRect();
      if (card === undefined) return -1;
      return tiles
        .map((tile) => tile.getBoundingClientRect())
        .filter(({ left, right, top, bottom }) => {
          const beside = right <= card.left || left >= card.right;
          return !beside && bottom > card.top && top < card.bottom;
        }).length;
    });
  }

  it('home', async () => {
    await guest.visit('/');
    await guest.page.getByRole('button', { name: /New meeting|새 회의 시작/ }).waitFor();
    await check('home');
  });

  it('pre-join', async () => {
    await guest.visit('/r/주간-회의');
    await guest.joinButton.waitFor();
    await guest.page.locator('video').waitFor();
    await check('prejoin');
  });

  it('call', async () => {
    await guest.join('주간-회의', '김지수');
    await check('call-alone');
  });

  it.each([
    ['chat', 'c'],
    ['people', 'p'],
    ['invite', 'i'],
    ['shortcuts', '?'],
  ])('call with %s open', async (name, key) => {
    await guest.page.keyboard.press(key);
    await check(`call-${name}`, [SIZES[2], SIZES[1]]);
    expect(await tilesOverCard(), 'the own picture covers the invitation').toBe(0);
    await guest.page.keyboard.press('Escape');
  });

  it('a dialog opened by key says nothing unasked, and gives the focus back', async () => {
    await guest.page.keyboard.press('p');
    const invite = guest.page
      .getByRole('complementary')
      .getByRole('button', { name: /^(Invite|초대하기|초대)$/ });
    await invite.press('Enter');
    const close = guest.page.getByRole('dialog').getByRole('button', { name: /^(Close|닫기)$/ });
    await expect.poll(() => hasFocus(close)).toBe(true);
    await settle(guest.page);
    expect(await openTooltips()).toBe(0);
    await guest.page.keyboard.press('Tab');
    await expect.poll(() => hasFocus(close)).toBe(false);
    await guest.page.keyboard.press('Shift+Tab');
    await expect.poll(() => hasFocus(close)).toBe(true);
    await expect.poll(openTooltips).toBe(1); // whoever walks there is told
    await guest.page.keyboard.press('Escape');
    await expect.poll(() => hasFocus(invite)).toBe(true);
    await settle(guest.page);
    await expect.poll(openTooltips).toBe(0);
    await guest.page.keyboard.press('p');
  });

  it('ended', async () => {
    await guest.page.getByRole('button', { name: /Leave meeting|회의 나가기/ }).click();
    await guest.page.getByRole('heading', { level: 1 }).waitFor();
    await check('ended');
  });

  it('without a word on the console', () => {
    expect(guest.problems).toEqual([]);
  });
});

describe('the focus of a host who uses keys alone', () => {
  let sfu: Sfu;
  let chromium: Chromium;
  let host: Guest;
  let panel: PeoplePanel;
  const bots: Bot[] = [];

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    host = await Guest.open(await chromium.profile(), sfu.localUrl);
    panel = new PeoplePanel(host, 'en');
    await host.join('keys', 'Anna');
    const door = { url: sfu.localUrl, roomId: 'keys', camera: false, speaking: false };
    for (const displayName of ['Ben', 'Mia']) bots.push(await Bot.join({ ...door, displayName }));
    await host.tile('Mia').waitFor();
  });
  afterAll(async () => {
    await chromium.close();
    await Promise.all(bots.map((bot) => bot.leave()));
    await sfu.close();
  });

  const { actionsFor, leave } = words.en;
  const button = (name: string) => host.page.getByRole('button', { name, exact: true });
  const expectFocus = (element: Locator) =>
    expect.poll(() => element.evaluate((it) => it === document.activeElement), SLOW).toBe(true);
  /** Somebody who waits until the test is over or the host has decided. */
  const knock = (displayName: string) =>
    void Bot.join({ url: sfu.localUrl, roomId: 'keys', displayName, camera: false }).then(
      (bot) => bots.push(bot),
      () => undefined,
    );

  it.each(['Rename', 'Remove', 'Hand over as host'])('goes back after "%s"', async (action) => {
    await panel.act('Ben', action);
    await host.page.locator('dialog[open]').waitFor();
    await host.page.keyboard.press('Escape');
    await expectFocus(panel.row('Ben').getByRole('button', { name: actionsFor('Ben') }));
  });

  it('goes back after the question whether to end the meeting', async () => {
    await button(leave).press('Enter');
    await pressInMenu(host, 'End for everyone');
    await host.page.locator('dialog[open]').waitFor();
    await host.page.keyboard.press('Escape');
    await expectFocus(button(leave));
  });

  it('stays in the panel when what it was on goes away', async () => {
    await host.page.getByRole('complementary').getByRole('button', { name: 'Invite' }).focus();
    await bots[0]?.client.raiseHand(true);
    await button('Lower all hands').press('Enter');
    await expectFocus(host.page.getByRole('complementary'));
    sfu.registry.get('keys')?.moderation.setRole(null, bots[1]?.userId ?? '', 'co-host');
    await bots[1]?.client.host.update({ lobby: true });
    knock('Noah');
    await button('Admit Noah').press('Enter');
    await panel.row('Noah').waitFor();
    await expectFocus(host.page.getByRole('complementary'));
    await host.page.keyboard.press('Escape');
    await host.page.getByRole('complementary').waitFor({ state: 'detached' });
    await expectFocus(host.page.getByRole('button', { name: /^People, / }));
  });

  it('goes to the heading when a notice goes away', async () => {
    knock('Liv');
    await button('Admit').press('Enter');
    await host.tile('Liv').waitFor();
    await expectFocus(host.page.locator('h1'));
    expect(host.problems).toEqual([]);
  });
});
