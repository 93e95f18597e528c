import { devices, type Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityViolations } from '../support/accessibility.ts';
import type { Guest } from '../support/Guest.ts';
import { makeRoom } from '../support/makeRoom.ts';
import { checkPage } from '../support/pageCheck.ts';
import { tapAway } from '../support/phone.ts';
import { phoneLook } from '../support/phoneLook.ts';
import { phoneVisits } from '../support/phoneVisits.ts';

const SLOW = { timeout: 30_000 };
const IOS = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const KAKAO_IOS = `${IOS} Mobile/15E148 KAKAOTALK 25.8.0 (INAPP)`;
const LINE_IOS = `${IOS} Mobile/15E148 Safari Line/15.10.1`;
const NAVER_ANDROID =
  'Mozilla/5.0 (Linux; Android 15; SM-S921N; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/146.0.7680.75 Mobile Safari/537.36 NAVER(inapp; search; 2000; 12.15.1)';

/** How a tapped link comes in, before there is a call. */
describe('a link on a phone', () => {
  const visits = phoneVisits();
  const { guestWith } = visits;

  it('inside KakaoTalk leads out with all it carries, before anything asks for the camera', async () => {
    const guest = await guestWith({ ...devices['iPhone 15'], userAgent: KAKAO_IOS });
    await countCameraRequests(guest.page);
    const requested = await requestedNavigations(guest.page);
    const { roomId, hostKey } = await makeRoom(visits.sfu.localUrl);
    await guest.visit(`/r/${roomId}#host=${hostKey}`);
    await guest.page.getByRole('heading', { name: '브라우저에서 열어 주세요' }).waitFor(SLOW);
    await guest.page.getByText('카카오톡 안에서').waitFor();
    await checkPage(guest, 'in-app-kakaotalk');
    await look(guest, 'in-app');
    await tapAway(guest.page.getByRole('button', { name: '브라우저로 열기' }));
    const link = `${visits.sfu.localUrl}/r/${roomId}#host=${hostKey}`;
    await expect
      .poll(() => requested.at(-1))
      .toBe(`kakaotalk://web/openExternal?url=${encodeURIComponent(link)}`);
    expect(await guest.page.evaluate(() => window.cameraRequests)).toBe(0);
    await leave(guest);
  });

  it('inside KakaoTalk leads in, too, where the app can do it', async () => {
    const guest = await guestWith({ ...devices['iPhone 15'], userAgent: KAKAO_IOS });
    await countCameraRequests(guest.page);
    const { roomId, hostKey } = await makeRoom(visits.sfu.localUrl);
    await guest.visit(`/r/${roomId}#host=${hostKey}`);
    await guest.page.getByRole('button', { name: '여기서 그냥 참여하기' }).tap(SLOW);
    await guest.page.getByText('호스트로 참여해요').waitFor(SLOW);
    await expect.poll(() => guest.page.evaluate(() => window.cameraRequests)).toBeGreaterThan(0);
    expect(guest.page.url()).not.toContain('host=');
    await guest.page.reload();
    await guest.joinButton.waitFor(SLOW); // who stays is not asked again
    await leave(guest);
  });

  it('inside an app that cannot do it shows the way out only', async () => {
    const guest = await guestWith({ ...devices['Pixel 7'], userAgent: NAVER_ANDROID, locale: 'en-US' });
    await guest.page.addInitScript(() => Reflect.deleteProperty(window, 'RTCPeerConnection'));
    const requested = await requestedNavigations(guest.page);
    await guest.visit('/r/weekly#token=a.b-c.d_e');
    await guest.page.getByRole('heading', { name: 'Open this in your browser' }).waitFor(SLOW);
    await guest.page.getByText('The link is yours alone').waitFor();
    await guest.screenshot('in-app-naver');
    expect(await accessibilityViolations(guest.page)).toEqual([]);
    expect(await guest.page.getByRole('button', { name: 'Join here anyway' }).count()).toBe(0);
    await tapAway(guest.page.getByRole('button', { name: 'Open in browser' }));
    await expect
      .poll(() => requested.at(-1))
      .toMatch(
        /^intent:\/\/[\d.:]+\/r\/weekly#token=a\.b-c\.d_e#Intent;scheme=http;package=com\.android\.chrome;/,
      );
    await leave(guest);
  });

  it('inside LINE tells it by the address, which is clean again afterwards', async () => {
    const guest = await guestWith({ ...devices['iPhone 15'], userAgent: LINE_IOS });
    const requested = await requestedNavigations(guest.page);
    await guest.visit('/r/weekly#host=AbC-_9');
    await guest.page.getByRole('button', { name: '브라우저로 열기' }).tap(SLOW);
    await expect
      .poll(() => requested.at(-1))
      .toBe(`${visits.sfu.localUrl}/r/weekly?openExternalBrowser=1#host=AbC-_9`);
    // A LINE that does not listen shows the page again.
    await expect.poll(() => guest.page.url()).toBe(`${visits.sfu.localUrl}/r/weekly#host=AbC-_9`);
    await leave(guest);
  });

  it('waits before a door that somebody has to open', async () => {
    const guest = await guestWith(devices['Pixel 7']);
    const { roomId } = await makeRoom(visits.sfu.localUrl, {
      lobby: true,
      name: '이름이 꽤 긴 금요일 오후 주간 회의',
    });
    await guest.visit(`/r/${roomId}`);
    await guest.page.getByLabel('이름', { exact: true }).fill('김지수');
    await guest.joinButton.tap();
    const stop = guest.page.getByRole('button', { name: '그만 기다리기' });
    await stop.waitFor(SLOW);
    await look(guest, 'waiting');
    await stop.tap();
    await guest.page.getByRole('button', { name: '링크 붙여넣기' }).waitFor(SLOW);
    await leave(guest);
  });

  it('shows a card in Korean that says nothing of the room', async () => {
    const { roomId } = await makeRoom(visits.sfu.localUrl, { name: '비밀 인사 회의' });
    const page = async (headers: Record<string, string>) =>
      (await fetch(`${visits.sfu.localUrl}/r/${roomId}`, { headers })).text();
    const card = await page({ 'user-agent': 'facebookexternalhit/1.1; kakaotalk-scrap/1.0' });
    expect(card).toContain('<meta property="og:title" content="Parley 화상 회의" />');
    expect(card).not.toContain(roomId);
    expect(card).not.toContain('인사');
    const picture = /og:image" content="([^"]+)"/.exec(card)?.[1] ?? '';
    expect(picture).toBe(`${visits.sfu.localUrl}/icons/link-preview.png`);
    expect((await fetch(picture)).headers.get('content-type')).toBe('image/png');
    expect(await page({ 'accept-language': 'en-US,en;q=0.9' })).toContain('content="Parley video meeting"');
  });

  it('is found in a message that was copied, by one tap at home', async () => {
    const guest = await guestWith({
      ...devices['Pixel 7'],
      permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'],
    });
    await guest.visit('/');
    const paste = guest.page.getByRole('button', { name: '링크 붙여넣기' });
    await paste.waitFor(SLOW);
    await look(guest, 'home');
    const message = `[김민수] [오후 2:01] 회의 시작해요!\n${visits.sfu.localUrl}/r/abcd-efgh-jkm\n늦지 마세요`;
    await guest.page.evaluate((text) => navigator.clipboard.writeText(text), message);
    await paste.tap();
    await guest.page.waitForURL(/\/r\/abcd-efgh-jkm$/);
    await guest.joinButton.waitFor(SLOW);

    await guest.page.context().grantPermissions([], { origin: visits.sfu.localUrl }); // rejects all that it does not name
    await guest.visit('/');
    await paste.tap(SLOW);
    await guest.page.getByText('복사한 내용을 가져오지 못했어요').waitFor(SLOW);
    await leave(guest);
  });

  it('opened offline says so, and goes on when the connection is back', async () => {
    const guest = await guestWith(devices['Pixel 7']);
    const context = guest.page.context();
    await guest.visit('/r/weekly');
    await guest.joinButton.waitFor(SLOW);
    await guest.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await expect
      .poll(() => guest.page.evaluate(() => navigator.serviceWorker.controller?.state))
      .toBe('activated');
    expect(await cachedPaths(guest.page)).toEqual([
      '/early.js',
      '/favicon.svg',
      '/offline.css',
      '/offline.html',
      '/offline.js',
    ]);

    await guest.page.goto('about:blank'); // a page that is open would say that its connection broke
    await context.setOffline(true);
    await guest.visit('/r/weekly');
    await guest.page.getByRole('heading', { name: '인터넷에 연결되어 있지 않아요' }).waitFor(SLOW);
    await checkPage(guest, 'offline');
    await look(guest, 'offline');
    await guest.page.getByRole('button', { name: '다시 시도하기' }).tap();
    await guest.page.getByRole('heading', { name: '인터넷에 연결되어 있지 않아요' }).waitFor(SLOW);
    await context.setOffline(false);
    await guest.joinButton.waitFor(SLOW); // by itself: the page hears that it is online
    await guest.page.getByLabel('이름', { exact: true }).fill('김지수');
    await guest.joinButton.tap();
    await guest.tiles.first().waitFor(SLOW);
    expect((await cachedPaths(guest.page)).filter((path) => path.startsWith('/api'))).toEqual([]);
    await leave(guest);
  });

  it('can be installed, with a name in the reader’s language', async () => {
    const guest = await guestWith(devices['Pixel 7']);
    const asked: string[] = [];
    guest.page.on('request', (request) => asked.push(request.url()));
    await guest.visit('/');
    await expect
      .poll(() => guest.page.locator('link[rel=manifest]').getAttribute('href'))
      .toBe('/manifest.ko.webmanifest');
    const session = await guest.page.context().newCDPSession(guest.page);
    const errors = async () => {
      const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
      // A browser profile of a test is a private window.
      return installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito');
    };
    await expect.poll(errors).toEqual([]);
    const manifest = await session.send('Page.getAppManifest');
    expect(manifest.errors).toEqual([]);
    expect(JSON.parse(manifest.data ?? '')).toMatchObject({ id: '/', name: 'Parley 화상 회의', lang: 'ko' });
    expect(asked.filter((url) => url.includes('startup'))).toEqual([]); // only iOS wants them
    expect(await iconSizes(guest.page)).toEqual(['192x192', '512x512', '512x512', '180x180']);
    const startup = await startupSizes(guest.page);
    expect(startup).toHaveLength(11);
    for (const { wanted, real } of startup) expect(real).toBe(wanted);
    await leave(guest);
  });
});

/** axe has seen these pages, or others like them, in windows of computers. */
const look = (guest: Guest, state: string) => phoneLook(guest, state, { axe: false });

/** A visit that said nothing on its console, not even where an app or the network was left. */
async function leave(guest: Guest): Promise<void> {
  expect(guest.problems).toEqual([]);
  await guest.page.context().close();
}

function countCameraRequests(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    window.cameraRequests = 0;
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (constraints) => {
      window.cameraRequests += 1;
      return original(constraints);
    };
  });
}

