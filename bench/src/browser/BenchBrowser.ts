import type { MediaLibrary } from '@parley/bots';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from './findChromium.ts';

const ARGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  // Pages that nobody looks at would be slowed down.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

export type CameraHeight = 360 | 720;

/** One real Chromium, whose camera and microphone play files. */
export class BenchBrowser implements AsyncDisposable {
  readonly #browser: Browser;

  /** @param camera what it plays: 360p is sent in two layers, 720p in three */
  static async start(media: MediaLibrary, camera: CameraHeight = 360): Promise<BenchBrowser> {
    const picture = camera === 720 ? media.captureVideo720pPath : media.captureVideoPath;
    const browser = await chromium.launch({
      executablePath: await findChromium(),
      headless: false, // the argument below means the real browser without a window, not the old headless one
      args: [
        ...ARGS,
        `--use-file-for-fake-video-capture=${picture}`,
        `--use-file-for-fake-audio-capture=${media.captureAudioPath}`,
      ],
    });
    return new BenchBrowser(browser);
  }

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A page with an empty cache in a window of its own: pages in background tabs are hardly drawn. */
  newPage(): Promise<Page> {
    return this.#browser.newPage({ viewport: { width: 1280, height: 720 } });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}
