import { Bot, type MediaLibrary } from '@parley/bots';
import { launchChromium } from '@parley/e2e/chromium';
import { watchConnections } from '@parley/e2e/connections';
import { type Way, ways } from '@parley/e2e/ways';
import type { Uplinks } from '@parley/e2e/uplinks';
import { type Browser, devices, type Page } from 'playwright-core';
import { PromptMedia } from '../load/crowdMedia.ts';
import { LongestGap } from '../load/LongestGap.ts';
import { newRoomId } from '../load/MeetingRig.ts';
import { lastVoiceAtMs } from '../load/VoiceWatch.ts';
import { BenchServer } from '../server/BenchServer.ts';

const POLL_MS = 10;
/** A voice has pauses of up to half a second. */
const STEADY_MS = 1000;

/** Between a change and now: the longest time for which one of the two heard nothing. */
export interface GapWatch {
  /** Ends the watch. */
  end(): Promise<number>;
}

/** Somebody with a phone, a Chromium that has its networks to itself, and a bot in one room: both talk. */
export class PhoneTalk implements AsyncDisposable {
  readonly #browser: Browser;
  readonly #url: string;
  readonly #roomId: string;
  readonly #bot: Bot;
  readonly #resources: AsyncDisposableStack;
  #page: Page | null = null;

  /** @param settings of the server, as an operator would set them in the environment */
  static async prepare(
    uplinks: Uplinks,
    media: MediaLibrary,
    settings: Record<string, string> = {},
  ): Promise<PhoneTalk> {
    await using stack = new AsyncDisposableStack();
    const server = stack.use(
      await BenchServer.start({
        PARLEY_HOST: '0.0.0.0',
        PARLEY_MEDIA_ADDRESSES: `127.0.0.1,${uplinks.serverAddress}`,
        ...settings,
      }),
    );
    const { port } = new URL(server.url);
    const roomId = newRoomId();
    const url = `http://${uplinks.serverAddress}:${port}`;
    const bot = stack.use(await talker(`http://127.0.0.1:${port}`, roomId, media));
    const browser = stack.use(
      await launchChromium({
        camera: media.captureVideoPath,
        microphone: media.captureAudioPath,
        flags: [`--unsafely-treat-insecure-origin-as-secure=${url}`, '--use-fake-ui-for-media-stream'],
        namespace: uplinks.namespace,
      }),
    );
    return new PhoneTalk({ browser, url, roomId, bot, resources: stack.move() });
  }

  private constructor(parts: {
    browser: Browser;
    url: string;
    roomId: string;
    bot: Bot;
    resources: AsyncDisposableStack;
  }) {
    this.#browser = parts.browser;
    this.#url = parts.url;
    this.#roomId = parts.roomId;
    this.#bot = parts.bot;
    this.#resources = parts.resources;
  }

  /** Opens the page and waits until one can join; a former page is closed. */
  async open(): Promise<void> {
    await this.#page?.context().close();
    const context = await this.#browser.newContext(pixel());
    await watchConnections(context);
    await context.addInitScript(watchVoices, POLL_MS);
    this.#page = await context.newPage();
    await this.#page.goto(`${this.#url}/r/${this.#roomId}`);
    await this.#page.locator('input[autocomplete=name]').fill('Phone');
    await this.#page.locator('main button[type=submit]:enabled').waitFor();
  }

  /** Joins, until the other one's picture has its place. */
  async join(): Promise<void> {
    await this.page.locator('main button[type=submit]:enabled').click();
    await this.page.locator('li video').first().waitFor();
  }

  get page(): Page {
    if (this.#page === null) throw new Error('the phone has opened nothing');
    return this.#page;
  }

  /** Whether both hear the other. */
  async isSteady(): Promise<boolean> {
    const heardMs = performance.now() - (lastVoiceAtMs(this.#bot) ?? 0);
    return heardMs < STEADY_MS && (await this.page.evaluate(() => window.silentMs)) < STEADY_MS;
  }

  /** The ways that the page's media take. */
  ways(): Promise<Way[]> {
    return ways(this.page);
  }

  async watchGap(): Promise<GapWatch> {
    await this.page.evaluate(() => (window.longestGapMs = 0));
    const sent = new LongestGap(performance.now());
    const look = () => sent.note(lastVoiceAtMs(this.#bot), performance.now());
    const timer = setInterval(look, POLL_MS);
    return {
      end: async () => {
        clearInterval(timer);
        look();
        return Math.max(sent.longestMs, await this.page.evaluate(() => window.longestGapMs));
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }
}

/** Speaks without a pause, and shows the others small. */
function talker(url: string, roomId: string, media: MediaLibrary): Promise<Bot> {
  const talkative = new PromptMedia(media.directory);
  return Bot.join({ url, roomId, displayName: 'Bot', media: talkative, onProblem: () => undefined });
}

function pixel() {
  const { viewport, deviceScaleFactor, isMobile, hasTouch } = devices['Pixel 7'];
  return { viewport, deviceScaleFactor, isMobile, hasTouch, permissions: ['camera', 'microphone'] };
}

/**
 * In the page: keeps the longest time between two packets of a voice that were played, one that lasts included, and how
 * long that one is.
 */
function watchVoices(pollMs: number): void {
  window.longestGapMs = 0;
  window.silentMs = Infinity;
  let lastMs = 0;
  setInterval(() => {
    const playedMs = window.connections
      .flatMap((connection) => connection.getReceivers())
      .filter(({ track }) => track.kind === 'audio')
      .flatMap((receiver) => receiver.getSynchronizationSources().map(({ timestamp }) => timestamp));
    const nowMs = Math.max(lastMs, ...playedMs);
    if (nowMs > 0) window.silentMs = performance.timeOrigin + performance.now() - nowMs;
    const gapMs = nowMs > lastMs ? nowMs - lastMs : window.silentMs;
    if (lastMs > 0) window.longestGapMs = Math.max(window.longestGapMs, gapMs);
    lastMs = nowMs;
  }, pollMs);
}

declare global {
  interface Window {
    longestGapMs: number;
    silentMs: number;
  }
}