/** Where the page wanted to go, to apps as well, which are not there. */
async function requestedNavigations(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const urls: string[] = [];
  session.on('Page.frameRequestedNavigation', ({ url }) => urls.push(url));
  await session.send('Page.enable');
  return urls;
}

function cachedPaths(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const paths: string[] = [];
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      paths.push(...requests.map(({ url }) => new URL(url).pathname));
    }
    return paths.sort();
  });
}

/** The real sizes of the manifest's icons and of Apple's. */
function iconSizes(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const response = await fetch('/manifest.ko.webmanifest');
    const { icons } = (await response.json()) as { icons: { src: string }[] };
    const apple = document.querySelector('link[rel=apple-touch-icon]')?.getAttribute('href') ?? '';
    const sizes = [...icons.map(({ src }) => src), apple].map(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    });
    return Promise.all(sizes);
  });
}

/** The size of each picture that iOS shows while the page starts: the screen's that it is for, and its real one. */
function startupSizes(page: Page): Promise<{ wanted: string; real: string }[]> {
  return page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel=apple-touch-startup-image]')];
    const sizes = links.map(async ({ media, href }) => {
      const number = (name: string) => Number(new RegExp(`${name}: (\\d+)`).exec(media)?.[1]);
      const ratio = number('-webkit-device-pixel-ratio');
      const image = new Image();
      image.src = href;
      await image.decode();
      return {
        wanted: `${number('device-width') * ratio}x${number('device-height') * ratio}`,
        real: `${image.naturalWidth}x${image.naturalHeight}`,
      };
    });
    return Promise.all(sizes);
  });
}

declare global {
  interface Window {
    cameraRequests: number;
  }
}
