import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import type { Locator } from 'playwright-core';
import { Chromium } from './Chromium.ts';
import { Guest } from './Guest.ts';
import { countNotes, PeoplePanel } from './hosting.ts';

const ROOM = 'town-hall';
const BOT = '박지훈';

interface Members {
  sfu: Sfu;
  chromium: Chromium;
  anna: Guest;
  ben: Guest;
  bot: Bot;
}

/** A meeting with its host, whose people panel is open, and two guests. Its members may be taken out one by one. */
export class HostedMeeting {
  readonly roomId = ROOM;
  readonly sfu: Sfu;
  readonly chromium: Chromium;
  /** The host, in English. */
  readonly anna: Guest;
  readonly annasPanel: PeoplePanel;
  /** A guest, in Korean. */
  readonly ben: Guest;
  readonly bensPanel: PeoplePanel;
  /** A guest who needs no page. */
  readonly bot: Bot;

  static async open(): Promise<HostedMeeting> {
    const [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    const profile = await chromium.profile();
    await countNotes(profile);
    const anna = await Guest.open(profile, sfu.localUrl);
    const ben = await Guest.open(await chromium.profile({ locale: 'ko-KR' }), sfu.localUrl);
    await anna.join(ROOM, 'Anna');
    await ben.join(ROOM, 'Ben');
    const bot = await Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName: BOT, camera: false });
    await anna.tile(BOT).waitFor();
    await anna.tile('Ben').locator('video').waitFor();
    const meeting = new HostedMeeting({ sfu, chromium, anna, ben, bot });
    await meeting.annasPanel.open();
    return meeting;
  }

  private constructor({ sfu, chromium, anna, ben, bot }: Members) {
    this.sfu = sfu;
    this.chromium = chromium;
    this.anna = anna;
    this.annasPanel = new PeoplePanel(anna, 'en');
    this.ben = ben;
    this.bensPanel = new PeoplePanel(ben, 'ko');
    this.bot = bot;
  }

  readonly bensButton = (name: string): Locator => this.ben.page.getByRole('button', { name, exact: true });

  readonly toast = (guest: Guest, text: string): Locator =>
    guest.page.getByRole('region').getByText(text, { exact: true }).first();

  /** Who is listed in the host's people panel, in that order. */
  readonly listed = async (): Promise<(string | undefined)[]> => {
    const texts = await this.annasPanel.list.locator('> li').allInnerTexts();
    return texts.map((text) => [BOT, 'Ben', 'Anna'].find((name) => text.includes(name)));
  };

  /** Somebody without camera who wants to come in; what becomes of them is a promise. */
  readonly knock = (displayName: string): Promise<Bot> =>
    Bot.join({ url: this.sfu.localUrl, roomId: ROOM, displayName, camera: false, microphone: false });

  async close(): Promise<void> {
    await this.chromium.close();
    await this.bot.leave();
    await this.sfu.close();
  }
}
