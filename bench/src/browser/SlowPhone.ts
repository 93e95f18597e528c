import { gzipSync } from 'node:zlib';
import { type Browser, type BrowserContext, devices, type Page, type Response } from 'playwright-core';
import { sum } from '../percentile.ts';
import { notePhoneMarks, type PhoneMarks } from './phoneMarks.ts';

const DEVICE = 'Pixel 7';
const CPU_SLOWDOWN = 4;
/** Slow 4G, as Lighthouse has it. */
const BYTES_PER_KILOBIT = 125;
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1600 * BYTES_PER_KILOBIT,
  uploadThroughput: 750 * BYTES_PER_KILOBIT,
};
const USABLE_TIMEOUT_MS = 30_000;

/** A page on a mid-range phone over slow 4G, with an empty cache. */
export class SlowPhone implements AsyncDisposable {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #scripts: Response[] = [];

  static async start(browser: Browser): Promise<SlowPhone> {
    const context = await browser.newContext({
      ...devices[DEVICE],
      locale: 'ko-KR',
      permissions: ['camera', 'microphone'],
    });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', NETWORK);
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await page.addInitScript(notePhoneMarks);
    return new SlowPhone(context, page);
  }

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on('response', (response) => {
      if (/javascript/.test(response.headers()['content-type'] ?? '')) this.#scripts.push(response);
    });
  }

  /** Opens a link and waits for the page to be usable. @returns after how long it was */
  async open(url: string): Promise<number> {
    await this.page.goto(url, { waitUntil: 'commit' });
    return this.#mark('usableMs', USABLE_TIMEOUT_MS);
  }

  /**
   * The size of all scripts that the page had asked for when it was usable. Compressed here: the server answers with
   * whatever the browser likes best, and the target speaks of gzip.
   */
  async scriptsGzipBytes(): Promise<number> {
    const names = await this.page.evaluate(() => {
      const usableMs = window.phoneMarks.usableMs ?? 0;
      const entries = performance.getEntriesByType('resource');
      return entries.filter(({ startTime }) => startTime <= usableMs).map(({ name }) => name);
    });
    const counted = this.#scripts.filter((script) => names.includes(script.url()));
    const bodies = await Promise.all(counted.map((script) => script.body()));
    return sum(bodies.map((body) => gzipSync(body).length));
  }

  /** Taps Join. @returns how long after it the first frame of somebody else was on the screen */
  async join(timeoutMs: number): Promise<number> {
    await this.page.getByLabel('이름', { exact: true }).fill('Phone');
    await this.page.getByRole('button', { name: '참여하기' }).tap();
    const shownMs = await this.#mark('firstVideoMs', timeoutMs);
    return shownMs - (await this.#mark('tappedMs', timeoutMs));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context.close();
  }

  async #mark(name: keyof PhoneMarks, timeoutMs: number): Promise<number> {
    const mark = await this.page.waitForFunction((key) => window.phoneMarks[key], name, {
      timeout: timeoutMs,
    });
    return (await mark.jsonValue()) ?? NaN;
  }
}
