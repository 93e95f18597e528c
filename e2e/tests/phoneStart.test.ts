import { devices, type Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Guest } from '../support/Guest.ts';
import { makeRoom } from '../support/makeRoom.ts';
import { phoneLook } from '../support/phoneLook.ts';
import { phoneVisits } from '../support/phoneVisits.ts';

const SLOW = { timeout: 30_000 };
/** The script that starts everything, what joins, and the call. */
const APP = '**/assets/index-*.js';
const CONNECTION = '**/assets/connection-*.js';
const CONNECTION_PATH = /\/assets\/connection-/;
const CALL = '**/assets/RoomCall-*.js';
const CALL_PATH = /\/assets\/RoomCall-/;

/** What a browser says of a file that did not come, and React of the page that needs it. */
const IS_LOADING =
  /^(Failed to load resource: net::ERR_FAILED|TypeError: Failed to fetch dynamically imported module: )/;

/** What a phone shows while scripts are on their way that never come. */
describe('a page whose scripts do not come', () => {
  const visits = phoneVisits();
  const { guestWith } = visits;

  it('says in both languages that it has not opened, and keeps what the link carries', async () => {
    const guest = await guestWith(devices['Pixel 7']);
    const { roomId, hostKey } = await makeRoom(visits.sfu.localUrl);
    await guest.page.route(APP, (route) => route.abort());
    await guest.visit(`/r/${roomId}#host=${hostKey}`);
    const again = guest.page.getByRole('link', { name: '다시 불러오기' });
    expect(await again.isVisible()).toBe(false); // on a slow link the app may still come
    await again.waitFor(SLOW);
    expect(await guest.page.getByRole('heading').allInnerTexts()).toEqual([
      '아직 열리지 않았어요',
      'Parley has not opened yet',
    ]);
    await phoneLook(guest, 'not-started', { axe: true });
    await guest.page.unroute(APP);
    await guest.page.getByRole('link', { name: 'Load again' }).tap();
    await guest.joinButton.waitFor(SLOW);
    await guest.page.getByText('호스트로 참여해요').waitFor(SLOW);
    await expect.poll(() => again.count()).toBe(0);
    await leave(guest, [/\/assets\/index-/]);
  });

  it('says at once that it needs scripts where there are none', async () => {
    const guest = await guestWith({ ...devices['iPhone 15'], javaScriptEnabled: false });
    await guest.visit('/r/weekly');
    // Sooner than a page whose scripts are only late would say anything.
    await expect.poll(() => guest.page.getByRole('heading').count(), { timeout: 5000 }).toBe(2);
    const words = await guest.page.locator('p:visible').allInnerTexts();
    expect(words).toEqual([
      expect.stringContaining('자바스크립트가 필요해요'),
      expect.stringContaining('Parley needs JavaScript'),
    ]);
    await guest.screenshot('without-scripts');
    await leave(guest);
  });

  it('joins after what it takes to join could not be loaded, once or again and again', async () => {
    const guest = await guestWith(devices['Pixel 7']);
    const pages = countPages(guest.page);
    const missing = guest.page.getByText('DISCONNECTED');
    const aborted = await abortFirst(guest.page, CONNECTION, Infinity);
    await guest.visit('/r/weekly');
    await guest.page.getByLabel('이름', { exact: true }).fill('김지수');
    await missing.waitFor(SLOW);
    // A browser may remember what it could not load: the first press asks for a new page, the second one says so.
    await guest.joinButton.tap();
    await expect.poll(pages, SLOW).toBe(2);
    await missing.waitFor(SLOW);
    expect(await guest.page.getByLabel('이름', { exact: true }).inputValue()).toBe('김지수');
    const before = aborted();
    await guest.joinButton.tap();
    await expect.poll(aborted, SLOW).toBe(before + 1);
    await missing.waitFor(SLOW);
    await guest.page.unroute(CONNECTION);
    await guest.joinButton.tap();
    await guest.tiles.first().waitFor(SLOW);
    expect(pages()).toBe(2);
    await leave(guest, [CONNECTION_PATH]);
  });

  it('opens a call whose page could not be loaded at first', async () => {
    const guest = await guestWith(devices['Pixel 7']);
    const aborted = await abortFirst(guest.page, CALL, 1);
    await guest.visit('/r/weekly');
    await guest.page.getByLabel('이름', { exact: true }).fill('김지수');
    await expect.poll(aborted, SLOW).toBe(1); // fetched in advance
    await guest.joinButton.tap();
    await guest.page.getByRole('button', { name: '회의 나가기' }).waitFor(SLOW);
    await leave(guest, [CALL_PATH]);
  });

  it('says so when the page of a call does not come, and loads it anew when asked to', async () => {
    const guest = await guestWith(devices['Pixel 7']);
    const pages = countPages(guest.page);
    await abortFirst(guest.page, CALL, Infinity);
    await guest.visit('/r/weekly');
    await guest.page.getByLabel('이름', { exact: true }).fill('김지수');
    await guest.joinButton.tap();
    await guest.page.getByRole('heading', { name: '문제가 생겼어요' }).waitFor(SLOW);
    expect(pages()).toBe(1);
    const present = () => visits.sfu.registry.get('weekly')?.peers.length ?? 0;
    await expect.poll(present, SLOW).toBe(0); // nobody stands for the others in a call they do not see
    await guest.page.unroute(CALL);
    await guest.page.getByRole('button', { name: '다시 불러오기' }).tap();
    await guest.joinButton.tap(SLOW);
    await guest.tiles.first().waitFor(SLOW);
    expect(pages()).toBe(2);
    await leave(guest, [CALL_PATH]);
  });
});

/** Ends a visit whose console said nothing but that these could not be loaded. */
async function leave(guest: Guest, failed: readonly RegExp[] = []): Promise<void> {
  const unexpected = guest.problems.filter(
    ({ text, url }) => !failed.some((path) => path.test(url) || path.test(text)) || !IS_LOADING.test(text),
  );
  expect(unexpected).toEqual([]);
  for (const path of failed) expect(guest.problems.some(({ url }) => path.test(url))).toBe(true);
  await guest.page.context().close();
}

/** How many documents a tab has shown so far. */
function countPages(page: Page): () => number {
  let pages = 0;
  page.on('load', () => (pages += 1));
  return () => pages;
}

/** The network loses the first answers. @returns how many so far */
async function abortFirst(page: Page, url: string, count: number): Promise<() => number> {
  let aborted = 0;
  await page.route(url, (route) => {
    if (aborted >= count) return route.continue();
    aborted += 1;
    return route.abort();
  });
  return () => aborted;
}
