import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { type BrowserContext, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';

describe('home', () => {
  let sfu: Sfu;
  let chromium: Chromium;
  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu({ PARLEY_MAX_PARTICIPANTS: '2' }), Chromium.launch()]);
  });
  afterAll(async () => {
    await chromium.close();
    await sfu.close();
  });

  it('starts a meeting in two clicks and remembers it', async () => {
    const guest = await Guest.open(await chromium.profile(), sfu.localUrl);
    await guest.visit('/');
    await guest.page.getByRole('button', { name: 'New meeting' }).click();
    await guest.page.waitForURL(/\/r\/[a-z]{4}-[a-z]{4}-[a-z]{3}$/);
    const roomId = new URL(guest.page.url()).pathname.slice(3);
    await guest.page.getByText('Nobody is here yet.').waitFor();
    await guest.page.getByLabel('Your name').fill('Anna');
    await guest.joinButton.click();
    await guest.page.getByText('You are the only one here').waitFor();
    await guest.page.getByRole('button', { name: /Leave meeting/ }).click();
    await guest.visit('/');
    await guest.page.getByRole('link', { name: new RegExp(roomId) }).waitFor();
    await guest.page.getByRole('button', { name: `Remove ${roomId} from the list` }).click();
    await guest.page.getByRole('link', { name: new RegExp(roomId) }).waitFor({ state: 'detached' });
    expect(guest.problems).toEqual([]);
  });

  it('joins by a pasted link, sees who is inside, and is told when a room is full', async () => {
    const first = await Guest.open(await chromium.profile(), sfu.localUrl);
    await first.join('full-house', '김지수');
    const second = await Guest.open(await chromium.profile(), sfu.localUrl);
    await second.visit('/');
    await second.page.getByRole('textbox').fill(`회의에 오세요! ${sfu.localUrl}/r/full-house`);
    await second.page.keyboard.press('Enter');
    await second.page.getByText('김지수 is here.').waitFor();
    const third = await Guest.open(await chromium.profile(), sfu.localUrl);
    await third.visit('/r/full-house');
    await second.page.getByLabel('Your name').fill('Ben');
    await second.joinButton.click();
    await second.expectTiles(2);
    await third.page.getByLabel('Your name').fill('Carla');
    await third.joinButton.click();
    await third.page.getByText('ROOM_FULL').waitFor();
    await third.screenshot('prejoin-full');
  });
});

/** Browsers in which something is wrong with camera and microphone. */
describe('pre-join without camera or microphone', () => {
  let sfu: Sfu;
  beforeAll(async () => {
    sfu = await startSfu();
  });
  afterAll(() => sfu.close());

  async function withContext(
    flags: string[],
    use: (context: BrowserContext) => Promise<void>,
  ): Promise<void> {
    const browser = await playwright.launch({
      executablePath: process.env['PARLEY_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', ...flags],
    });
    try {
      await use(await browser.newContext({ locale: 'en-US', viewport: { width: 1024, height: 768 } }));
    } finally {
      await browser.close();
    }
  }

  it('explains a blocked permission, and takes the camera as soon as it is allowed', async () => {
    await withContext(['--use-fake-device-for-media-stream'], async (context) => {
      const guest = await Guest.open(context, sfu.localUrl);
      await context.grantPermissions([], { origin: sfu.localUrl }); // rejects all that it does not name
      await guest.visit('/r/permissions');
      await guest.page.getByRole('heading', { name: /are blocked/ }).waitFor();
      await guest.screenshot('prejoin-denied');
      await context.grantPermissions(['camera', 'microphone'], { origin: sfu.localUrl });
      await guest.page.locator('video').waitFor({ timeout: 60_000 });
    });
  });

  it('lets people in who have no devices at all', async () => {
    await withContext(['--use-fake-ui-for-media-stream'], async (context) => {
      const guest = await Guest.open(context, sfu.localUrl);
      await guest.visit('/r/no-devices');
      await guest.page.getByRole('heading', { name: 'No camera or microphone' }).waitFor();
      await guest.screenshot('prejoin-no-devices');
      await guest.page.getByLabel('Your name').fill('Anna');
      await guest.joinButton.click();
      await guest.expectTiles(1);
      expect(sfu.registry.get('no-devices')?.peers[0]?.media.sources).toEqual({});
    });
  });
});
