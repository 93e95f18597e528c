import {
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
  devices,
} from 'playwright-core';
import type { Chromium } from './Chromium.ts';
import { restingBox } from './restingBox.ts';

export type PhoneName = 'Pixel 7' | 'iPhone 15';

/** A phone's screen, touch and user agent on this Chromium, with a share sheet that remembers what it was given. */
export async function phoneProfile(
  chromium: Chromium,
  name: PhoneName,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const { userAgent, viewport, deviceScaleFactor, isMobile, hasTouch } = devices[name];
  const profile = await chromium.profile({
    userAgent,
    viewport,
    deviceScaleFactor,
    isMobile,
    hasTouch,
    ...options,
  });
  await profile.addInitScript(() => {
    // mediasoup-client would take the engine for Safari's, whose WebRTC is another one.
    Object.defineProperty(Navigator.prototype, 'userAgentData', {
      get: () => ({ mobile: true, platform: 'Linux', brands: [{ brand: 'Chromium', version: '123' }] }),
    });
    window.shared = [];
    navigator.share = (data) => {
      window.shared.push(data?.url ?? '');
      return Promise.resolve();
    };
  });
  return profile;
}

/** What was handed to the share sheet so far. */
export function sharedUrls(page: Page): Promise<string[]> {
  return page.evaluate(() => window.shared);
}

interface Point {
  x: number;
  y: number;
}

const STEPS = 8;

/** One finger, as the browser gets it from a touch screen. */
export async function swipe(page: Page, from: Point, to: Point): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await send('touchStart', [from]);
  for (let step = 1; step <= STEPS; step += 1) {
    const part = step / STEPS;
    await send('touchMove', [{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }]);
  }
  await send('touchEnd', []);
  await session.detach();
}

export async function doubleTap(page: Page, { x, y }: Point): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.synthesizeTapGesture', { x, y, tapCount: 2, gestureSourceType: 'touch' });
  await session.detach();
}

/**
 * As a keyboard of that height (CSS pixels) would: it lies over the page, and only the visual viewport says so. 0 takes
 * it away. No headless browser has a keyboard, so this is the one thing that is pretended.
 */
export async function showKeyboard(page: Page, height: number): Promise<void> {
  await page.evaluate((covered) => {
    const viewport = window.visualViewport;
    if (viewport === null) throw new Error('no visual viewport');
    if (covered === 0) Reflect.deleteProperty(viewport, 'height');
    else Object.defineProperty(viewport, 'height', { configurable: true, value: innerHeight - covered });
    viewport.dispatchEvent(new Event('resize'));
  }, height);
}

export interface Insets {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** Where a phone has its notch and its home bar. */
export async function setSafeArea(page: Page, insets: Insets): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setSafeAreaInsetsOverride', { insets });
}

declare global {
  interface Window {
    shared: string[];
  }
}

/** Taps what leads out of the page: Playwright's own tap would wait for a navigation that another app takes over. */
export async function tapAway(target: Locator): Promise<void> {
  const { x, y, width, height } = await restingBox(target);
  await target.page().touchscreen.tap(x + width / 2, y + height / 2);
}
