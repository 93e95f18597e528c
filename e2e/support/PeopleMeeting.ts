import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import type { Locator } from 'playwright-core';
import { Chromium } from './Chromium.ts';
import { type Downlink, followFirstDownlink } from './firstDownlink.ts';
import { Guest } from './Guest.ts';
import { watchConnections } from './receivedBytes.ts';
import { ServerMessages } from './ServerMessages.ts';

const ROOM = 'book-club';
const BOT = '박지훈';

interface Members {
  sfu: Sfu;
  chromium: Chromium;
  anna: Guest;
  annasServer: ServerMessages;
  annasDownlinks: readonly Downlink[];
  ben: Guest;
  bot: Bot;
}

/** A host and a guest with pages, and a bot about whom they do something. */
export class PeopleMeeting {
  readonly roomId = ROOM;
  readonly sfu: Sfu;
  readonly chromium: Chromium;
  /** The host, in English. */
  readonly anna: Guest;
  readonly annasServer: ServerMessages;
  /** A guest, in Korean. */
  readonly ben: Guest;
  readonly bot: Bot;
  readonly #annasDownlinks: readonly Downlink[];

  static async open(): Promise<PeopleMeeting> {
    const [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    const annasDownlinks: Downlink[] = [];
    followFirstDownlink(sfu, (downlink) => annasDownlinks.push(downlink));
    const profile = await chromium.profile();
    await watchConnections(profile);
    const anna = await Guest.open(profile, sfu.localUrl);
    const annasServer = await ServerMessages.to(anna.page);
    const ben = await Guest.open(await chromium.profile({ locale: 'ko-KR' }), sfu.localUrl);
    await anna.join(ROOM, 'Anna');
    await ben.join(ROOM, 'Ben');
    const bot = await Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName: BOT });
    await anna.tile(BOT).waitFor();
    return new PeopleMeeting({ sfu, chromium, anna, annasServer, annasDownlinks, ben, bot });
  }

  private constructor({ sfu, chromium, anna, annasServer, annasDownlinks, ben, bot }: Members) {
    this.sfu = sfu;
    this.chromium = chromium;
    this.anna = anna;
    this.annasServer = annasServer;
    this.#annasDownlinks = annasDownlinks;
    this.ben = ben;
    this.bot = bot;
  }

  get annasDownlink(): Downlink | null {
    return this.#annasDownlinks.at(-1) ?? null;
  }

  readonly botTile = (): Locator => this.anna.tile(BOT);

  readonly botMenu = (): Locator => this.botTile().getByRole('button', { name: `Actions for ${BOT}` });

  readonly card = (): Locator => this.anna.page.getByRole('dialog', { name: `Actions for ${BOT}` });

  readonly mark = (name: string): Locator => this.botTile().getByRole('img', { name });

  /** Opens the bot's card with the mouse and does one thing. */
  readonly act = async (name: string): Promise<void> => {
    await this.botTile().hover();
    await this.botMenu().click();
    await this.card().getByRole('button', { name }).click();
  };

  async close(): Promise<void> {
    await this.chromium.close();
    await this.bot.leave();
    await this.sfu.close();
  }
}
