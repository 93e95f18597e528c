import { setTimeout as sleep } from 'node:timers/promises';
import type { types } from 'mediasoup';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { MediaWorker } from '../src/media/MediaWorker.ts';
import { RoomRouter } from '../src/media/RoomRouter.ts';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { cameraParameters, joinPayload, publish, TestClient } from './TestClient.ts';

/** A worker is full with its first peer, so that the second one goes to the other. */
const SPREAD = { PARLEY_WORKERS: '2', PARLEY_WORKER_MAX_CONSUMERS: '2' };
const LINGER_MS = 5000;

const pipeCounts = (sfu: Sfu) => sfu.pool.workers.map(({ pipeCount }) => pipeCount);
const routerCounts = (sfu: Sfu) => Promise.all(sfu.pool.workers.map(routersIn));

/** The routers of a worker, as it counts them itself. */
async function routersIn({ worker }: MediaWorker): Promise<number> {
  return (await worker.dump()).routerIds.length;
}

/** The producers of a router, as its worker counts them itself. */
async function producersOf({ router }: RoomRouter): Promise<number> {
  return (await router.dump()).mapProducerIdConsumerIds.length;
}

/** Two routers of one room on two workers, and a camera on the first. */
async function twoRouters(sfu: Sfu) {
  const logger = pino({ level: 'silent' });
  const [first, second] = sfu.pool.workers;
  if (first === undefined || second === undefined) throw new Error('two workers are needed');
  const [home, far] = await Promise.all([
    RoomRouter.create(first, logger),
    RoomRouter.create(second, logger),
  ]);
  const transport = await home.router.createWebRtcTransport({ webRtcServer: first.webRtcServer });
  const rtpParameters = cameraParameters() as types.RtpParameters;
  const camera = await transport.produce({ kind: 'video', rtpParameters });
  return { home, far, camera };
}

it('gives a further peer a router on another worker, where everybody is reached', async () => {
  await using sfu = await startSfu(SPREAD);
  const { client: anna, joined: annaJoined } = await TestClient.join(sfu, 'wide', 'Anna');
  await publish(anna, annaJoined.sendTransport.id, 'camera');
  await publish(anna, annaJoined.sendTransport.id, 'microphone');
  expect(await routerCounts(sfu)).toEqual([1, 0]);
  const { client: ben, joined: benJoined } = await TestClient.join(sfu, 'wide', 'Ben');
  expect(await routerCounts(sfu)).toEqual([1, 1]);
  expect(benJoined.consumers.map(({ source }) => source).toSorted()).toEqual(['camera', 'microphone']);
  await ben.request('resume-consumers', { consumerIds: benJoined.consumers.map(({ id }) => id) });

  const cameraId = await publish(ben, benJoined.sendTransport.id, 'camera');
  expect((await anna.next('new-consumers')).consumers).toMatchObject([
    { producerId: cameraId, source: 'camera', userId: benJoined.userId },
  ]);
  expect(pipeCounts(sfu)).toEqual([1, 2]);
  // What is piped is nobody's stream a second time.
  expect(sfu.pool.workers.map(({ producerCount }) => producerCount)).toEqual([2, 1]);
  expect(sfu.pool.workers.map(({ consumerCount }) => consumerCount)).toEqual([1, 2]);

  await ben.request('close-producer', { producerId: cameraId });
  expect((await anna.next('consumers-closed')).consumerIds).toHaveLength(1);
  expect(pipeCounts(sfu)).toEqual([0, 2]);
  anna.close();
  ben.close();
});

it('leaves nothing behind in either worker', async () => {
  await using sfu = await startSfu({
    ...SPREAD,
    PARLEY_RESUME_GRACE_S: '0.1',
    PARLEY_EMPTY_ROOM_TTL_S: '0.1',
  });
  const people = [];
  for (const name of ['a', 'b', 'c', 'd']) people.push(await TestClient.join(sfu, 'tidy', name));
  for (const { client, joined } of people) {
    await publish(client, joined.sendTransport.id, 'camera');
    await publish(client, joined.sendTransport.id, 'microphone');
  }
  expect(await routerCounts(sfu)).toEqual([1, 1]);
  await expect.poll(() => pipeCounts(sfu).every((count) => count >= 2)).toBe(true);

  // The second router goes with the last who is there, and with it every pipe, in both directions.
  const [, second] = sfu.pool.workers;
  const places = new Set<number>();
  for (const { client } of people.slice(1)) {
    await client.request('leave-room', {});
    places.add(await routersIn(second as MediaWorker));
  }
  expect([...places]).toEqual([1, 0]);
  await expect.poll(() => pipeCounts(sfu)).toEqual([0, 0]);

  for (const { client } of people) client.drop();
  await expect.poll(() => routerCounts(sfu)).toEqual([0, 0]);
  expect(sfu.pool.workers.map(({ streamCount }) => streamCount)).toEqual([0, 0]);
});

it('pipes a producer once when ten people come at the same time', async () => {
  await using sfu = await startSfu(SPREAD);
  const { client: anna, joined } = await TestClient.join(sfu, 'storm', 'Anna');
  await publish(anna, joined.sendTransport.id, 'camera');
  const others = await Promise.all(
    Array.from({ length: 10 }, (_, index) => TestClient.join(sfu, 'storm', `guest ${index}`)),
  );
  for (const { joined } of others) {
    expect(joined.consumers.map(({ userId }) => userId)).toContain(joined.existingUsers[0]?.id);
  }
  expect(await routerCounts(sfu)).toEqual([1, 1]);
  expect(pipeCounts(sfu)).toEqual([0, 1]);
  expect(sfu.pool.workers[1]?.consumerCount).toBeGreaterThanOrEqual(4);
  for (const { client } of [...others, { client: anna }]) client.close();
});

