import { Bot } from '@parley/bots';
import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';
import { phoneProfile } from '../support/phone.ts';
import { watchConnections } from '../support/receivedBytes.ts';
import { receivedCodecs } from '../support/receivedCodecs.ts';

const SLOW = { timeout: 45_000, interval: 500 };

/** A room's codec is what its members send, for as long as every one of them can decode it. Bots know VP8 alone. */
describe('a room with a codec of its own', () => {
  let sfu: Sfu;
  let chromium: Chromium;
  let anna: Guest;
  let ben: Guest;

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    const profile = await chromium.profile({ viewport: { width: 1024, height: 768 } });
    await watchConnections(profile);
    [anna, ben] = [await Guest.open(profile, sfu.localUrl), await Guest.open(profile, sfu.localUrl)];
  });

  afterAll(async () => {
    await chromium.close();
    await sfu.close();
  });

  it.each(['vp9', 'av1', 'h264'])('shows people to each other in %s', async (videoCodec) => {
    const codec = videoCodec.toUpperCase();
    await makeRoom(sfu, `codec-${videoCodec}`, videoCodec);
    await anna.join(`codec-${videoCodec}`, 'Anna');
    await ben.join(`codec-${videoCodec}`, 'Ben');
    for (const guest of [anna, ben]) {
      await guest.expectMovingPictures(2);
      await expect.poll(() => receivedCodecs(guest.page), SLOW).toEqual([codec]);
    }
  });

  it('leaves nobody without a picture who cannot decode it', async () => {
    await makeRoom(sfu, 'fallback', 'vp9');
    await anna.join('fallback', 'Anna');
    await ben.join('fallback', 'Ben');
    await expect.poll(() => receivedCodecs(anna.page), SLOW).toEqual(['VP9']);

    const bot = await Bot.join({ url: sfu.localUrl, roomId: 'fallback', displayName: 'Old phone' });
    const pictures = ({ remotes }: ReturnType<Bot['stats']>) =>
      remotes.filter(({ received }) => (received.video?.frames ?? 0) > 0).length;
    await bot.until((stats) => pictures(stats) === 2, 45_000);
    await anna.expectMovingPictures(3);
    await expect.poll(() => receivedCodecs(anna.page), SLOW).toEqual(['VP8', 'VP8']);

    await bot.leave();
    await expect.poll(() => receivedCodecs(anna.page), SLOW).toEqual(['VP9']);
    await ben.expectMovingPictures(2);
  });

  it('has a phone that would rather send H.264 send what everybody can decode', async () => {
    const profile = await phoneProfile(chromium, 'Pixel 7', { deviceScaleFactor: 1 });
    await profile.addInitScript(() => {
      // The one thing that is pretended: hardware for H.264, and none for VP8.
      navigator.mediaCapabilities.encodingInfo = (configuration) => {
        const isH264 = configuration.video?.contentType === 'video/H264';
        return Promise.resolve({ supported: true, smooth: isH264, powerEfficient: isH264, configuration });
      };
    });
    const phone = await Guest.open(profile, sfu.localUrl);
    await anna.join('hardware', 'Anna');
    await phone.join('hardware', 'Petra');
    await expect.poll(() => receivedCodecs(anna.page), SLOW).toEqual(['H264']);

    await using bot = await Bot.join({ url: sfu.localUrl, roomId: 'hardware', displayName: 'No H.264' });
    const pictures = ({ remotes }: ReturnType<Bot['stats']>) =>
      remotes.filter(({ received }) => (received.video?.frames ?? 0) > 0).length;
    await bot.until((stats) => pictures(stats) === 2, 45_000);
    await expect.poll(() => receivedCodecs(anna.page), SLOW).toEqual(['VP8', 'VP8']);
    await anna.expectMovingPictures(3);
    await profile.close();
  });
});

/** A worker is full with its first peer, so that the second one goes to the other: a room on two workers. */
const SPREAD = { PARLEY_WORKERS: '2', PARLEY_WORKER_MAX_CONSUMERS: '2' };

describe('a room on two workers', () => {
  let sfu: Sfu;
  let chromium: Chromium;

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(SPREAD), Chromium.launch()]);
  });

  afterAll(async () => {
    await chromium.close();
    await sfu.close();
  });

  it('shows people to each other in layers of one VP9 stream, through the pipe between the workers', async () => {
    await makeRoom(sfu, 'wide', 'vp9');
    const profile = await chromium.profile({ viewport: { width: 1024, height: 768 } });
    await watchConnections(profile);
    const [anna, ben] = [await Guest.open(profile, sfu.localUrl), await Guest.open(profile, sfu.localUrl)];
    await anna.join('wide', 'Anna');
    await ben.join('wide', 'Ben');
    await expect
      .poll(() => sfu.pool.workers.map(({ pipeCount }) => pipeCount > 0), SLOW)
      .toEqual([true, true]);
    for (const guest of [anna, ben]) {
      await guest.expectMovingPictures(2);
      await expect.poll(() => receivedCodecs(guest.page), SLOW).toEqual(['VP9']);
    }
    // Layers of one stream are chosen on the far side of the pipe, too: a smaller window gets a smaller picture.
    const height = () => receivedHeight(ben.page);
    await expect.poll(height, SLOW).toBeGreaterThanOrEqual(360);
    const large = await height();
    await ben.page.setViewportSize({ width: 320, height: 240 });
    await expect.poll(height, SLOW).toBeLessThan(large);
    await ben.page.setViewportSize({ width: 1024, height: 768 });
    await expect.poll(height, SLOW).toBe(large);
    await ben.expectMovingPictures(2);
  });
});

async function makeRoom(sfu: Sfu, roomId: string, videoCodec: string): Promise<void> {
  const response = await fetch(`${sfu.localUrl}/api/rooms/${roomId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ videoCodec }),
  });
  expect(response.status).toBe(201);
}

/** Lines of the picture that a page decodes now; there must be one alone. */
function receivedHeight(page: Guest['page']): Promise<number> {
  return page.evaluate(async () => {
    const heights: number[] = [];
    for (const connection of window.connections) {
      for (const report of (await connection.getStats()).values()) {
        const { type, kind, frameHeight } = report as RTCInboundRtpStreamStats;
        if (type === 'inbound-rtp' && kind === 'video' && frameHeight !== undefined)
          heights.push(frameHeight);
      }
    }
    return heights.length === 1 ? (heights[0] ?? 0) : 0;
  });
}
