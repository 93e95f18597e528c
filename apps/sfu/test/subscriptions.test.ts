import { setTimeout as sleep } from 'node:timers/promises';
import type { EventOf, View } from '@parley/protocol';
import { expect, it } from 'vitest';
import type { PeerMedia } from '../src/media/PeerMedia.ts';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { publish, TestClient } from './TestClient.ts';

const PAGE = 9;
const TURNS = 1000;

async function joinWithCamera(sfu: Sfu, roomId: string, name: string) {
  const { client, joined } = await TestClient.join(sfu, roomId, name);
  const cameraId = await publish(client, joined.sendTransport.id, 'camera');
  return { client, cameraId, userId: joined.userId };
}

async function crowd(sfu: Sfu, roomId: string, size: number) {
  const people: Awaited<ReturnType<typeof joinWithCamera>>[] = [];
  for (let index = 0; index < size; index += 1) {
    people.push(await joinWithCamera(sfu, roomId, `p${index}`));
    // They watch nobody, or they would be most of the load.
    await people.at(-1)?.client.request('set-views', { views: [] });
  }
  return people;
}

function mediaOf(sfu: Sfu, roomId: string, userId: string): PeerMedia {
  const peer = sfu.registry.get(roomId)?.peers.find(({ id }) => id === userId);
  if (peer === undefined) throw new Error(`no ${userId}`);
  return peer.media;
}

function tile(userId: string, height: number, more: Partial<View> = {}): View {
  return { userId, source: 'camera', width: Math.round((height * 16) / 9), height, ...more };
}

/** One page, the next one upcoming, and somebody on stage. */
function page(userIds: readonly string[], turn: number): View[] {
  const at = (index: number) => userIds[index % userIds.length] as string;
  const start = turn * PAGE;
  return [
    tile(at(turn * 7), 720, { onStage: true }),
    ...Array.from({ length: PAGE }, (_, index) => tile(at(start + index), 180)),
    ...Array.from({ length: PAGE }, (_, index) => tile(at(start + PAGE + index), 180, { upcoming: true })),
  ];
}

async function consumersOf(sfu: Sfu, media: PeerMedia): Promise<number> {
  const dumps = await Promise.all(sfu.pool.workers.map(({ worker }) => worker.dump()));
  expect(dumps).toHaveLength(1);
  return media.subscriptions.consumers.length;
}

it('1,000 page turns and speaker switches create and close nothing in a room of 30', async () => {
  await using sfu = await startSfu();
  const people = await crowd(sfu, 'pages', 30);
  const { client, joined } = await TestClient.join(sfu, 'pages', 'viewer');
  const media = mediaOf(sfu, 'pages', joined.userId);
  const before = await consumersOf(sfu, media);
  expect(before).toBe(30);
  await client.request('resume-consumers', { consumerIds: joined.consumers.map(({ id }) => id) });
  const ids = people.map(({ userId }) => userId);
  for (let turn = 0; turn < TURNS; turn += 1) {
    media.setViews(page(ids, turn), 'desktop');
    if (turn % 4 === 0) await sleep(5);
  }
  media.setViews(page(ids, 0), 'desktop');
  await sleep(500);
  expect(media.subscriptions.consumers.map(({ id }) => id).sort()).toEqual(
    joined.consumers.map(({ id }) => id).sort(),
  );
  const names = client.events.map(({ name }) => name);
  expect(names).not.toContain('new-consumers');
  expect(names).not.toContain('consumers-closed');
  for (const person of people) person.client.close();
  client.close();
}, 60_000);

it('in a larger room consumers are bounded and reused: those shown least recently go first', async () => {
  await using sfu = await startSfu();
  const people = await crowd(sfu, 'large', 40);
  const ids = people.map(({ userId }) => userId);
  const { client, joined } = await TestClient.join(sfu, 'large', 'viewer');
  expect(joined.consumers).toHaveLength(32);
  const media = mediaOf(sfu, 'large', joined.userId);
  const counts: number[] = [];
  for (let turn = 0; turn < 100; turn += 1) {
    media.setViews(page(ids, turn), 'desktop');
    await sleep(20);
    counts.push(media.subscriptions.consumers.length);
  }
  expect(Math.max(...counts)).toBeLessThanOrEqual(32);
  // Everything on the page and on the next one has a consumer.
  const views = page(ids, 99);
  await expect
    .poll(() => {
      const have = new Set(media.subscriptions.consumers.map(({ userId }) => userId));
      return views.every(({ userId }) => have.has(userId));
    })
    .toBe(true);
  await expect
    .poll(() => sfu.pool.workers[0]?.load.streams)
    .toBe(40 + media.subscriptions.consumers.length + othersConsumers(sfu, 'large', joined.userId));
  for (const person of people) person.client.close();
  client.close();
}, 60_000);

function othersConsumers(sfu: Sfu, roomId: string, except: string): number {
  const peers = sfu.registry.get(roomId)?.peers ?? [];
  return peers
    .filter(({ id }) => id !== except)
    .reduce((sum, { media }) => sum + media.subscriptions.consumers.length, 0);
}

