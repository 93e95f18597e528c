import { expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { publish, TestClient } from './TestClient.ts';

/** What the only worker holds, as the worker itself counts it. */
async function dumpWorker(sfu: Sfu) {
  const [worker] = sfu.pool.workers;
  const dump = await worker?.worker.dump();
  return {
    routers: dump?.routerIds.length,
    streams: (worker?.producerCount ?? 0) + (worker?.consumerCount ?? 0),
  };
}

it('offers what is sent to everyone else in one batch, paused, and takes it back', async () => {
  await using sfu = await startSfu();
  const { client: anna, joined: annaJoined } = await TestClient.join(sfu, 'media');
  const { client: ben } = await TestClient.join(sfu, 'media');
  const transportId = annaJoined.sendTransport.id;
  const [cameraId] = await Promise.all([
    publish(anna, transportId, 'camera'),
    publish(anna, transportId, 'microphone'),
  ]);
  const { consumers } = await ben.next('new-consumers');
  expect(consumers.map(({ source, userId }) => ({ source, userId }))).toEqual([
    { source: 'camera', userId: annaJoined.userId },
    { source: 'microphone', userId: annaJoined.userId },
  ]);
  await ben.request('resume-consumers', { consumerIds: consumers.map(({ id }) => id) });

  await anna.request('pause-producer', { producerId: cameraId });
  await expect
    .poll(async () => (await ben.next('user-updated')).user.sources)
    .toEqual({ camera: { paused: true }, microphone: { paused: false } });
  await anna.request('close-producer', { producerId: cameraId });
  expect(await ben.next('consumers-closed')).toEqual({ consumerIds: [consumers[0]?.id] });
  expect(anna.events.filter(({ name }) => name === 'new-consumers')).toEqual([]);

  const { client: late, joined } = await TestClient.join(sfu, 'media');
  expect(joined.consumers.map(({ source }) => source)).toEqual(['microphone']);
  expect(joined.existingUsers[0]?.sources).toEqual({ microphone: { paused: false } });
  for (const client of [anna, ben, late]) client.close();
});

it('leaves nothing behind in the worker when people leave or vanish', async () => {
  await using sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '0.1', PARLEY_EMPTY_ROOM_TTL_S: '0.1' });
  const people = await Promise.all(['a', 'b', 'c'].map((name) => TestClient.join(sfu, 'tidy', name)));
  for (const { client, joined } of people) {
    await publish(client, joined.sendTransport.id, 'camera');
    await publish(client, joined.sendTransport.id, 'microphone');
  }
  await expect.poll(() => dumpWorker(sfu)).toEqual({ routers: 1, streams: 6 + 12 });
  await people[0]?.client.request('leave-room', {});
  await expect.poll(() => dumpWorker(sfu)).toEqual({ routers: 1, streams: 4 + 4 });
  for (const { client } of people) client.drop();
  await expect.poll(() => dumpWorker(sfu)).toEqual({ routers: 0, streams: 0 });
  await expect.poll(() => sfu.connectionCount).toBe(0);
});

it('frees the seat of somebody whose connection dies while joining', async () => {
  await using sfu = await startSfu({ PARLEY_EMPTY_ROOM_TTL_S: '0.1' });
  const client = await TestClient.connect(sfu);
  const rtpCapabilities = sfu.pool.rtpCapabilities;
  client.socket.emit(
    'join-room',
    { roomId: 'flash', displayName: 'x', rtpCapabilities } as never,
    () => undefined,
  );
  setImmediate(() => client.drop());
  await expect.poll(() => dumpWorker(sfu)).toEqual({ routers: 0, streams: 0 });
  expect(sfu.registry.participantCount).toBe(0);
});

it('places rooms on the worker that has least to do', async () => {
  await using sfu = await startSfu({ PARLEY_WORKERS: '2' });
  const { client, joined } = await TestClient.join(sfu, 'busy');
  await publish(client, joined.sendTransport.id, 'camera');
  const { client: other } = await TestClient.join(sfu, 'quiet');
  expect(sfu.pool.workers.map(({ routerCount }) => routerCount)).toEqual([1, 1]);
  client.close();
  other.close();
});

it('replaces a worker that died and tells its rooms, and no others', async () => {
  await using sfu = await startSfu({ PARLEY_WORKERS: '2' });
  const { client: hit, joined } = await TestClient.join(sfu, 'hit');
  await publish(hit, joined.sendTransport.id, 'camera');
  const { client: spared } = await TestClient.join(sfu, 'spared');
  const victim = sfu.pool.workers.find(({ producerCount }) => producerCount === 1);
  process.kill(victim?.pid ?? 0, 'SIGKILL');
  expect(await hit.next('media-lost')).toEqual({});
  const reset = await hit.next('media-reset');
  expect(reset.sendTransport.id).not.toBe(joined.sendTransport.id);
  await publish(hit, reset.sendTransport.id, 'camera');
  await expect.poll(() => sfu.pool.complete).toBe(true);
  expect(hit.events.map(({ name }) => name)).not.toContain('room-closed');
  for (const name of ['room-closed', 'media-lost', 'media-reset'])
    expect(spared.events.map((event) => event.name)).not.toContain(name);
  const { client: again } = await TestClient.join(sfu, 'hit');
  for (const client of [hit, spared, again]) client.close();
});

it('announces every media address, over UDP first and TCP, on one port per worker', async () => {
  await using sfu = await startSfu({
    PARLEY_MEDIA_ADDRESSES: '127.0.0.1@203.0.113.7,::1',
    PARLEY_MEDIA_PORT: '47310',
  });
  const { client, joined } = await TestClient.join(sfu, 'dual');
  const candidates = joined.sendTransport.iceCandidates.map(
    ({ protocol, address, port }) => `${protocol} ${address} ${port}`,
  );
  expect(candidates).toEqual([
    'udp 203.0.113.7 47310',
    'udp ::1 47310',
    'tcp 203.0.113.7 47310',
    'tcp ::1 47310',
  ]);
  client.close();
});
