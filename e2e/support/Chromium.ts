import { ensureMedia } from '@parley/bots';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { launchChromium } from './launchChromium.ts';

/** What a step may take where many programs share a slow machine. */
const PATIENCE_MS = 60_000;

/** One real browser for all pages of a test file, with a camera that moves and a microphone that speaks. */
export class Chromium implements AsyncDisposable {
  readonly #browser: Browser;

  static async launch(flags: readonly string[] = [], namespace?: string): Promise<Chromium> {
    const { captureVideoPath: camera, captureAudioPath: microphone } = await ensureMedia();
    return new Chromium(await launchChromium({ camera, microphone, flags, namespace }));
  }

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A person's browser profile: storage, language and window of its own. */
  async profile(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      locale: 'en-US',
      viewport: { width: 1024, height: 768 },
      ignoreHTTPSErrors: true,
      permissions: ['camera', 'microphone'],
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
