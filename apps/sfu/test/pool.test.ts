import type { types } from 'mediasoup';
import { expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { publish, TestClient } from './TestClient.ts';

const routerCounts = (sfu: Sfu) => sfu.pool.workers.map(({ routerCount }) => routerCount);
const activeCounts = (sfu: Sfu) => sfu.pool.workers.map(({ activeConsumerCount }) => activeConsumerCount);
const expectedLoad = (sfu: Sfu) => sfu.pool.workers.map(({ load }) => load.activeConsumers);

/** Keeps the worker's process busy with questions until this is disposed of. */
function keepBusy(sfu: Sfu, index: number): Disposable {
  let stopped = false;
  const worker = sfu.pool.workers[index]?.worker as types.Worker;
  const ask = async () => {
    while (!stopped) await Promise.all(Array.from({ length: 50 }, () => worker.dump()));
  };
  void ask().catch(() => undefined);
  return { [Symbol.dispose]: () => void (stopped = true) };
}

it('a worker is full by the CPU that is measured', async () => {
  await using sfu = await startSfu({ PARLEY_WORKERS: '2', PARLEY_WORKER_MAX_CPU_PERCENT: '10' });
  const { client: anna } = await TestClient.join(sfu, 'hot', 'Anna');
  const { client: ben } = await TestClient.join(sfu, 'hot', 'Ben');
  expect(routerCounts(sfu)).toEqual([1, 0]);
  using busy = keepBusy(sfu, 0);
  await expect.poll(() => sfu.pool.workers[0]?.cpuShare, { timeout: 15_000 }).toBeGreaterThan(0.1);
  const { client: carl } = await TestClient.join(sfu, 'hot', 'Carl');
  expect(routerCounts(sfu)).toEqual([1, 1]);
  await sfu.registry.create('new');
  expect(routerCounts(sfu)).toEqual([1, 2]);
  busy[Symbol.dispose]();
  for (const client of [anna, ben, carl]) client.close();
});

it('a new room goes where least is forwarded, not where the fewest people are', async () => {
  await using sfu = await startSfu({ PARLEY_WORKERS: '2', PARLEY_WORKER_MAX_CONSUMERS: '200' });
  await sfu.registry.create('listeners');
  await sfu.registry.create('talkers');
  expect(routerCounts(sfu)).toEqual([1, 1]);
  const silent = [];
  for (const name of ['a', 'b', 'c', 'd']) silent.push(await TestClient.join(sfu, 'listeners', name));
  const { client: anna, joined } = await TestClient.join(sfu, 'talkers', 'Anna');
  const { client: ben } = await TestClient.join(sfu, 'talkers', 'Ben');
  await publish(anna, joined.sendTransport.id, 'microphone');
  const { consumers } = await ben.next('new-consumers');
  await ben.request('resume-consumers', { consumerIds: consumers.map(({ id }) => id) });
  await expect.poll(() => activeCounts(sfu)[1]).toBeGreaterThan(0);

  // At first newcomers count for what they usually bring.
  expect(expectedLoad(sfu)).toEqual([56, 28]);
  await sfu.registry.create('early');
  expect(routerCounts(sfu)).toEqual([1, 2]);
  await expect.poll(() => expectedLoad(sfu)[0], { timeout: 15_000 }).toBe(0);
  await expect.poll(() => expectedLoad(sfu)[1], { timeout: 15_000 }).toBe(activeCounts(sfu)[1]);
  await sfu.registry.create('late');
  expect(routerCounts(sfu)).toEqual([2, 2]);
  for (const client of [anna, ben, ...silent.map((person) => person.client)]) client.close();
});

it('nobody moves when another worker becomes the emptier one', async () => {
  await using sfu = await startSfu({ PARLEY_WORKERS: '2', PARLEY_WORKER_MAX_CONSUMERS: '2' });
  const people = [];
  for (const name of ['a', 'b', 'c', 'd']) people.push(await TestClient.join(sfu, 'still', name));
  const microphones = [];
  for (const { client, joined } of people)
    microphones.push(await publish(client, joined.sendTransport.id, 'microphone'));
  const producersBefore = sfu.pool.workers.map(({ producerCount }) => producerCount);
  expect(producersBefore.toSorted()).toEqual([2, 2]);
  await people[0]?.client.request('leave-room', {});
  const { client: late } = await TestClient.join(sfu, 'still', 'late');
  const producersAfter = sfu.pool.workers.map(({ producerCount }) => producerCount);
  expect(producersAfter).toEqual([(producersBefore[0] ?? 0) - 1, producersBefore[1]]);
  expect(microphones).toHaveLength(4);
  for (const { client } of [...people, { client: late }]) client.close();
});
