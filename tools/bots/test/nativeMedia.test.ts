import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AudioClipTrack, BareEndpoint, Pacer, VideoClipTrack, ensureMedia } from '../src/index.ts';
import type { BareConsumer, MediaLibrary, ReceivedVideoStats } from '../src/index.ts';
import { startRouter } from './startRouter.ts';
import type { RouterFixture } from './startRouter.ts';

const LOWEST = { width: 320, height: 180 };
const TOP = { width: 1280, height: 720 };

let media: MediaLibrary;
let fixture: RouterFixture;

beforeAll(async () => {
  media = await ensureMedia();
  fixture = await startRouter();
}, 120_000);

afterAll(() => fixture[Symbol.asyncDispose]());

/** Two endpoints with a pacer of their own, closed at the end of the test. */
async function pair() {
  const pacer = new Pacer();
  const options = { router: fixture.router, transport: fixture.transport, handler: { pacer } };
  const [sender, receiver] = await Promise.all([BareEndpoint.create(options), BareEndpoint.create(options)]);
  return {
    pacer,
    sender,
    receiver,
    [Symbol.dispose]() {
      sender.close();
      receiver.close();
    },
  };
}

function videoOf(consumer: BareConsumer): ReceivedVideoStats {
  const { video } = consumer.stats();
  if (!video) throw new Error('not a video consumer');
  return video;
}

