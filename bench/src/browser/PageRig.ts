import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MediaLibrary } from '@parley/bots';
import type { Page } from 'playwright-core';
import { BotCrowd } from '../load/BotCrowd.ts';
import type { Gallery } from '../load/botsProgram.ts';
import { BenchServer } from '../server/BenchServer.ts';
import { BenchBrowser, type CameraHeight } from './BenchBrowser.ts';
import { PageBundle } from './PageBundle.ts';

/** Bots of a room this big show a page of tiles each: two cores cannot carry everybody's picture to everybody. */
const BIG_ROOM = 16;
const FIRST_PAGE: Gallery = { tiles: 9, width: 320, height: 180 };

/** Nobody clicks Join in the moment in which the camera opens: they look at their picture first. */
const LOOKING_MS = 1000;

/** A server with the benchmarks' page, a browser and bots: what every measurement with pages needs. */
export class PageRig implements AsyncDisposable {
  readonly server: BenchServer;
  readonly bots: BotCrowd;
  readonly #browser: BenchBrowser;
  readonly #resources: AsyncDisposableStack;

  static async start(media: MediaLibrary, camera?: CameraHeight): Promise<PageRig> {
    await using building = new AsyncDisposableStack();
    const bundle = building.use(await PageBundle.build());
    const server = building.use(await BenchServer.start({ PARLEY_WEB_DIR: bundle.directory }));
    const bots = building.use(new BotCrowd());
    const browser = building.use(await BenchBrowser.start(media, camera));
    return new PageRig({ server, bots, browser }, building.move());
  }

  private constructor(
    { server, bots, browser }: { server: BenchServer; bots: BotCrowd; browser: BenchBrowser },
    resources: AsyncDisposableStack,
  ) {
    this.server = server;
    this.bots = bots;
    this.#browser = browser;
    this.#resources = resources;
  }

  /** A fresh page on which everything is ready for the click on Join. */
  async preparedPage(): Promise<Page> {
    const page = await this.#browser.newPage();
    await page.goto(this.server.url);
    await page.evaluate(() => window.bench.prepare());
    await sleep(LOOKING_MS);
    return page;
  }

  /** Lets bots into a room of their own. @returns its id */
  async roomWithBots(count: number): Promise<string> {
    const roomId = `bench-${randomUUID().slice(0, 8)}`;
    await this.bots.join({
      url: this.server.url,
      roomId,
      count,
      gallery: count >= BIG_ROOM ? FIRST_PAGE : null,
    });
    return roomId;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }
}

/** Leaves the call, so that the server knows at once, and closes the page. */
export async function leaveAndClose(page: Page): Promise<void> {
  await page.evaluate(() => window.bench.leave());
  await page.close();
}
