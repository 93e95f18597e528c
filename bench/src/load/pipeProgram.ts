import { setTimeout as sleep } from 'node:timers/promises';
import { AudioClipTrack, BareEndpoint, ensureMedia, VideoClipTrack } from '@parley/bots';
import type { BareConsumer, BareProducer, NativeHandlerOptions } from '@parley/bots';
import { createWorker, type types } from 'mediasoup';
import { serve } from '../process/serve.ts';
import { sum } from '../percentile.ts';
import { PromptMedia } from './crowdMedia.ts';
import { add, NOTHING, type Received } from './Received.ts';

export interface PipeRequest {
  readonly publishers: number;
  readonly measureMs: number;
  readonly workerBin: string | undefined;
}

export interface PipeResult {
  /** CPU of both workers while somebody on the publishers' own worker watches them, in milliseconds. */
  readonly nearCpuMs: number;
  /** The same while somebody on the other worker does. */
  readonly farCpuMs: number;
  /** Packets that went from worker to worker meanwhile. */
  readonly pipedPackets: number;
  /** For each packet of voice: how much later the one behind the pipe has it, in milliseconds. */
  readonly extraMs: number[];
  readonly received: Received;
}

type StreamListener = NonNullable<NativeHandlerOptions['onReceiveStream']>;

interface Side {
  readonly worker: types.Worker;
  readonly router: types.Router;
  readonly transport: types.WebRtcTransportOptions;
}

const CODECS: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48000, channels: 2 },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90000 },
];
const LISTEN = [{ protocol: 'udp' as const, ip: '127.0.0.1' }];
const SETTLE_MS = 6000;

const workers: types.Worker[] = [];
const endpoints: BareEndpoint[] = [];
const consumers: BareConsumer[] = [];

const api = {
  /** Publishers on one worker; first a viewer beside them, then one on another worker, then both. */
  async measure({ publishers, measureMs, workerBin }: PipeRequest): Promise<PipeResult> {
    const [near, far] = [await createSide(workerBin), await createSide(workerBin)];
    const producers = await publish(near, publishers);
    const arrivals = [new Map<string, number>(), new Map<string, number>()] as const;
    const nearConsumers = await watch(near, producers, noteInto(arrivals[0]));
    await sleep(SETTLE_MS);
    const nearCpuMs = await cpuOver(measureMs);
    const pipes = await pipe(near, far, producers);
    const farConsumers = await watch(far, producers, noteInto(arrivals[1]));
    await Promise.all(nearConsumers.map(({ server }) => server.pause()));
    await sleep(SETTLE_MS);
    const packetsBefore = await packetsOf(pipes);
    const farCpuMs = await cpuOver(measureMs);
    const pipedPackets = (await packetsOf(pipes)) - packetsBefore;
    await Promise.all(nearConsumers.map(({ server }) => server.resume()));
    await sleep(measureMs);
    const received = [...nearConsumers, ...farConsumers].map((each) => each.stats());
    return {
      nearCpuMs,
      farCpuMs,
      pipedPackets,
      extraMs: differences(arrivals),
      received: received.reduce<Received>(add, NOTHING),
    };
  },
};

export type PipeApi = typeof api;

async function createSide(workerBin: string | undefined): Promise<Side> {
  const worker = await createWorker({ ...(workerBin && { workerBin }), logLevel: 'warn' });
  workers.push(worker);
  const webRtcServer = await worker.createWebRtcServer({ listenInfos: LISTEN });
  const router = await worker.createRouter({ mediaCodecs: CODECS });
  return { worker, router, transport: { webRtcServer, initialAvailableOutgoingBitrate: 10_000_000 } };
}

async function publish({ router, transport }: Side, publishers: number): Promise<BareProducer[]> {
  const media = new PromptMedia((await ensureMedia()).directory);
  const producers: BareProducer[] = [];
  for (let index = 0; index < publishers; index += 1) {
    const endpoint = await BareEndpoint.create({ router, transport });
    endpoints.push(endpoint);
    producers.push(
      await endpoint.produce(new AudioClipTrack(media.voice(index))),
      await endpoint.produce(new VideoClipTrack(media.camera(index))),
    );
  }
  return producers;
}

async function watch(
  { router, transport }: Side,
  producers: readonly BareProducer[],
  onReceiveStream: StreamListener,
): Promise<BareConsumer[]> {
  const viewer = await BareEndpoint.create({ router, transport, handler: { onReceiveStream } });
  endpoints.push(viewer);
  const own: BareConsumer[] = [];
  for (const { server } of producers) own.push(await viewer.consume(server));
  consumers.push(...own);
  return own;
}

/** As the server does it: without encryption and retransmission, which loopback does not need. */
function pipe(near: Side, far: Side, producers: readonly BareProducer[]): Promise<types.Consumer[]> {
  return Promise.all(
    producers.map(async ({ server }) => {
      const { pipeConsumer } = await near.router.pipeToRouter({ producerId: server.id, router: far.router });
      if (pipeConsumer === undefined) throw new Error('no pipe');
      return pipeConsumer;
    }),
  );
}

/** Voice keeps its RTP timestamps on the way through any number of routers: they say which packet is which. */
function noteInto(arrivals: Map<string, number> | undefined): StreamListener {
  let streams = 0;
  return (stream) => {
    if (stream.kind !== 'audio') return;
    // Both viewers consume the publishers in the same order.
    const publisher = streams++;
    const note = stream.note.bind(stream);
    stream.note = (packet, bytes, nowMs) => {
      arrivals?.set(`${publisher} ${packet.timestamp}`, nowMs);
      note(packet, bytes, nowMs);
    };
  };
}

function differences([near, far]: readonly Map<string, number>[]): number[] {
  return [...(far ?? [])].flatMap(([key, farMs]) => {
    const nearMs = near?.get(key);
    return nearMs === undefined ? [] : [farMs - nearMs];
  });
}

async function cpuOver(durationMs: number): Promise<number> {
  const before = await cpuMs();
  await sleep(durationMs);
  return (await cpuMs()) - before;
}

async function cpuMs(): Promise<number> {
  const usages = await Promise.all(workers.map((worker) => worker.getResourceUsage()));
  return sum(usages.map(({ ru_utime, ru_stime }) => ru_utime + ru_stime));
}

async function packetsOf(pipes: readonly types.Consumer[]): Promise<number> {
  const reports = await Promise.all(pipes.map((consumer) => consumer.getStats()));
  return sum(
    reports.flatMap((report) =>
      report.filter(({ type }) => type === 'outbound-rtp').map(({ packetCount }) => packetCount),
    ),
  );
}

serve(api, () => {
  for (const endpoint of endpoints) endpoint.close();
  for (const worker of workers) worker.close();
  return Promise.resolve();
});
