import { setTimeout as sleep } from 'node:timers/promises';
import type { types } from 'mediasoup';
import { mediaInfoSchema } from '@parley/protocol';
import { churn as comeAndGo, type RunningServer } from '@parley/sfu/testing/churn';
import { type Inventory, leftoversBetween } from '@parley/sfu/testing/leftovers';
import type { BenchContext, Benchmark, Values } from '../Benchmark.ts';
import { BenchServer } from '../server/BenchServer.ts';

const ROOMS = 100;
const JOINS = 2000;
/** Whatever is made once and kept (code, pools, the allocator's own) is there before the first look. */
const WARM_UP_JOINS = 600;
const SETTLE_MS = 10_000;

export const churn: Benchmark = {
  name: 'churn',
  rows: [
    {
      id: 'churn.leftover-objects',
      unit: '',
      target: 0,
      lowerIsBetter: true,
      meaning: `What is more than before after ${JOINS} people have come to ${ROOMS} rooms side by side and gone (in order, by closing the page, by a broken connection, after a resume): rooms, sockets, routers, transports, ICE names, streams, handlers, timers and listeners together.`,
    },
    {
      id: 'churn.memory-growth-percent',
      unit: '%',
      target: 10,
      lowerIsBetter: true,
      meaning: `How much more memory the server (Node and two workers) has then, compared with after ${WARM_UP_JOINS} joins.`,
    },
  ],
  run,
};

async function run({ progress, note }: BenchContext): Promise<Values> {
  await using server = await BenchServer.start({
    PARLEY_WORKERS: '2',
    PARLEY_RESUME_GRACE_S: '0.5',
    PARLEY_EMPTY_ROOM_TTL_S: '0.5',
  });
  const target = await targetOf(server.url);
  progress(`churn: ${WARM_UP_JOINS} joins to warm up`);
  await comeAndGo({ server: target, rooms: ROOMS, joins: WARM_UP_JOINS });
  await sleep(SETTLE_MS);
  const before = { inventory: await server.inventory(), bytes: await server.settledBytes() };
  progress(`churn: ${JOINS} joins in ${ROOMS} rooms`);
  await comeAndGo({ server: target, rooms: ROOMS, joins: JOINS });
  await sleep(SETTLE_MS);
  const after = await server.inventory();
  const leftovers = leftoversBetween(before.inventory, after);
  if (leftovers > 0) note(`churn: left over ${describe(before.inventory, after)}`);
  return {
    'churn.leftover-objects': leftovers,
    'churn.memory-growth-percent': ((await server.settledBytes()) / before.bytes - 1) * 100,
  };
}

async function targetOf(url: string): Promise<RunningServer> {
  const { rtpCapabilities } = mediaInfoSchema.parse(await (await fetch(`${url}/api/media`)).json());
  return { localUrl: url, pool: { rtpCapabilities: rtpCapabilities as types.RtpCapabilities } };
}

function describe(before: Inventory, after: Inventory): string {
  return Object.entries(after)
    .filter(([key, count]) => count > (before[key] ?? 0))
    .map(([key, count]) => `${key}: ${before[key] ?? 0} -> ${count}`)
    .join(', ');
}
