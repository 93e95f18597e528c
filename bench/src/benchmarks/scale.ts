import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import { MeetingRig, newRoomId } from '../load/MeetingRig.ts';
import type { Layout, MeetingApi } from '../load/meetingProgram.ts';
import { lossNote, since } from '../load/Received.ts';
import { type CpuUse, cpuUse } from '../server/cpuUse.ts';

const PROGRAM = new URL('../load/meetingProgram.ts', import.meta.url);
/** The same number of people in both shapes. */
const SHAPES = [
  { name: 'one-room-of-40', rooms: 1, people: 40, what: 'one room of 40' },
  { name: 'five-rooms-of-8', rooms: 5, people: 8, what: 'five rooms of 8' },
] as const;
type Shape = (typeof SHAPES)[number];

/** Everybody shows the six who come after them, so that every camera is watched, from both workers where there are two. */
const LAYOUT: Layout = { stage: null, tiles: 6, tile: { width: 220, height: 124 }, order: 'next' };
const SETTLE_MS = 10_000;
const MEASURE_MS = 12_000;

const RATIO_ID = 'scale.busiest-worker-cpu-ratio.two-over-one';
const LOAD =
  'everybody with a camera, of which each is shown by six others at 220 x 124; one speaks in each room';

const rows: RowSpec[] = [
  {
    id: RATIO_ID,
    unit: '',
    target: 0.6,
    lowerIsBetter: true,
    meaning: `CPU of the busier of two media workers, divided by that of a single one that carries the same (${LOAD}); the worse of ${SHAPES.map(({ what }) => what).join(' and ')}.`,
  },
  ...SHAPES.flatMap(({ name, what }) => [
    { ...ratioRow(`${RATIO_ID}.${name}`, `The same for ${what}.`) },
    {
      ...ratioRow(
        `scale.all-workers-cpu-ratio.two-over-one.${name}`,
        `CPU of both workers together, divided by that of a single one, for ${what}: what sharing costs.`,
      ),
    },
    {
      ...ratioRow(
        `scale.one-worker-cpu-percent.${name}`,
        `CPU of the single worker with ${what}, of one core.`,
      ),
      unit: '%',
    },
  ]),
];

export const scale: Benchmark = { name: 'scale', rows, run };

async function run(context: BenchContext): Promise<Values> {
  const values: Record<string, number> = {};
  const ratios: number[] = [];
  for (const shape of SHAPES) {
    const one = await measure(shape, 1, context);
    const two = await measure(shape, 2, context);
    const ratio = two.busiestWorker / one.busiestWorker;
    ratios.push(ratio);
    values[`${RATIO_ID}.${shape.name}`] = ratio;
    values[`scale.all-workers-cpu-ratio.two-over-one.${shape.name}`] = two.workers / one.workers;
    values[`scale.one-worker-cpu-percent.${shape.name}`] = one.workers * 100;
  }
  return { [RATIO_ID]: Math.max(...ratios), ...values };
}

async function measure(
  { rooms, people, what }: Shape,
  workers: number,
  { progress, note }: BenchContext,
): Promise<CpuUse> {
  await using rig = await MeetingRig.start<MeetingApi>(PROGRAM, { PARLEY_WORKERS: String(workers) });
  const { bots, server } = rig;
  progress(`scale: ${what}, workers: ${workers}`);
  const roomIds = Array.from({ length: rooms }, newRoomId);
  for (const roomId of roomIds) await bots.call('grow', { url: server.url, roomId, people });
  for (const roomId of roomIds) {
    await bots.call('show', { roomId, from: 0, to: people, layout: LAYOUT });
    await bots.call('speak', { roomId, indices: [0] });
  }
  await sleep(SETTLE_MS);
  const [before, receivedBefore] = await Promise.all([server.usage(), bots.call('received', null)]);
  const startedMs = performance.now();
  await sleep(MEASURE_MS);
  const [after, receivedAfter] = await Promise.all([server.usage(), bots.call('received', null)]);
  const loss = lossNote(`scale, ${what}, workers: ${workers}`, since(receivedBefore, receivedAfter));
  if (loss !== null) note(loss);
  return cpuUse(before, after, performance.now() - startedMs);
}

function ratioRow(id: string, meaning: string): RowSpec {
  return { id, unit: '', target: null, lowerIsBetter: true, meaning };
}
