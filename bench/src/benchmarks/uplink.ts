import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import { leaveAndClose, PageRig } from '../browser/PageRig.ts';
import { lossNote } from '../load/Received.ts';

const ROOMS = [2, 5, 10] as const;
/** A mesh of two is the same as a room of two. */
const MESHES = [5, 10] as const;
/** By then Chromium's bandwidth estimation has let all simulcast layers run. */
const SETTLE_MS = 8000;
/** Two rounds of the five seconds that the camera plays. */
const MEASURE_MS = 10_000;

/** People do not make an upload smaller by so much, but a busy machine does. */
const STARVED_RATIO = 0.9;
const STARVED_NOTE =
  'uplink: the page sent less in the room of ten than in the room of two, so its encoder did not get the CPU it needed.';

const rows: RowSpec[] = [
  {
    id: 'uplink.ratio.room10-over-room2',
    unit: '',
    target: 1.1,
    lowerIsBetter: true,
    meaning: 'What a Chromium page uploads in a room of ten, divided by what it uploads in a room of two.',
  },
  ...ROOMS.map((people) =>
    row(
      `uplink.kbps.room${people}`,
      `What a Chromium page uploads in a room of ${people}: a 360p camera in two layers, a voice and all feedback.`,
    ),
  ),
  ...MESHES.map((people) =>
    row(
      `uplink.mesh-kbps.room${people}`,
      `What the same page would upload in a mesh of ${people}: its upload in a room of two, once per other person.`,
    ),
  ),
];

export const uplink: Benchmark = { name: 'uplink', rows, run };

async function run(context: BenchContext): Promise<Values> {
  await using rig = await PageRig.start(context.media);
  const kbps = new Map<number, number>();
  for (const people of ROOMS) {
    context.progress(`uplink: ${MEASURE_MS / 1000} s in a room of ${people}`);
    kbps.set(people, await uplinkKbps(rig, people, context));
  }
  const alone = kbps.get(2) ?? NaN;
  const ratio = (kbps.get(10) ?? NaN) / alone;
  if (ratio < STARVED_RATIO) context.note(STARVED_NOTE);
  return {
    'uplink.ratio.room10-over-room2': ratio,
    ...Object.fromEntries([...kbps].map(([people, value]) => [`uplink.kbps.room${people}`, value])),
    ...Object.fromEntries(MESHES.map((people) => [`uplink.mesh-kbps.room${people}`, alone * (people - 1)])),
  };
}

async function uplinkKbps(rig: PageRig, people: number, { note }: BenchContext): Promise<number> {
  const roomId = await rig.roomWithBots(people - 1);
  const page = await rig.preparedPage();
  await page.evaluate((id) => window.bench.enter(id), roomId);
  await sleep(SETTLE_MS);
  const before = await page.evaluate(() => window.bench.sentBytes());
  const startedMs = performance.now();
  await sleep(MEASURE_MS);
  const bytes = (await page.evaluate(() => window.bench.sentBytes())) - before;
  const elapsedMs = performance.now() - startedMs;
  await leaveAndClose(page);
  const loss = lossNote(`uplink, a room of ${people}`, await rig.bots.received());
  if (loss !== null) note(loss);
  await rig.bots.leave();
  return (bytes * 8) / elapsedMs;
}

function row(id: string, meaning: string): RowSpec {
  return { id, unit: 'kbps', target: null, lowerIsBetter: true, meaning };
}
