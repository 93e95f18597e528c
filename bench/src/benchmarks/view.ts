import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import { MeetingRig } from '../load/MeetingRig.ts';
import type { Layout, MeetingApi } from '../load/meetingProgram.ts';
import { lossNote, since } from '../load/Received.ts';

const PROGRAM = new URL('../load/meetingProgram.ts', import.meta.url);
const ROOMS = [5, 10, 25, 50] as const;
const [, FEW, , MANY] = ROOMS;
/** Speakers: the second and the third bot, all the time; the first one watches. */
const SPEAKERS = [1, 2];
/** Bandwidth estimation lets every picture have its layer, and layers that nobody wants any more are off. */
const SETTLE_MS = 7000;
const MEASURE_MS = 6000;

const LAYOUTS: Readonly<Record<LayoutName, Layout>> = {
  speaker: {
    stage: { index: 1, width: 1440, height: 810 },
    tiles: 6,
    tile: { width: 220, height: 124 },
  },
  grid: { stage: null, tiles: 9, tile: { width: 480, height: 270 } },
};
const MEANING: Readonly<Record<LayoutName, string>> = {
  speaker: 'in speaker view (a stage of 1440 x 810 and up to six others at 220 x 124)',
  grid: 'in a grid of 3 x 3 (480 x 270 each)',
};

type LayoutName = 'speaker' | 'grid';
const LAYOUT_NAMES: readonly LayoutName[] = ['speaker', 'grid'];

export const view: Benchmark = { name: 'view', rows: LAYOUT_NAMES.flatMap(rowsOf), run };

async function run(context: BenchContext): Promise<Values> {
  await using rig = await MeetingRig.start<MeetingApi>(PROGRAM);
  const values: Record<string, number> = {};
  for (const people of ROOMS) {
    await rig.bots.call('grow', { ...rig.place, people });
    await rig.bots.call('speak', { roomId: rig.roomId, indices: SPEAKERS });
    for (const name of LAYOUT_NAMES) {
      context.progress(`view: one viewer in a room of ${people}, ${name} view`);
      values[idOf(name, people)] = await downlinkKbps(rig, name, context);
    }
  }
  for (const name of LAYOUT_NAMES) {
    values[ratioIdOf(name)] = (values[idOf(name, MANY)] ?? NaN) / (values[idOf(name, FEW)] ?? NaN);
  }
  return values;
}

async function downlinkKbps(
  { bots, roomId }: MeetingRig<MeetingApi>,
  name: LayoutName,
  { note }: BenchContext,
): Promise<number> {
  const viewer = { roomId, index: 0 };
  await bots.call('show', { roomId, from: 0, to: 1, layout: LAYOUTS[name] });
  await sleep(SETTLE_MS);
  const before = await bots.call('received', viewer);
  const startedMs = performance.now();
  await sleep(MEASURE_MS);
  const received = since(before, await bots.call('received', viewer));
  const elapsedMs = performance.now() - startedMs;
  const loss = lossNote(`view, ${name}`, received);
  if (loss !== null) note(loss);
  return (received.bytes * 8) / elapsedMs;
}

function rowsOf(name: LayoutName): RowSpec[] {
  return [
    {
      id: ratioIdOf(name),
      unit: '',
      target: 1.2,
      lowerIsBetter: true,
      meaning: `What one viewer receives ${MEANING[name]} in a room of ${MANY}, divided by the same in a room of ${FEW}. Everybody sends a camera in three layers and a voice, two people speak.`,
    },
    ...ROOMS.map((people) => ({
      id: idOf(name, people),
      unit: 'kbps',
      target: null,
      lowerIsBetter: true,
      meaning: `What one viewer receives ${MEANING[name]} in a room of ${people}: pictures and voices, RTP headers included.`,
    })),
  ];
}

function idOf(name: LayoutName, people: number): string {
  return `view.downlink-kbps.${name}.room${people}`;
}

function ratioIdOf(name: LayoutName): string {
  return `view.downlink-ratio-${MANY}-over-${FEW}.${name}`;
}
