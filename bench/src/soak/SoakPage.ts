import type { MediaLibrary } from '@parley/bots';
import { watchConnections } from '@parley/e2e/connections';
import type { CDPSession, Page } from 'playwright-core';
import { BenchBrowser } from '../browser/BenchBrowser.ts';
import type { Deed } from './planSoak.ts';
import { readMedia } from './readMedia.ts';

export interface PageSample {
  /** Of JavaScript, after a collection. */
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
  /** Media sections of all open connections. */
  readonly sections: number;
  /** Length of their local descriptions. */
  readonly sdpBytes: number;
  /** Since the sample before, of people who were heard and seen: how much later their sound was played than their picture. */
  readonly skewsMs: readonly number[];
}

const KEYS: Partial<Record<Deed, string>> = {
  mute: 'm',
  unmute: 'm',
  'camera-off': 'v',
  'camera-on': 'v',
  'raise-hand': 'h',
  'lower-hand': 'h',
  'look-at-all': 'l',
  'look-at-speaker': 'l',
};
/** Twenty-five people are a load for a small machine. */
const PATIENCE_MS = 120_000;
const WINDOW = { viewport: { width: 800, height: 600 }, locale: 'en-US' };

/** Somebody in a real browser with the real web app, who uses it by its keys. */
export class SoakPage implements AsyncDisposable {
  /** What was said on the console that should not be, and exceptions. */
  readonly problems: string[] = [];
  readonly #browser: BenchBrowser;
  readonly #page: Page;
  readonly #devtools: CDPSession;
  #turnsBack = false;
  #skewsMs: number[] = [];

  static async join(media: MediaLibrary, url: string, roomId: string): Promise<SoakPage> {
    const browser = await BenchBrowser.start(media);
    try {
      const page = await browser.newPage(WINDOW);
      await watchConnections(page.context());
      page.setDefaultTimeout(PATIENCE_MS);
      const soakPage = new SoakPage(browser, page, await page.context().newCDPSession(page));
      await page.goto(`${url}/r/${roomId}`);
      await page.getByLabel('Your name').fill('Page');
      await page.getByRole('button', { name: 'Join', exact: true }).click();
      await page.getByRole('list', { name: 'Participants on screen' }).waitFor();
      return soakPage;
    } catch (error) {
      await browser[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(browser: BenchBrowser, page: Page, devtools: CDPSession) {
    this.#browser = browser;
    this.#page = page;
    this.#devtools = devtools;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        this.problems.push(`page: ${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.problems.push(`page: exception: ${String(error)}`));
    page.on('crash', () => this.problems.push('page: it has crashed'));
  }

  /** @throws {Error} when a page cannot do it */
  async act(what: Deed): Promise<void> {
    if (what === 'turn-page') {
      await this.#turnPage();
      return;
    }
    const key = KEYS[what];
    if (key === undefined) throw new Error(`no key for ${what}`);
    await this.#page.keyboard.press(key);
  }

  /** Looks how sound and picture of people go together now. */
  async listen(): Promise<void> {
    const { skewsMs } = await this.#page.evaluate(readMedia);
    this.#skewsMs.push(...skewsMs);
  }

  async sample(): Promise<PageSample> {
    await this.#devtools.send('HeapProfiler.collectGarbage');
    const [{ usedSize }, { nodes, jsEventListeners }, { sections, sdpBytes }] = await Promise.all([
      this.#devtools.send('Runtime.getHeapUsage'),
      this.#devtools.send('Memory.getDOMCounters'),
      this.#page.evaluate(readMedia),
    ]);
    const skewsMs = this.#skewsMs;
    this.#skewsMs = [];
    return { heapBytes: usedSize, nodes, listeners: jsEventListeners, sections, sdpBytes, skewsMs };
  }

  /** Closes the page: whoever is the host would be asked how to leave. */
  async leave(): Promise<void> {
    await this.#page.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser[Symbol.asyncDispose]();
  }

  /** Forth to the last page, and back to the first one. */
  async #turnPage(): Promise<void> {
    const next = this.#page.getByRole('button', { name: 'Next page' });
    const previous = this.#page.getByRole('button', { name: 'Previous page' });
    if ((await next.count()) === 0) return;
    if (await next.isDisabled()) this.#turnsBack = true;
    if (await previous.isDisabled()) this.#turnsBack = false;
    await this.#page.keyboard.press(this.#turnsBack ? 'PageUp' : 'PageDown');
  }
}
