import { setTimeout as sleep } from 'node:timers/promises';
import { SignalError } from '@parley/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Bot, ensureMedia, sharedPacer } from '../src/index.ts';
import type { MediaLibrary } from '../src/index.ts';
import { received } from './received.ts';
import { startServer } from './startServer.ts';
import type { ServerFixture } from './startServer.ts';

const SOON = { timeout: 20_000 };

let media: MediaLibrary;
let server: ServerFixture;

beforeAll(async () => {
  media = await ensureMedia();
  server = await startServer();
}, 120_000);

afterAll(() => server[Symbol.asyncDispose]());

function join(roomId: string, displayName: string, options: { camera?: boolean; speaking?: boolean } = {}) {
  return Bot.join({ url: server.url, roomId, displayName, media, ...options });
}

describe('bots in a room', () => {
  it('see and hear each other, and know how long that took', async () => {
    await using anna = await join('see-and-hear', 'Anna');
    await using ben = await join('see-and-hear', '벤');
    for (const [bot, other] of [
      [anna, ben],
      [ben, anna],
    ] as const) {
      const stats = await bot.until(
        (now) =>
          (received(now, other, 'camera')?.video?.frames ?? 0) > 10 &&
          (received(now, other, 'microphone')?.audio?.voicePackets ?? 0) > 10,
      );
      expect(stats.remotes).toHaveLength(2);
      expect(stats.timing.joinedMs).toBeGreaterThan(0);
      expect(stats.timing.firstAudioMs).toBeGreaterThan(stats.timing.joinedMs);
      expect(stats.timing.firstVideoMs).toBeGreaterThan(stats.timing.joinedMs);
      expect(stats.total.packets).toBeGreaterThan(20);
    }
    const { users } = anna.client.store.getSnapshot();
    expect(users.map(({ displayName }) => displayName)).toEqual(['벤']);
  });

  it('get the picture in the size in which they show it', async () => {
    await using anna = await join('sizes', 'Anna');
    await using ben = await join('sizes', 'Ben', { camera: false });
    ben.client.setViews([{ userId: anna.userId, source: 'camera', width: 1280, height: 720 }]);
    await ben.until((stats) => received(stats, anna, 'camera')?.video?.size?.width === 1280);
    ben.client.setViews([{ userId: anna.userId, source: 'camera', width: 320, height: 180 }]);
    await ben.until((stats) => received(stats, anna, 'camera')?.video?.size?.width === 320);
    expect(received(ben.stats(), anna, 'camera')?.video?.sizes.length).toBeGreaterThanOrEqual(2);
  });

  it('get no picture of somebody whom they do not show, but go on hearing them', async () => {
    await using anna = await join('hidden', 'Anna');
    await using ben = await join('hidden', 'Ben', { camera: false });
    const frames = () => received(ben.stats(), anna, 'camera')?.video?.frames ?? 0;
    const soundPackets = () => received(ben.stats(), anna, 'microphone')?.packets ?? 0;
    await ben.until(() => frames() > 10);
    await ben.client.request('set-views', { views: [] });
    await sleep(500); // what is on its way arrives
    const before = { frames: frames(), soundPackets: soundPackets() };
    await ben.until(() => soundPackets() > before.soundPackets + 20);
    expect(frames()).toBe(before.frames);
    const views = [{ userId: anna.userId, source: 'camera' as const, width: 320, height: 180 }];
    await ben.client.request('set-views', { views });
    await ben.until(() => frames() > before.frames + 10);
  });

  it('mute, talk, switch the camera and share a screen', async () => {
    await using anna = await join('everything', 'Anna', { speaking: false });
    await using ben = await join('everything', 'Ben', { camera: false });
    const annaAsSeen = () => ben.client.store.getSnapshot().users.find(({ id }) => id === anna.userId);
    const voiceOfAnna = () => received(ben.stats(), anna, 'microphone')?.audio?.voicePackets ?? 0;

    await ben.until((stats) => received(stats, anna, 'camera')?.video?.firstFrameAtMs != null);
    expect(voiceOfAnna()).toBe(0);
    anna.say(true);
    await ben.until(() => voiceOfAnna() > 10);

    await anna.mute();
    await vi.waitFor(() => expect(annaAsSeen()?.sources.microphone).toEqual({ paused: true }), SOON);
    await sleep(500); // what is on its way arrives
    const whenMuted = voiceOfAnna();
    await sleep(300);
    expect(voiceOfAnna()).toBe(whenMuted);
    await anna.mute(false);
    await ben.until(() => voiceOfAnna() > whenMuted);

    await anna.showCamera(false);
    await vi.waitFor(() => expect(annaAsSeen()?.sources.camera?.paused ?? true).toBe(true), SOON);
    const frames = () => received(ben.stats(), anna, 'camera')?.video?.frames ?? 0;
    await anna.showCamera(true);
    const whenOff = frames();
    await ben.until(() => frames() > whenOff);

    await anna.shareScreen();
    await ben.until((stats) => received(stats, anna, 'screen')?.video?.size?.width === 1280);
    await anna.stopSharing();
    await vi.waitFor(() => expect(annaAsSeen()?.tracks.screen).toBeUndefined(), SOON);
  });

  it('leave without a trace', async () => {
    const anna = await join('traces', 'Anna');
    const ben = await join('traces', 'Ben');
    await ben.until((stats) => stats.timing.firstVideoMs !== null);
    await anna.leave();
    await vi.waitFor(() => expect(ben.client.store.getSnapshot().users).toEqual([]), SOON);
    await ben.leave();
    expect(sharedPacer.size).toBe(0);
  });

  it('say why they cannot join, and leave nothing behind', async () => {
    await expect(join('!', 'Anna')).rejects.toSatisfy(
      (error) => error instanceof SignalError && error.code === 'INVALID_ROOM_ID',
    );
    await expect(
      Bot.join({ url: 'http://127.0.0.1:9', roomId: 'nowhere', displayName: 'Anna', media }),
    ).rejects.toSatisfy((error) => error instanceof SignalError && error.code === 'DISCONNECTED');
    expect(sharedPacer.size).toBe(0);
  });
});