describe('a native endpoint', () => {
  it('sends three simulcast layers, of which the receiver gets the one it prefers', async () => {
    using endpoints = await pair();
    const camera = await endpoints.sender.produce(new VideoClipTrack(media.camera(0)));
    expect(camera.server.type).toBe('simulcast');
    const consumer = await endpoints.receiver.consume(camera.server);
    await consumer.server.setPreferredLayers({ spatialLayer: 0 });
    await vi.waitFor(() => expect(videoOf(consumer).size).toEqual(LOWEST), 15_000);

    const layers = await vi.waitFor(async () => {
      const stats = await camera.server.getStats();
      expect(stats).toHaveLength(3);
      for (const { packetsLost, bitrate } of stats) {
        expect(packetsLost).toBe(0);
        expect(bitrate).toBeGreaterThan(100_000);
      }
      return stats;
    }, 5000);
    expect(layers[0]?.bitrate).toBeLessThan(180_000);

    await consumer.server.setPreferredLayers({ spatialLayer: 2 });
    // The worker climbs as its estimate of the link grows, which takes a while on a busy machine.
    await vi.waitFor(() => expect(videoOf(consumer).size).toEqual(TOP), 20_000);
    const { frames } = videoOf(consumer);
    await vi.waitFor(() => expect(videoOf(consumer).frames).toBeGreaterThan(frames + 24), 15_000);
    expect(consumer.stats().lost).toBe(0);
  });

  it('answers a request for a key frame at once', async () => {
    using endpoints = await pair();
    const camera = await endpoints.sender.produce(new VideoClipTrack(media.camera(1)));
    const consumer = await endpoints.receiver.consume(camera.server);
    await vi.waitFor(() => expect(videoOf(consumer).size).toEqual(TOP), 20_000);
    // The clips have a key frame each second: ask between two of them, again and again, and count the extra ones.
    const before = videoOf(consumer).keyFrames;
    const ROUNDS = 4;
    for (let round = 0; round < ROUNDS; round++) {
      await sleep(500);
      await consumer.server.requestKeyFrame();
    }
    await sleep(100);
    expect(videoOf(consumer).keyFrames - before).toBeGreaterThanOrEqual(ROUNDS);
    expect(videoOf(consumer).maxFrameGapMs).toBeLessThan(500);
  });

  it('shows the first picture to a late receiver within the time of a round trip', async () => {
    using endpoints = await pair();
    const camera = await endpoints.sender.produce(new VideoClipTrack(media.camera(2)));
    const early = await endpoints.receiver.consume(camera.server);
    await vi.waitFor(() => expect(videoOf(early).size).toEqual(TOP), 20_000);
    await sleep(400);
    // The clip's own key frames are a second apart. The best of four, because a busy machine delays single ones.
    const delaysMs: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      const startedAtMs = performance.now();
      const late = await endpoints.receiver.consume(camera.server);
      await vi.waitFor(() => expect(videoOf(late).firstFrameAtMs).not.toBeNull(), {
        timeout: 15_000,
        interval: 5,
      });
      delaysMs.push((videoOf(late).firstFrameAtMs ?? Infinity) - startedAtMs);
    }
    expect(Math.min(...delaysMs)).toBeLessThan(300);
  });

  it('tells the loudness of its voice, and is silent on demand', async () => {
    using endpoints = await pair();
    const track = new AudioClipTrack(media.voice(0));
    const microphone = await endpoints.sender.produce(track);
    const observer = await fixture.router.createAudioLevelObserver({ interval: 200, threshold: -50 });
    const volumes: number[] = [];
    observer.on('volumes', ([loudest]) => volumes.push(loudest?.volume ?? -127));
    const silence = vi.fn();
    observer.on('silence', silence);
    await observer.addProducer({ producerId: microphone.server.id });
    const consumer = await endpoints.receiver.consume(microphone.server);

    await vi.waitFor(() => expect(volumes.length).toBeGreaterThan(1), 15_000);
    expect(Math.max(...volumes)).toBeGreaterThan(-40);
    expect(consumer.stats().audio?.voicePackets).toBeGreaterThan(0);

    track.speaking = false;
    await sleep(600);
    silence.mockClear();
    const heard = volumes.length;
    const packets = consumer.stats().packets;
    await sleep(1200);
    expect(volumes.length).toBe(heard);
    expect(consumer.stats().audio?.levelDbov).toBe(127);
    // As with Opus DTX: two or three packets a second instead of fifty.
    expect(consumer.stats().packets - packets).toBeLessThanOrEqual(4);
    expect(consumer.stats().packets - packets).toBeGreaterThan(0);
    // The silence is the sender's: nothing is missing.
    expect(consumer.stats().audio?.maxGapMs).toBeLessThan(300);
    observer.close();
  });

  it('sends nothing while its producer is paused, and goes on with a key frame', async () => {
    using endpoints = await pair();
    const camera = await endpoints.sender.produce(new VideoClipTrack(media.camera(0)));
    const consumer = await endpoints.receiver.consume(camera.server);
    await vi.waitFor(() => expect(videoOf(consumer).frames).toBeGreaterThan(5), 15_000);
    camera.client.pause();
    await sleep(100);
    const { frames, keyFrames } = videoOf(consumer);
    await sleep(400);
    expect(videoOf(consumer).frames).toBe(frames);
    camera.client.resume();
    await vi.waitFor(() => expect(videoOf(consumer).keyFrames).toBeGreaterThan(keyFrames), 15_000);
  });

  it('stops sending layers that nobody needs', async () => {
    using endpoints = await pair();
    const camera = await endpoints.sender.produce(new VideoClipTrack(media.camera(0)));
    const consumer = await endpoints.receiver.consume(camera.server);
    await vi.waitFor(() => expect(videoOf(consumer).size).toEqual(TOP), 20_000);
    await camera.client.setMaxSpatialLayer(0);
    await vi.waitFor(() => expect(videoOf(consumer).size).toEqual(LOWEST), 10_000);
    await camera.client.setMaxSpatialLayer(2);
    await vi.waitFor(() => expect(videoOf(consumer).size).toEqual(TOP), 10_000);
  });

  it('shares a screen in one layer', async () => {
    using endpoints = await pair();
    const screen = await endpoints.sender.produce(new VideoClipTrack(media.screen(), 'screen'));
    expect(screen.server.type).toBe('simple');
    const consumer = await endpoints.receiver.consume(screen.server);
    await vi.waitFor(() => expect(videoOf(consumer).size).toEqual(TOP), { timeout: 15_000, interval: 10 });
  });

  it('lets the server measure the round trip and estimate the bandwidth', async () => {
    const router = fixture.router;
    const slowStart = { ...fixture.transport, initialAvailableOutgoingBitrate: 300_000 };
    const sender = await BareEndpoint.create({ router, transport: fixture.transport });
    const receiver = await BareEndpoint.create({ router, transport: slowStart });
    try {
      const camera = await sender.produce(new VideoClipTrack(media.camera(0)));
      const consumer = await receiver.consume(camera.server);
      // Only transport-wide feedback can tell the server that there is room for more than it started with.
      await vi.waitFor(async () => {
        const [stats] = await receiver.receiveTransport.getStats();
        expect(stats?.availableOutgoingBitrate).toBeGreaterThan(1_000_000);
      }, 25_000);
      await vi.waitFor(() => expect(videoOf(consumer).size).toEqual(TOP), 25_000);
      const outbound = (await consumer.server.getStats()).find(({ type }) => type === 'outbound-rtp');
      expect(outbound).toHaveProperty('score', 10);
      // mediasoup learns it from the receiver reports, which refer to its sender reports.
      await vi.waitFor(async () => {
        const all = await consumer.server.getStats();
        const sent = all.find(({ type }) => type === 'outbound-rtp');
        expect(sent && 'roundTripTime' in sent ? sent.roundTripTime : 0).toBeGreaterThan(0);
      }, 25_000);
    } finally {
      sender.close();
      receiver.close();
    }
  }, 90_000);

  it('leaves nothing behind', async () => {
    const { pacer, sender, receiver } = await pair();
    const camera = await sender.produce(new VideoClipTrack(media.camera(0)));
    const microphone = await sender.produce(new AudioClipTrack(media.voice(0)));
    const consumers = await Promise.all([
      receiver.consume(camera.server),
      receiver.consume(microphone.server),
    ]);
    await vi.waitFor(
      () => consumers.forEach((consumer) => expect(consumer.stats().packets).toBeGreaterThan(0)),
      15_000,
    );
    expect(pacer.size).toBeGreaterThan(0);
    sender.close();
    receiver.close();
    expect(pacer.size).toBe(0);
    const packets = consumers.map((consumer) => consumer.stats().packets);
    await sleep(200);
    expect(consumers.map((consumer) => consumer.stats().packets)).toEqual(packets);
    expect(await fixture.router.dump()).toMatchObject({ transportIds: [], mapProducerIdConsumerIds: [] });
    expect(await fixture.worker.dump()).toMatchObject({ routerIds: [fixture.router.id] });
  });
});