it('a client that never says what it shows gets everybody, a moment later', async () => {
  await using sfu = await startSfu();
  const people = await crowd(sfu, 'silent', 35);
  const { client, joined } = await TestClient.join(sfu, 'silent', 'viewer');
  expect(joined.consumers).toHaveLength(32);
  const { consumers } = await client.next('new-consumers');
  expect(consumers).toHaveLength(3);
  for (const person of people) person.client.close();
  client.close();
}, 60_000);

it('renews a consumer: the old one closes, a new one of the same stream comes', async () => {
  await using sfu = await startSfu();
  const anna = await joinWithCamera(sfu, 'renew', 'Anna');
  const { client: ben, joined } = await TestClient.join(sfu, 'renew', 'Ben');
  const [old] = joined.consumers;
  await ben.request('renew-consumer', { consumerId: old?.id ?? '' });
  expect(await ben.next('consumers-closed')).toEqual({ consumerIds: [old?.id] });
  const { consumers } = await ben.next('new-consumers');
  expect(consumers).toMatchObject([{ producerId: anna.cameraId, source: 'camera' }]);
  expect(consumers[0]?.id).not.toBe(old?.id);
  // Asking again for what is gone is late, not wrong.
  await ben.request('renew-consumer', { consumerId: old?.id ?? '' });
  await expect(ben.request('renew-consumer', { consumerId: 'nonsense' })).rejects.toThrow(
    'CONSUMER_NOT_FOUND',
  );
  anna.client.close();
  ben.close();
});

type Layers = EventOf<'producer-layers'>['layers'];

/** Every state of a producer's layers that the client was told, with the time since `startedAtMs`. */
function watchLayers(client: TestClient) {
  const told: { atMs: number; layers: Layers }[] = [];
  client.socket.on('producer-layers', ({ layers }) => told.push({ atMs: performance.now(), layers }));
  return {
    told,
    until: async (layers: Layers, timeoutMs = 10_000) => {
      await expect.poll(() => told.at(-1)?.layers, { timeout: timeoutMs, interval: 10 }).toEqual(layers);
      return told.at(-1)?.atMs ?? NaN;
    },
  };
}

it('tells a publisher which layers are wanted: on at once, off after five seconds', async () => {
  await using sfu = await startSfu();
  const anna = await joinWithCamera(sfu, 'dynacast', 'Anna');
  const layers = watchLayers(anna.client);
  const joinedAtMs = performance.now();
  const alone = await layers.until(['off', 'off', 'off']);
  expect(alone - joinedAtMs).toBeGreaterThan(4000);
  expect(layers.told).toHaveLength(1);

  const { client: ben } = await TestClient.join(sfu, 'dynacast', 'Ben');
  await layers.until(['active', 'standby', 'standby'], 1000);

  const showAtMs = performance.now();
  await ben.request('set-views', { views: [tile(anna.userId, 720)] });
  expect((await layers.until(['active', 'standby', 'active'], 1000)) - showAtMs).toBeLessThan(500);

  const smallAtMs = performance.now();
  await ben.request('set-views', { views: [tile(anna.userId, 100)] });
  const lowered = await layers.until(['active', 'standby', 'standby']);
  expect(lowered - smallAtMs).toBeGreaterThan(4900);
  expect(lowered - smallAtMs).toBeLessThan(7000);

  // Kept ready for the next page: alive, but no more than that.
  await ben.request('set-views', { views: [tile(anna.userId, 100, { upcoming: true })] });
  await layers.until(['standby', 'standby', 'standby']);
  await ben.request('set-views', { views: [] });
  await layers.until(['off', 'off', 'off']);
  ben.close();
  anna.client.close();
}, 60_000);

it('lets the upper layers of a large room rest, unless somebody may come on stage', async () => {
  await using sfu = await startSfu({ PARLEY_MAX_PARTICIPANTS: '60' });
  const people = await crowd(sfu, 'rest', 51);
  const anna = people[0] as (typeof people)[number];
  const layers = watchLayers(anna.client);
  const { client: ben } = await TestClient.join(sfu, 'rest', 'Ben');
  const small = people.map(({ userId }) => tile(userId, 100));
  await ben.request('set-views', { views: small });
  await layers.until(['active', 'off', 'off']);
  // A stage in the room: whoever is muted stays at rest, whoever could speak is kept ready.
  await ben.request('set-views', {
    views: [...small, tile(people[1]?.userId ?? '', 720, { onStage: true })],
  });
  const transports = mediaOf(sfu, 'rest', anna.userId).sendTransportParameters;
  const microphoneId = await publish(anna.client, transports.id, 'microphone');
  await layers.until(['active', 'standby', 'standby'], 1000);
  await anna.client.request('pause-producer', { producerId: microphoneId });
  await layers.until(['active', 'off', 'off']);
  for (const person of people) person.client.close();
  ben.close();
}, 120_000);

it('repeats what is wanted to a client that was away', async () => {
  await using sfu = await startSfu();
  const { client, joined } = await TestClient.join(sfu, 'away', 'Anna');
  await publish(client, joined.sendTransport.id, 'camera');
  await watchLayers(client).until(['off', 'off', 'off']);
  client.drop();
  const again = await TestClient.connect(sfu);
  await again.request('resume-session', { resumeToken: joined.resumeToken });
  expect((await again.next('producer-layers')).layers).toEqual(['off', 'off', 'off']);
  again.close();
}, 60_000);
