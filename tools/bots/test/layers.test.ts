import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AudioClipTrack, BareEndpoint, VideoClipTrack, ensureMedia } from '../src/index.ts';
import type { BareConsumer, BareProducer, MediaLibrary, ReceivedVideoStats } from '../src/index.ts';
import { startRouter } from './startRouter.ts';
import type { RouterFixture } from './startRouter.ts';

const TOP_LAYER = 2;

let media: MediaLibrary;
let fixture: RouterFixture;

beforeAll(async () => {
  media = await ensureMedia();
  fixture = await startRouter();
}, 120_000);

afterAll(() => fixture[Symbol.asyncDispose]());

async function pair() {
  const options = { router: fixture.router, transport: fixture.transport };
  const [sender, receiver] = await Promise.all([BareEndpoint.create(options), BareEndpoint.create(options)]);
  return {
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

const heightOf = (consumer: BareConsumer): number => videoOf(consumer).size?.height ?? 0;

/** As the SDK does it in browsers and bots alike. */
async function configure(
  { client }: BareProducer,
  change: (layer: number) => Partial<RTCRtpEncodingParameters>,
): Promise<void> {
  const sender = client.rtpSender;
  if (!sender) throw new Error('no sender');
  const parameters = sender.getParameters();
  parameters.encodings.forEach((encoding, layer) => Object.assign(encoding, change(layer)));
  await sender.setParameters(parameters);
}

/** Bits per second that the server gets of each layer, lowest first. */
async function received({ server }: BareProducer): Promise<number[]> {
  const streams = await server.getStats();
  const bySsrc = new Map(streams.map((stream) => [stream.ssrc, stream.bitrate]));
  return (server.rtpParameters.encodings ?? []).map(({ ssrc = 0 }) => bySsrc.get(ssrc) ?? 0);
}

async function sentPackets({ client }: BareProducer): Promise<number[]> {
  const report = (await client.getStats()) as unknown as Map<string, { packetsSent: number }>;
  return [...report.values()].map(({ packetsSent }) => packetsSent);
}

describe('temporal layers', () => {
  it('reach the receiver up to the preferred one, all of them when it prefers them again', async () => {
    using endpoints = await pair();
    const camera = await endpoints.sender.produce(new VideoClipTrack(media.camera(0)));
    expect(camera.server.type).toBe('simulcast');
    const consumer = await endpoints.receiver.consume(camera.server);
    await vi.waitFor(() => expect(heightOf(consumer)).toBe(720), 20_000);
    for (const [temporalLayer, lowest, highest] of [
      [0, 4, 8],
      [1, 10, 14],
      [2, 20, 26],
      [1, 10, 14],
    ] as const) {
      await consumer.server.setPreferredLayers({ spatialLayer: TOP_LAYER, temporalLayer });
      await vi.waitFor(() => {
        const { framesPerSecond, maxTemporalLayer } = videoOf(consumer);
        expect(maxTemporalLayer).toBe(temporalLayer);
        expect(framesPerSecond).toBeGreaterThanOrEqual(lowest);
        expect(framesPerSecond).toBeLessThanOrEqual(highest);
      }, 10_000);
    }
    expect(consumer.stats().lost).toBe(0);
    expect(videoOf(consumer).keyFrameRequests).toBe(0);
  });

  it('are not declared by a single encoding, whose first picture comes at once', async () => {
    using endpoints = await pair();
    const top = media.camera(1).layers.at(-1);
    if (!top) throw new Error('no layers');
    const camera = await endpoints.sender.produce(new VideoClipTrack({ layers: [top] }));
    expect(camera.server.type).toBe('simple');
    const consumer = await endpoints.receiver.consume(camera.server);
    await vi.waitFor(() => expect(heightOf(consumer)).toBe(720), { timeout: 1000, interval: 10 });
    expect(videoOf(consumer).maxTemporalLayer).toBeNull();
  });
});

describe('the sender that steers what is encoded', () => {
  it('sends nothing of a layer that is off, and shows the layer below', async () => {
    using endpoints = await pair();
    const camera = await endpoints.sender.produce(new VideoClipTrack(media.camera(0)));
    const consumer = await endpoints.receiver.consume(camera.server);
    await vi.waitFor(() => expect(heightOf(consumer)).toBe(720), 20_000);
    await configure(camera, (layer) => ({ active: layer < TOP_LAYER }));
    const before = await sentPackets(camera);
    await vi.waitFor(() => expect(heightOf(consumer)).toBe(360), 10_000);
    const after = await sentPackets(camera);
    expect(after[TOP_LAYER]).toBe(before[TOP_LAYER]);
    expect(after[0]).toBeGreaterThan(before[0] ?? Infinity);
    await configure(camera, () => ({ active: true }));
    await vi.waitFor(() => expect(heightOf(consumer)).toBe(720), 20_000);
  });

  it('keeps a layer alive with a trickle, from which it is back sooner than from nothing', async () => {
    using endpoints = await pair();
    const camera = await endpoints.sender.produce(new VideoClipTrack(media.camera(0)));
    const consumer = await endpoints.receiver.consume(camera.server);
    await vi.waitFor(() => expect(heightOf(consumer)).toBe(720), 20_000);
    await consumer.server.setPreferredLayers({ spatialLayer: 0 });
    await vi.waitFor(() => expect(heightOf(consumer)).toBe(180), 10_000);

    await configure(camera, (layer) => (layer === 0 ? {} : { maxFramerate: 2, maxBitrate: 60_000 }));
    // Longer than the server needs to take a stream for dead.
    await sleep(4000);
    await vi.waitFor(async () => {
      const [lowest = 0, middle = 0, top = 0] = await received(camera);
      expect(lowest).toBeGreaterThan(100_000);
      for (const bitrate of [middle, top]) {
        expect(bitrate).toBeGreaterThan(0);
        expect(bitrate).toBeLessThan(120_000);
      }
    }, 5000);
    expect(camera.server.score.map(({ score }) => score)).toEqual([10, 10, 10]);

    const sinceMs = performance.now();
    await configure(camera, () => ({ maxFramerate: 30 }));
    await consumer.server.setPreferredLayers({ spatialLayer: TOP_LAYER });
    await vi.waitFor(() => expect(heightOf(consumer)).toBe(720), { timeout: 20_000, interval: 10 });
    // A stream that was dead must have been alive for 2 s before the server forwards it.
    expect(performance.now() - sinceMs).toBeLessThan(1500);
    await vi.waitFor(() => expect(videoOf(consumer).framesPerSecond).toBeGreaterThan(20), 20_000);
  });

  it('keeps its settings when the camera changes', async () => {
    using endpoints = await pair();
    const camera = await endpoints.sender.produce(new VideoClipTrack(media.camera(0)));
    await configure(camera, (layer) => ({ active: layer === 0 }));
    await camera.client.replaceTrack({ track: new VideoClipTrack(media.camera(1)) });
    await sleep(100);
    const before = await sentPackets(camera);
    await sleep(500);
    const after = await sentPackets(camera);
    expect(after.slice(1)).toEqual(before.slice(1));
    expect(after[0]).toBeGreaterThan(before[0] ?? Infinity);
  });

  it('switches a voice off and on', async () => {
    using endpoints = await pair();
    const microphone = await endpoints.sender.produce(new AudioClipTrack(media.voice(0)));
    const consumer = await endpoints.receiver.consume(microphone.server);
    await vi.waitFor(() => expect(consumer.stats().packets).toBeGreaterThan(10), 15_000);
    await configure(microphone, () => ({ active: false }));
    await sleep(200);
    const { packets } = consumer.stats();
    await sleep(600);
    expect(consumer.stats().packets).toBe(packets);
    await configure(microphone, () => ({ active: true }));
    await vi.waitFor(() => expect(consumer.stats().packets).toBeGreaterThan(packets), 15_000);
  });
});
