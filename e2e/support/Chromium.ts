import { existsSync } from 'node:fs';
import { ensureMedia } from '@parley/bots';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

/** Where Linux distributions and macOS put the browser; `PARLEY_CHROMIUM` names another one. */
const CANDIDATES = [
  process.env['PARLEY_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const QUIET_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Several pages share one screen that nobody looks at: none of them may be slowed down for being in the back. */
const AWAKE_FLAGS = [
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

/** One real browser for all pages of a test file, with a camera that moves and a microphone that speaks. */
export class Chromium implements AsyncDisposable {
  readonly #browser: Browser;

  static async launch(extraFlags: readonly string[] = []): Promise<Chromium> {
    const media = await ensureMedia();
    const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path));
    if (executablePath === undefined) throw new Error('no Chromium found; set PARLEY_CHROMIUM to its path');
    const browser = await chromium.launch({
      executablePath,
      args: [
        ...QUIET_FLAGS,
        ...AWAKE_FLAGS,
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${media.captureVideoPath}`,
        `--use-file-for-fake-audio-capture=${media.captureAudioPath}`,
        ...extraFlags,
      ],
    });
    return new Chromium(browser);
  }

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A person's browser profile: storage, language and window of its own. */
  profile(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    return this.#browser.newContext({
      locale: 'en-US',
      viewport: { width: 1024, height: 768 },
      ignoreHTTPSErrors: true,
      permissions: ['camera', 'microphone'],
      ...options,
    });
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
