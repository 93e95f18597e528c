import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations } from '../support/accessibility.ts';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  { width: 360, height: 740 },
] as const;

/** Tiles glide and colours fade for at most 220 ms. */
const SETTLE_MS = 300;

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
      await guest.page.waitForTimeout(SETTLE_MS);
      await guest.screenshot(`${name}-${locale.slice(0, 2)}-${size.width}x${size.height}`);
      const overflow = await guest.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${name} scrolls sideways at ${size.width}`).toBeLessThanOrEqual(0);
      for (const colorScheme of ['light', 'dark'] as const) {
        await guest.page.emulateMedia({ colorScheme });
        await guest.page.waitForTimeout(SETTLE_MS);
        expect(await accessibilityViolations(guest.page), `${name} ${colorScheme} ${size.width}`).toEqual([]);
      }
    }
    expect(await guest.page.evaluate(() => document.documentElement.lang)).toBe(locale.slice(0, 2));
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
    await check(`call-${name}`, [SIZES[1], SIZES[2]]);
    await guest.page.setViewportSize(SIZES[1]);
    await guest.page.keyboard.press('Escape');
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
