import * as mediasoup from 'mediasoup';
import type { types } from 'mediasoup';

/** A worker with one router on loopback, without rooms and signaling. */
export interface RouterFixture extends AsyncDisposable {
  readonly worker: types.Worker;
  readonly router: types.Router;
  readonly transport: types.WebRtcTransportOptions;
}

const MEDIA_CODECS: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
];

/** `PARLEY_WORKER_BIN` names the worker's program; without it mediasoup's own one is used. */
export async function startRouter(): Promise<RouterFixture> {
  const workerBin = process.env['PARLEY_WORKER_BIN'];
  const worker = await mediasoup.createWorker({ logLevel: 'warn', ...(workerBin && { workerBin }) });
  const router = await worker.createRouter({ mediaCodecs: MEDIA_CODECS });
  return {
    worker,
    router,
    transport: {
      listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }],
      initialAvailableOutgoingBitrate: 3_000_000,
    },
    async [Symbol.asyncDispose]() {
      const exited = new Promise<void>((resolve) => worker.once('subprocessclose', resolve));
      worker.close();
      await exited;
    },
  };
}
