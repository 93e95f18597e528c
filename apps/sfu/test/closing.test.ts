import type { types } from 'mediasoup';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { RoomMedia, type RoomMediaEvents } from '../src/media/RoomMedia.ts';
import { startSfu } from '../testing/startSfu.ts';
import { joinPayload } from './TestClient.ts';

const nothing = () => undefined;
const events: RoomMediaEvents = {
  onLevels: nothing,
  onActiveSpeaker: nothing,
  onVoices: nothing,
  onVideoCodec: nothing,
  onFailed: nothing,
  onPeersLost: nothing,
};
const peerEvents = {
  onNewConsumers: nothing,
  onConsumersClosed: nothing,
  onConsumerLayers: nothing,
  onProducerLayers: nothing,
  onSourcesChanged: nothing,
  onQualityChanged: nothing,
};

/** Timers that are running now; the poll that asks has its own, each time the same. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length;
}

it('a room that closes while somebody is joining leaves nothing running for them', async () => {
  await using sfu = await startSfu();
  const { rtpCapabilities } = joinPayload(sfu, 'closing');
  let before = 0;
  await expect.poll(() => (before = timers())).toBeGreaterThan(0);
  const routers: types.Router[] = [];
  sfu.pool.workers[0]?.worker.observer.on('newrouter', (router) => routers.push(router));
  const options = {
    pool: sfu.pool,
    videoCodec: 'vp8',
    voices: { fromPeople: 12, loudest: 3 },
    events,
  } as const;
  const media = await RoomMedia.create(options, pino({ level: 'silent' }));
  let transports = 0;
  routers[0]?.observer.on('newtransport', () => {
    transports += 1;
    // Both are there, and the last request for them is on its way.
    if (transports === 2) process.nextTick(() => media.close());
  });
  const joining = media.createPeer({
    ownerId: 'anna',
    rtpCapabilities,
    dtlsFingerprints: undefined,
    events: peerEvents,
  });
  await expect(joining).rejects.toMatchObject({ code: 'ROOM_NOT_FOUND' });
  await expect.poll(timers, { timeout: 10_000 }).toBeLessThanOrEqual(before);
});
