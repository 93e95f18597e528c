import type { MediaLibrary } from '@parley/bots';
import { launchChromium } from '@parley/e2e/chromium';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export type CameraHeight = 360 | 720;

/** One real Chromium, whose camera and microphone play files. */
export class BenchBrowser implements AsyncDisposable {
  readonly #browser: Browser;

  /** @param camera what it plays: 360p is sent in two layers, 720p in three */
  static async start(media: MediaLibrary, camera: CameraHeight = 360): Promise<BenchBrowser> {
    const browser = await launchChromium({
      camera: camera === 720 ? media.captureVideo720pPath : media.captureVideoPath,
      microphone: media.captureAudioPath,
      flags: ['--use-fake-ui-for-media-stream'],
      wholeBrowser: true,
    });
    return new BenchBrowser(browser);
  }

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A page with an empty cache in a window of its own: pages in background tabs are hardly drawn. */
  newPage(options: BrowserContextOptions = { viewport: { width: 1280, height: 720 } }): Promise<Page> {
    return this.#browser.newPage(options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}
