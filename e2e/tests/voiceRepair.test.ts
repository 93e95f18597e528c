import { Bot, type BotStats } from '@parley/bots';
import { ImpairedLink } from '@parley/bots/impaired-link';
import { startSfu } from '@parley/sfu/testing';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { voicePackets } from '../support/connections.ts';
import { Guest } from '../support/Guest.ts';
import { watchConnections } from '../support/receivedBytes.ts';

const LOSS = 0.1;
/** Several seconds of speech. */
const PACKETS = 250;
const SLOW = { timeout: 60_000, interval: 250 };

/**
 * Whether the server's descriptions ask for Opus what it takes: Chromium's own never say it, and it goes by the other
 * side's.
 */
function serverAsks(page: Page): Promise<boolean[]> {
  return page.evaluate(() =>
    window.connections.flatMap(({ currentRemoteDescription }) => {
      const sdp = currentRemoteDescription?.sdp ?? '';
      const type = /^a=rtpmap:(\d+) opus\//im.exec(sdp)?.[1];
      return type === undefined ? [] : [new RegExp(`^a=rtcp-fb:${type} nack\\s*$`, 'm').test(sdp)];
    }),
  );
}

interface VoiceFigures {
  /** Packets that never came. */
  lost: number;
  /** How often some were asked for again, by the page and by the server. */
  asked: number;
  wasAsked: number;
}

/** Of the voices that a page receives and of the one it sends, so far. */
function voiceFigures(page: Page): Promise<VoiceFigures> {
  return page.evaluate(async () => {
    const figures = { lost: 0, asked: 0, wasAsked: 0 };
    for (const connection of window.connections) {
      for (const report of (await connection.getStats()).values()) {
        const { type, kind, packetsLost, nackCount } = report as RTCInboundRtpStreamStats;
        if (kind !== 'audio') continue;
        if (type === 'inbound-rtp') {
          figures.lost += packetsLost ?? 0;
          figures.asked += nackCount ?? 0;
        } else if (type === 'outbound-rtp') figures.wasAsked += nackCount ?? 0;
      }
    }
    return figures;
  });
}

/** What has come to the bot of the page's voice, and what has not. */
function voiceOf({ remotes }: BotStats, name: string): { came: number; lost: number } {
  const voice = remotes.find(({ displayName, source }) => displayName === name && source === 'microphone');
  return { came: voice?.received.packets ?? 0, lost: voice?.received.lost ?? 0 };
}

it('has lost packets of voices sent again, to Chromium and from it', async () => {
  using link = await ImpairedLink.create();
  await using sfu = await startSfu(link.settings);
  await using chromium = await Chromium.launch();
  const join = { url: sfu.localUrl, roomId: 'repair', camera: false, onProblem: () => undefined };
  await using bot = await Bot.join({ ...join, displayName: 'Ben', speaking: true });
  await bot.until(() => bot.client.store.getSnapshot().local.microphone?.state === 'live');
  const path = link.newPath();
  const profile = await chromium.profile();
  await watchConnections(profile);
  const anna = await Guest.open(profile, sfu.localUrl);
  await anna.join('repair', 'Anna');
  await expect.poll(() => voicePackets(anna.page), SLOW).toBeGreaterThan(50);
  await bot.until((stats) => voiceOf(stats, 'Anna').came > 50, 60_000);
  expect(await serverAsks(anna.page)).toEqual([true, true]);

  const before = { came: await voicePackets(anna.page), ...(await voiceFigures(anna.page)) };
  const botBefore = voiceOf(bot.stats(), 'Anna');
  path.impair({ up: { loss: LOSS }, down: { loss: LOSS } });
  await expect.poll(() => voicePackets(anna.page), SLOW).toBeGreaterThan(before.came + PACKETS);
  await bot.until((stats) => voiceOf(stats, 'Anna').came > botBefore.came + PACKETS, 60_000);
  path.impair();
  const came = (await voicePackets(anna.page)) - before.came;
  const { lost, asked, wasAsked } = await voiceFigures(anna.page);
  const after = voiceOf(bot.stats(), 'Anna');
  expect(asked - before.asked).toBeGreaterThan(0);
  expect(wasAsked - before.wasAsked).toBeGreaterThan(0);
  // Without repair it would be a tenth; what is asked for again gets lost as often.
  expect(lost - before.lost).toBeLessThan(came * LOSS * 0.5);
  expect(after.lost - botBefore.lost).toBeLessThan((after.came - botBefore.came) * LOSS * 0.5);
});
