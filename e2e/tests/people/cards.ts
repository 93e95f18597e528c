import { expect, it } from 'vitest';
import { accessibilityViolations } from '../../support/accessibility.ts';
import { Guest } from '../../support/Guest.ts';
import type { PeopleMeeting } from '../../support/PeopleMeeting.ts';
import { restingBox } from '../../support/restingBox.ts';
import { settle } from '../../support/settle.ts';

const PHONE = { viewport: { width: 390, height: 844 } };
const SIZES = [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, PHONE.viewport];

/** The card with what can be done, by finger and at every size. */
export function reachingCards(meeting: () => PeopleMeeting): void {
  it('can be reached with a finger: a tap shows what can be pressed, and presses nothing', async () => {
    const { sfu, chromium, bot, roomId } = meeting();
    const profile = await chromium.profile({ ...PHONE, hasTouch: true, locale: 'ko-KR' });
    const phone = await Guest.open(profile, sfu.localUrl);
    await phone.join(roomId, 'Mia');
    const more = phone.tile(bot.displayName).getByRole('button', { name: `${bot.displayName} 님 메뉴` });
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
    await expect.poll(() => phone.tile(bot.displayName).evaluate(isFree, point)).toBe(true); // no toast lies there
    const tap = () => phone.page.touchscreen.tap(point.x, point.y);
    await tap();
    await expect.poll(visible).toBe('1');
    const cardOfPhone = phone.page.getByRole('dialog', { name: `${bot.displayName} 님 메뉴` });
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
    const { anna, ben, bot } = meeting();
    for (const size of SIZES) {
      for (const [guest, language, name, colorScheme] of [
        [anna, 'en', `Actions for ${bot.displayName}`, 'dark'],
        [ben, 'ko', `${bot.displayName} 님 메뉴`, 'light'],
      ] as const) {
        await guest.page.setViewportSize(size);
        await guest.page.emulateMedia({ colorScheme });
        const open = guest.page.getByRole('dialog', { name });
        await guest.tile(bot.displayName).getByRole('button', { name }).press('Enter');
        await open.getByRole('slider').waitFor();
        await settle(guest.page);
        await guest.screenshot(`people-card-${language}-${size.width}x${size.height}`);
        expect(await accessibilityViolations(guest.page), `${language} ${size.width}`).toEqual([]);
        await guest.page.keyboard.press('Escape');
        await open.waitFor({ state: 'detached' });
      }
    }
  });
}
