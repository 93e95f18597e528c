import { AudioClipTrack, BareEndpoint, ensureMedia, VideoClipTrack } from '@parley/bots';
import type { BareConsumer, BareProducer } from '@parley/bots';
import { createWorker, type types } from 'mediasoup';
import { serve } from '../process/serve.ts';
import { add, NOTHING, type Received } from './Received.ts';
import { isSpeaker, TalkativeMedia } from './crowdMedia.ts';

export interface BareRequest {
  people: number;
  /** The layer of each camera that everybody gets, 0 the smallest. */
  spatialLayer: number;
  /** As the server is set up, so that bandwidth estimation begins at the same point. */
  initialOutgoingBps: number;
  workerBin: string | undefined;
}

const CODECS: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48000, channels: 2 },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90000 },
];
const LISTEN = [{ protocol: 'udp' as const, ip: '127.0.0.1' }];

let worker: types.Worker | null = null;
const endpoints: BareEndpoint[] = [];
const consumers: BareConsumer[] = [];

const api = {
  /** Everybody sends a camera and a voice and receives everybody else's. */
  async start({ people, spatialLayer, initialOutgoingBps, workerBin }: BareRequest): Promise<void> {
    worker = await createWorker({ ...(workerBin && { workerBin }), logLevel: 'warn' });
    const webRtcServer = await worker.createWebRtcServer({ listenInfos: LISTEN });
    const router = await worker.createRouter({ mediaCodecs: CODECS });
    const transport = { webRtcServer, initialAvailableOutgoingBitrate: initialOutgoingBps };
    const media = new TalkativeMedia((await ensureMedia()).directory);
    const producers: BareProducer[][] = [];
    for (let index = 0; index < people; index += 1) {
      const endpoint = await BareEndpoint.create({ router, transport });
      endpoints.push(endpoint);
      producers.push([
        await endpoint.produce(new AudioClipTrack(media.voice(index), isSpeaker(index))),
        await endpoint.produce(new VideoClipTrack(media.camera(index))),
      ]);
    }
    for (const [index, endpoint] of endpoints.entries()) {
      const others = producers.filter((_, owner) => owner !== index).flat();
      for (const { server } of others) consumers.push(await consume(endpoint, server, spatialLayer));
    }
  },

  received(): Received {
    return consumers.map((consumer) => consumer.stats()).reduce<Received>(add, NOTHING);
  },

  /** CPU time of the worker alone, in milliseconds: the floor that nothing around it can go below. */
  async workerCpuMs(): Promise<number> {
    if (worker === null) throw new Error('not started');
    const { ru_utime, ru_stime } = await worker.getResourceUsage();
    return ru_utime + ru_stime;
  },
};

export type BareApi = typeof api;

async function consume(
  endpoint: BareEndpoint,
  producer: types.Producer,
  spatialLayer: number,
): Promise<BareConsumer> {
  const consumer = await endpoint.consume(producer);
  if (producer.kind === 'video') await consumer.server.setPreferredLayers({ spatialLayer });
  return consumer;
}

serve(api, () => {
  for (const endpoint of endpoints) endpoint.close();
  worker?.close();
  return Promise.resolve();
});
