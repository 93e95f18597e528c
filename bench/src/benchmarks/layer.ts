import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import type { LayerApi } from '../load/layerProgram.ts';
import { MeetingRig } from '../load/MeetingRig.ts';
import { lossNote } from '../load/Received.ts';
import { percentile } from '../percentile.ts';

const PROGRAM = new URL('../load/layerProgram.ts', import.meta.url);
/** Enough that each is small for more than 10 s; no more than a desktop's budget allows the other viewer in full size. */
const PUBLISHERS = 8;
const ROUNDS = 2;
const TARGET_MS = 1000;
/** Layers that nobody wants are on standby by then. */
const SETTLE_MS = 12_000;
/** The other viewer has every picture at its full size by then. */
const WARM_UP_MS = 8000;

const COLD =
  'A thumbnail of 220 x 124 grows to 1280 x 720: until the first picture of that size; nobody has shown it larger than a thumbnail for more than 10 s, so that its upper layers are on standby at the sender (as in rooms of up to 50 pictures)';
/** A room of 25 with the two who watch. */
const LARGE_ROOM_PUBLISHERS = 23;
const WARM = 'The same while somebody else shows that person at full size all the time';

export const layer: Benchmark = {
  name: 'layer',
  rows: [
    row('layer.grow-ms.p50', `${COLD} (p50).`),
    { ...row('layer.grow-ms.p95', `${COLD} (p95).`), target: TARGET_MS },
    row('layer.grow-warm-ms.p50', `${WARM} (p50).`),
    row('layer.grow-warm-ms.p95', `${WARM} (p95).`),
    row(
      'layer.grow-ms.p95.room25',
      `The same as \`layer.grow-ms.p95\` with ${LARGE_ROOM_PUBLISHERS} pictures in a room of 25.`,
    ),
  ],
  run,
};

async function run(context: BenchContext): Promise<Values> {
  return { ...(await smallRoom(context)), ...(await largeRoom(context)) };
}

async function smallRoom({ progress, note }: BenchContext): Promise<Values> {
  await using rig = await MeetingRig.start<LayerApi>(PROGRAM);
  await rig.bots.call('start', { ...rig.place, publishers: PUBLISHERS });
  await sleep(SETTLE_MS);
  progress(`layer: ${PUBLISHERS} thumbnails grow, ${ROUNDS} times each`);
  const cold = await rig.bots.call('grow', { rounds: ROUNDS, warm: false });
  progress('layer: the same with somebody who shows them all large');
  await rig.bots.call('grow', { rounds: 0, warm: true });
  await sleep(WARM_UP_MS);
  const warm = await rig.bots.call('grow', { rounds: ROUNDS, warm: true });
  const loss = lossNote('layer', await rig.bots.call('received'));
  if (loss !== null) note(loss);
  return {
    'layer.grow-ms.p50': percentile(cold, 50),
    'layer.grow-ms.p95': percentile(cold, 95),
    'layer.grow-warm-ms.p50': percentile(warm, 50),
    'layer.grow-warm-ms.p95': percentile(warm, 95),
  };
}

async function largeRoom({ progress, note }: BenchContext): Promise<Values> {
  await using rig = await MeetingRig.start<LayerApi>(PROGRAM);
  await rig.bots.call('start', { ...rig.place, publishers: LARGE_ROOM_PUBLISHERS });
  await sleep(SETTLE_MS);
  progress(`layer: ${LARGE_ROOM_PUBLISHERS} thumbnails grow in a room of 25`);
  const times = await rig.bots.call('grow', { rounds: 1, warm: false });
  const loss = lossNote('layer, a room of 25', await rig.bots.call('received'));
  if (loss !== null) note(loss);
  return { 'layer.grow-ms.p95.room25': percentile(times, 95) };
}

function row(id: string, meaning: string): RowSpec {
  return { id, unit: 'ms', target: null, lowerIsBetter: true, meaning };
}
