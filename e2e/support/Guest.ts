import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What a page said on its console that a person who opens the tools would frown at. */
interface ConsoleProblem {
  type: string;
  text: string;
  /** What it is about: a script's place, or what could not be loaded. */
  url: string;
}

/** A person with a page of Parley, who uses it as people do: by names and labels, in either language. */
export class Guest {
  readonly page: Page;
  readonly problems: ConsoleProblem[] = [];
  readonly #url: string;

  static async open(profile: BrowserContext, url: string): Promise<Guest> {
    return new Guest(await profile.newPage(), url);
  }

  private constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.problems.push({ type: message.type(), text: message.text(), url: message.location().url });
      }
    });
    page.on('pageerror', (error) =>
      this.problems.push({ type: 'exception', text: String(error), url: page.url() }),
    );
  }

  async visit(path: string): Promise<void> {
    await this.page.goto(this.#url + path);
  }

  /** From the link to being in the call. */
  async join(roomId: string, name: string): Promise<void> {
    await this.visit(`/r/${roomId}`);
    await this.page.getByLabel(/Your name|이름/).fill(name);
    await this.joinButton.click();
    await this.tiles.first().waitFor();
  }

  get joinButton(): Locator {
    return this.page.getByRole('button', { name: /^(Join|참여하기)$/ });
  }

  get tiles(): Locator {
    return this.page
      .getByRole('list', { name: /Participants on screen|화면에 보이는 사람/ })
      .getByRole('listitem');
  }

  tile(name: string): Locator {
    return this.tiles.filter({ hasText: name });
  }

  async expectTiles(count: number): Promise<void> {
    await expect.poll(() => this.tiles.count(), { timeout: 30_000 }).toBe(count);
  }

  /** Every tile shows a picture, and every picture moves. */
  async expectMovingPictures(count: number): Promise<void> {
    await expect.poll(() => this.#movingPictures(), { timeout: 30_000, interval: 250 }).toBe(count);
  }

  /** The loudest remote sound within a second, as the root mean square of its samples (1 is full scale). */
  loudness(): Promise<number> {
    return this.page.evaluate(async () => {
      const context = new AudioContext();
      const analysers = [...document.querySelectorAll('audio')].map((element) => {
        const analyser = context.createAnalyser();
        context.createMediaStreamSource(element.srcObject as MediaStream).connect(analyser);
        return analyser;
      });
      const samples = new Float32Array(2048);
      let loudest = 0;
      for (let round = 0; round < 20; round += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        for (const analyser of analysers) {
          analyser.getFloatTimeDomainData(samples);
          const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
          loudest = Math.max(loudest, Math.sqrt(power));
        }
      }
      await context.close();
      return loudest;
    });
  }

  /** Ends the page's process, as a crash does: nothing of it can say goodbye. */
  async kill(): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    // The answer never comes, because the process that would give it is the one that dies.
    session.send('Page.crash').catch(() => undefined);
    await this.page.waitForEvent('crash');
  }

  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: new URL(`../screenshots/${name}.png`, import.meta.url).pathname });
  }

  /** How many tiles' pictures are visible and got new frames within a second. */
  async #movingPictures(): Promise<number> {
    return this.tiles.locator('video').evaluateAll(async (elements) => {
      const videos = elements as HTMLVideoElement[];
      const frames = () => videos.map((video) => video.getVideoPlaybackQuality().totalVideoFrames);
      const before = frames();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return frames().filter((count, index) => count > (before[index] ?? Infinity)).length;
    });
  }
}