it('keeps a pipe for a while after its last lease, and opens it anew on demand', async () => {
  await using sfu = await startSfu({ PARLEY_WORKERS: '2' });
  const { home, far, camera } = await twoRouters(sfu);
  const leases = await Promise.all([1, 2, 3].map(() => far.reach(camera, home.router)));
  expect(await producersOf(far)).toBe(1);
  for (const lease of leases.slice(1)) lease?.release();
  leases[2]?.release(); // a second time: it must not count for the first one
  await sleep(LINGER_MS + 500);
  expect(await producersOf(far)).toBe(1);

  leases[0]?.release();
  await sleep(LINGER_MS / 2);
  expect(await producersOf(far)).toBe(1);
  const again = await far.reach(camera, home.router);
  await sleep(LINGER_MS / 2 + 500);
  expect(await producersOf(far)).toBe(1);

  again?.release();
  await expect.poll(() => producersOf(far), { timeout: LINGER_MS + 3000 }).toBe(0);
  expect(camera.closed).toBe(false);
  expect(await far.reach(camera, home.router)).not.toBeNull();
  expect(await producersOf(far)).toBe(1);
});

it('ends a pipe with its producer, and leads to nothing that has ended', async () => {
  await using sfu = await startSfu({ PARLEY_WORKERS: '2' });
  const { home, far, camera } = await twoRouters(sfu);
  expect(await far.reach(camera, home.router)).not.toBeNull();
  expect(await home.reach(camera, home.router)).not.toBeNull();
  expect(await producersOf(home)).toBe(1);
  camera.close();
  await expect.poll(() => producersOf(far)).toBe(0);
  expect(await far.reach(camera, home.router)).toBeNull();

  const other = await twoRouters(sfu);
  const reaching = other.far.reach(other.camera, other.home.router);
  other.camera.close();
  expect(await reaching).toBeNull();
  await expect.poll(() => producersOf(other.far)).toBe(0);
});

it('follows pauses, however fast they change', async () => {
  await using sfu = await startSfu({ PARLEY_WORKERS: '2' });
  const { home, far, camera } = await twoRouters(sfu);
  await camera.pause();
  const piped = new Promise<types.Producer>((resolve) => {
    far.router.observer.once('newtransport', (transport) => transport.observer.once('newproducer', resolve));
  });
  await Promise.all([far.reach(camera, home.router), camera.resume(), camera.pause()]);
  const producer = await piped;
  await expect.poll(() => producer.paused).toBe(true);
  for (let i = 0; i < 25; i += 1) void (i % 2 === 0 ? camera.resume() : camera.pause());
  await expect.poll(() => producer.paused).toBe(false);
  expect(camera.paused).toBe(false);
  await sleep(100);
  expect(producer.paused).toBe(false);
});

it('gives new media to those of a room who were on a worker that died, and to nobody else', async () => {
  await using sfu = await startSfu(SPREAD);
  const { client: anna, joined } = await TestClient.join(sfu, 'torn', 'Anna');
  const microphoneId = await publish(anna, joined.sendTransport.id, 'microphone');
  const { client: ben } = await TestClient.join(sfu, 'torn', 'Ben');
  expect(pipeCounts(sfu)).toEqual([0, 1]);
  const [, second] = sfu.pool.workers;
  // Mutes are under way to the far side of the pipe when its worker dies.
  for (let i = 0; i < 5; i += 1) {
    void anna.send('pause-producer', { producerId: microphoneId }).catch(() => undefined);
    void anna.send('resume-producer', { producerId: microphoneId }).catch(() => undefined);
  }
  process.kill(second?.pid ?? 0, 'SIGKILL');
  const { consumers } = await ben.next('media-reset');
  expect(consumers).toMatchObject([{ producerId: microphoneId }]);
  await expect.poll(() => sfu.pool.complete).toBe(true);
  const told = [...anna.events, ...ben.events].map(({ name }) => name);
  expect(told).not.toContain('room-closed');
  expect(anna.events.map(({ name }) => name)).not.toContain('media-lost');
  await anna.request('pause-producer', { producerId: microphoneId });
  sfu.registry.end('torn');
  await expect.poll(() => routerCounts(sfu)).toEqual([0, 0]);
  anna.close();
  ben.close();
});

it('gives up the further router of somebody whose connection dies while joining', async () => {
  await using sfu = await startSfu({ ...SPREAD, PARLEY_RESUME_GRACE_S: '0.1' });
  const { client: anna } = await TestClient.join(sfu, 'brief', 'Anna');
  const ben = await TestClient.connect(sfu);
  ben.socket.emit('join-room', joinPayload(sfu, 'brief'), () => undefined);
  await expect.poll(() => routerCounts(sfu), { interval: 1 }).toEqual([1, 1]);
  ben.drop();
  await expect.poll(() => routerCounts(sfu)).toEqual([1, 0]);
  anna.close();
});

it('does not take the server’s own streams for load that people cause', async () => {
  await using sfu = await startSfu({ PARLEY_WORKERS: '2' });
  const { home, far, camera } = await twoRouters(sfu);
  await far.reach(camera, home.router);
  expect(sfu.pool.workers.map(({ producerCount, consumerCount }) => [producerCount, consumerCount])).toEqual([
    [1, 0],
    [0, 0],
  ]);
  const metrics = await (await fetch(`${sfu.localUrl}/metrics`)).text();
  expect(metrics).toMatch(/^parley_pipes 1$/m);
  expect(metrics).toMatch(/^parley_active_consumers 1$/m);
  expect(metrics).toMatch(/^parley_worker_cpu_share\{pid="\d+"\} /m);
});
