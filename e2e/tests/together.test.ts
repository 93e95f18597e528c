import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';
import { qrText } from '../support/qrText.ts';
import { settle } from '../support/settle.ts';

const ROOM = 'design-review';
const SLIDES = 'Slides of the quarter';

/** What two people do beside talking: share, write, switch things, by mouse and by keyboard. */
describe('two people together', () => {
  let sfu: Sfu;
  let chromium: Chromium;
  let anna: Guest;
  let ben: Guest;

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([
      startSfu({ PARLEY_RESUME_GRACE_S: '1' }),
      Chromium.launch([`--auto-select-tab-capture-source-by-title=${SLIDES}`]),
    ]);
    anna = await Guest.open(await chromium.profile(), sfu.localUrl);
    ben = await Guest.open(await chromium.profile(), sfu.localUrl);
    await anna.join(ROOM, 'Anna');
    await ben.join(ROOM, 'Ben');
  });

  afterAll(async () => {
    await chromium.close();
    await sfu.close();
  });

  it('shares a screen beside the camera, and ends with the source itself', async () => {
    const slides = await anna.page.context().newPage();
    await slides.setContent(`<title>${SLIDES}</title><h1>42 %</h1>`);
    await anna.page.bringToFront();
    await anna.page.getByRole('button', { name: /Share screen/ }).click();
    const screen = ben.tile('Anna’s screen');
    await screen.waitFor();
    const size = () => screen.locator('video').evaluate((video) => (video as HTMLVideoElement).videoWidth);
    await expect.poll(size, { timeout: 30_000 }).toBeGreaterThan(600);
    await ben.expectTiles(3);
    await ben.screenshot('share-viewer');
    await anna.screenshot('share-owner');
    await slides.close(); // as with the browser's own "Stop sharing": nobody presses a button of ours
    await ben.expectTiles(2);
    await anna.page.getByRole('button', { name: /Share screen/ }).waitFor();
  });

  it('writes, and those who come later can read it', async () => {
    await ben.page.keyboard.press('c');
    const field = ben.page.getByRole('textbox', { name: 'Message' });
    await field.fill('<b>안녕하세요</b> https://example.com/a?b=1');
    await field.press('Enter');
    await anna.page.getByRole('button', { name: /Chat, 1 new message/ }).click();
    const link = anna.page.getByRole('link', { name: /example\.com/ });
    expect(await link.getAttribute('href')).toBe('https://example.com/a?b=1');
    expect(await link.getAttribute('rel')).toContain('noopener');
    await anna.page.getByRole('log').getByText('<b>안녕하세요</b>').waitFor();
    await anna.screenshot('chat');

    const late = await Guest.open(
      await chromium.profile({ viewport: { width: 390, height: 844 } }),
      sfu.localUrl,
    );
    await late.join(ROOM, 'Late');
    await late.page.getByRole('button', { name: /^More/ }).click();
    await late.page.getByRole('button', { name: /^Chat/ }).click();
    await late.page.getByRole('log').getByText('<b>안녕하세요</b>').waitFor();
    await late.screenshot('chat-phone');
    await late.page.close();
    await anna.expectTiles(2);
  });

  it('turns the camera off and on again, seen by the other', async () => {
    const videos = ben.tile('Anna').locator('video');
    await anna.page.getByRole('button', { name: /Turn camera off/ }).click();
    await expect.poll(() => videos.count()).toBe(0);
    await anna.page.getByRole('button', { name: /Turn camera on/ }).click();
    await expect.poll(() => videos.count()).toBe(1);
    await ben.expectMovingPictures(2);
  });

  it('has a key for what is done often, under any keyboard layout', async () => {
    await anna.page.locator('h1').focus();
    await anna.page.keyboard.press('m');
    await ben.tile('Anna').getByRole('img', { name: 'Microphone off' }).waitFor();
    await anna.page.keyboard.down('Space');
    await ben.tile('Anna').getByRole('img', { name: 'Microphone off' }).waitFor({ state: 'detached' });
    await anna.page.keyboard.up('Space');
    await ben.tile('Anna').getByRole('img', { name: 'Microphone off' }).waitFor();
    // A Korean layout types ㅡ with the key that is M on a Latin one.
    await anna.page.evaluate(() => {
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ㅡ', code: 'KeyM', bubbles: true }),
      );
    });
    await ben.tile('Anna').getByRole('img', { name: 'Microphone off' }).waitFor({ state: 'detached' });
  });

  it('invites by link and code', async () => {
    await anna.page.keyboard.press('i');
    const dialog = anna.page.getByRole('dialog');
    await dialog.getByText(`/r/${ROOM}`).waitFor();
    await settle(anna.page);
    expect(await qrText(dialog.getByRole('img', { name: /QR/ }))).toBe(`${sfu.localUrl}/r/${ROOM}`);
    await anna.screenshot('invite');
    await anna.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('hears of others within an open dialog, where keys reach what is offered: all else is inert', async () => {
    await using bot = await Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName: 'Carl', camera: false });
    await anna.tile('Carl').waitFor();
    await anna.page.locator('h1').focus();
    await anna.page.keyboard.press('c'); // what is written in an open chat needs no toast
    await anna.page.getByRole('log').waitFor({ state: 'detached' });
    await anna.page.keyboard.press('i');
    const dialog = anna.page.getByRole('dialog');
    await dialog.getByText(`/r/${ROOM}`).waitFor();
    const offer = dialog
      .getByRole('region', { name: 'Notifications' })
      .getByRole('button', { name: 'Open chat' });
    const press = async () => {
      await bot.client.sendChat('Is the link the same?');
      await dialog
        .getByRole('status')
        .getByText('Carl: Is the link the same?')
        .waitFor({ state: 'attached' });
      const others = anna.page.locator('[role="status"]:not(dialog *)').getByText('Is the link the same?');
      expect(await others.count()).toBe(0); // said once
      return pressWithKeys(offer);
    };
    await expect.poll(press, { timeout: 60_000 }).toBe(true); // on a slow machine the toast may be gone before
    await dialog.waitFor({ state: 'detached' });
    await anna.page.getByRole('log').getByText('Is the link the same?').first().waitFor();
  });

  it('gets large pictures into large tiles and small ones into small tiles', async () => {
    await using bot = await Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName: '박지훈' });
    await anna.expectTiles(3);
    const picture = anna.tile(bot.displayName).locator('video');
    const width = () => picture.evaluate((video) => (video as HTMLVideoElement).videoWidth);
    await anna.page.setViewportSize({ width: 1440, height: 900 });
    await expect.poll(width, { timeout: 30_000 }).toBeGreaterThanOrEqual(640);
    // The chat is open: in a window narrower than 600 pixels it would hide the pictures, and none would be received.
    await anna.page.setViewportSize({ width: 640, height: 420 });
    await expect.poll(width, { timeout: 30_000 }).toBe(320);
  });

  it('says nothing on the console', () => {
    expect([...anna.problems, ...ben.problems]).toEqual([]);
  });
});

/** Goes backwards, because toasts are at a dialog's end. Whether the button was still there. */
async function pressWithKeys(button: Locator): Promise<boolean> {
  const isFocused = () =>
    button.evaluateAll((buttons) => buttons.some((element) => element === document.activeElement));
  for (let presses = 0; presses < 20 && (await button.count()) > 0; presses += 1) {
    await button.page().keyboard.press('Shift+Tab');
    if (!(await isFocused())) continue;
    await button.page().keyboard.press('Enter');
    return true;
  }
  return false;
}
