import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AudioClipTrack, BareEndpoint, Bot, ensureMedia } from '../src/index.ts';
import type { MediaLibrary, ReceivedAudioStats } from '../src/index.ts';
import { hearingOf } from '../src/hearing.ts';
import { ReceivedTrack } from '../src/native/receive/ReceivedTrack.ts';
import { startRouter } from './startRouter.ts';
import type { RouterFixture } from './startRouter.ts';
import { startServer } from './startServer.ts';
import type { ServerFixture } from './startServer.ts';

let media: MediaLibrary;
let server: ServerFixture;
let fixture: RouterFixture;

beforeAll(async () => {
  media = await ensureMedia();
  [server, fixture] = await Promise.all([startServer(), startRouter()]);
}, 120_000);

afterAll(() => Promise.all([server[Symbol.asyncDispose](), fixture[Symbol.asyncDispose]()]));

function join(roomId: string, displayName: string) {
  const only = { camera: false, speaking: false, media };
  return Bot.join({ url: server.url, roomId, displayName, ...only });
}

function audioFrom(bot: Bot, other: Bot): ReceivedAudioStats | null {
  const { remotes } = bot.stats();
  return remotes.find(({ userId }) => userId === other.userId)?.received.audio ?? null;
}

describe('speech', () => {
  it('begins at once, and is heard from its first packet on', async () => {
    await using anna = await join('speech', 'Anna');
    await using ben = await join('speech', 'Ben');
    await ben.until(() => audioFrom(ben, anna)?.levelDbov === 127);
    expect(anna.lastSpeechStart).toBeNull();
    for (let round = 0; round < 3; round++) {
      const toldAtMs = performance.now();
      anna.say(true);
      const heard = await vi.waitFor(
        () => {
          const speech = anna.lastSpeechStart;
          if (speech === null || speech.atMs < toldAtMs) throw new Error('has not spoken');
          const hearing = ben.hearing(anna.userId, speech);
          if (hearing === null) throw new Error('was not heard');
          return { speech, hearing };
        },
        { timeout: 15_000, interval: 10 },
      );
      expect(heard.hearing.lostMs).toBe(0);
      expect(heard.hearing.delayMs).toBeGreaterThanOrEqual(-1);
      // Within one packet; more where the machine is busy.
      expect(heard.speech.atMs - toldAtMs).toBeLessThan(200);
      anna.say(false);
      await sleep(700);
    }
  });

  it('begins again after a mute', async () => {
    await using anna = await join('muted', 'Anna');
    anna.say(true);
    const first = await vi.waitUntil(() => anna.lastSpeechStartAtMs, 15_000);
    await anna.mute();
    await sleep(100);
    await anna.mute(false);
    await vi.waitUntil(() => (anna.lastSpeechStartAtMs ?? 0) > first, 15_000);
  });

  it('keeps its timestamps through the server, so that what was lost of it can be told', async () => {
    const options = { router: fixture.router, transport: fixture.transport };
    const [sender, receiver] = await Promise.all([
      BareEndpoint.create(options),
      BareEndpoint.create(options),
    ]);
    try {
      const track = new AudioClipTrack(media.voice(0), false);
      const microphone = await sender.produce(track);
      const consumer = await receiver.consume(microphone.server);
      await vi.waitFor(() => expect(consumer.stats().packets).toBeGreaterThan(0), 15_000);
      await consumer.server.pause();
      track.speaking = true;
      const speech = await vi.waitUntil(() => track.lastSpeechStart, 15_000);
      const remote = consumer.client.track;
      if (!(remote instanceof ReceivedTrack)) throw new Error('not a received track');
      await sleep(100);
      expect(remote.spurtSince(speech.rtpTimestamp)).toBeNull();
      await sleep(100);
      const resumedAtMs = performance.now();
      await consumer.server.resume();
      const spurt = await vi.waitUntil(() => remote.spurtSince(speech.rtpTimestamp), 15_000);
      const { lostMs, delayMs } = hearingOf(speech, spurt);
      expect(lostMs % 20).toBe(0);
      expect(lostMs).toBeGreaterThanOrEqual(200 - 40);
      // What came first is what was sent when it came, but for the way and the pace of the packets.
      expect(Math.abs(lostMs - delayMs)).toBeLessThan(60);
      expect(spurt.atMs).toBeGreaterThanOrEqual(resumedAtMs);
    } finally {
      sender.close();
      receiver.close();
    }
  });
});

describe('noises', () => {
  it('are a cough of 150 ms', async () => {
    await using anna = await join('cough', 'Anna');
    await using ben = await join('cough', 'Ben');
    await ben.until(() => audioFrom(ben, anna)?.levelDbov === 127);
    anna.cough();
    await ben.until(() => (audioFrom(ben, anna)?.voicePackets ?? 0) > 0);
    await sleep(700);
    expect(audioFrom(ben, anna)?.voicePackets).toBe(8);
    expect(audioFrom(ben, anna)?.levelDbov).toBe(127);
    expect(anna.lastSpeechStart).toBeNull();
  });

  it('are the keys of somebody typing, until the typing or the silence ends', async () => {
    await using anna = await join('typing', 'Anna');
    await using ben = await join('typing', 'Ben');
    const keyPackets = () => audioFrom(ben, anna)?.voicePackets ?? 0;
    await ben.until(() => audioFrom(ben, anna)?.levelDbov === 127);
    anna.type();
    const loudest: number[] = [];
    await ben.until(() => {
      loudest.push(audioFrom(ben, anna)?.levelDbov ?? 127);
      return keyPackets() > 20;
    });
    expect(Math.min(...loudest)).toBeGreaterThanOrEqual(30);
    expect(Math.min(...loudest)).toBeLessThan(45);
    anna.say(true);
    await vi.waitUntil(() => anna.lastSpeechStart, 15_000);
    anna.say(false);
    anna.type(false);
    await sleep(200);
    const packets = keyPackets();
    await sleep(500);
    expect(keyPackets()).toBe(packets);
  });
});

describe('pictures', () => {
  it('are known by when the first one of a size came', async () => {
    const join = (displayName: string, camera: boolean) =>
      Bot.join({ url: server.url, roomId: 'first-frames', displayName, camera, media, microphone: false });
    await using anna = await join('Anna', true);
    await using ben = await join('Ben', false);
    const show = (width: number, height: number) =>
      ben.client.setViews([{ userId: anna.userId, source: 'camera', width, height }]);
    const since = (minHeight: number, sinceMs: number) =>
      ben.firstFrameAtMs(anna.userId, { minHeight, sinceMs });
    show(320, 180);
    await ben.until(() => since(180, 0) !== null);
    await sleep(2500);
    const markMs = performance.now();
    show(1280, 720);
    await ben.until(() => since(720, markMs) !== null);
    expect(since(720, markMs)).toBeGreaterThan(markMs);
    // It had a picture all the time, of one size or another.
    expect((since(1, markMs) ?? Infinity) - markMs).toBeLessThan(500);
    expect(since(721, markMs)).toBeNull();
    expect(ben.firstFrameAtMs('nobody')).toBeNull();
  });
});
