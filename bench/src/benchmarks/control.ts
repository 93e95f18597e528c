import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import { MeetingRig } from '../load/MeetingRig.ts';
import type { Layout, MeetingApi } from '../load/meetingProgram.ts';
import { lossNote, since } from '../load/Received.ts';
import { CountingProxy } from '../network/CountingProxy.ts';
import { cpuUse } from '../server/cpuUse.ts';

const PROGRAM = new URL('../load/meetingProgram.ts', import.meta.url);
const ROOMS = [10, 25, 50] as const;
const [FEW, , MANY] = ROOMS;
const TARGET_ROOM = 25;
const GRID: Layout = { stage: null, tiles: 9, tile: { width: 480, height: 270 } };
const SPEAKERS = 5;
const TURN_MS = 4000;
const SETTLE_MS = 8000;
const MEASURE_MS = 15_000;
/** What happens besides, such as somebody's connection becoming worse, does not happen in both of these. */
const JOINS = 2;
/** What a join sets off has happened by then: dynacast takes back what nobody wants after 5 s. */
const JOIN_SETTLE_MS = 6500;

const rows: RowSpec[] = [
  ...ROOMS.map((people) => ({
    id: `control.cpu-ratio.room${people}`,
    unit: '',
    target: people === TARGET_ROOM ? 0.15 : null,
    lowerIsBetter: true,
    meaning: `CPU time of the Node process, divided by that of the media worker, in a room of ${people} where people speak in turn and everybody shows a grid of 3 x 3 (480 x 270 each).`,
  })),
  ...ROOMS.flatMap((people) => [
    percentRow(`control.node-cpu-percent.room${people}`, `The Node process in that room of ${people}`),
    percentRow(`control.worker-cpu-percent.room${people}`, `The worker in that room of ${people}`),
  ]),
  ...ROOMS.map((people) => ({
    id: `control.messages-per-join.room${people}`,
    unit: '',
    target: null,
    lowerIsBetter: true,
    meaning: `Signaling messages (events and acks, but neither audio levels nor news of the quality of connections) that everybody together receives because the last of ${people} people joins; the fewer of ${JOINS} joins.`,
  })),
  {
    id: `control.messages-per-join-per-person.room${MANY}-over-room${FEW}`,
    unit: '',
    target: null,
    lowerIsBetter: true,
    meaning: `Messages per join and person in a room of ${MANY}, divided by those in a room of ${FEW}: 1 is linear growth.`,
  },
];

export const control: Benchmark = { name: 'control', rows, run };

async function run(context: BenchContext): Promise<Values> {
  await using rig = await MeetingRig.start<MeetingApi>(PROGRAM);
  await using proxy = await CountingProxy.start(rig.server.url);
  const place = { url: proxy.url, roomId: rig.roomId };
  const values: Record<string, number> = {};
  for (const people of ROOMS) {
    context.progress(`control: a room of ${people}`);
    await rig.bots.call('grow', { ...place, people: people - 1 });
    const qualityBefore = proxy.qualityMessages;
    values[`control.messages-per-join.room${people}`] = Math.min(...(await joins(rig, proxy, people)));
    noteQuality(people, proxy.qualityMessages - qualityBefore, context);
    await rig.bots.call('grow', { ...place, people });
    Object.assign(values, await talk(rig, people, context));
  }
  const perPerson = (people: number) => (values[`control.messages-per-join.room${people}`] ?? NaN) / people;
  values[`control.messages-per-join-per-person.room${MANY}-over-room${FEW}`] =
    perPerson(MANY) / perPerson(FEW);
  return values;
}

/** They come of the network, or of a machine at its limit, not of a join, and each goes to everybody. */
function noteQuality(people: number, messages: number, { note }: BenchContext): void {
  if (messages === 0) return;
  note(
    `control, a room of ${people}: connections became worse or better during the joins, which was told in ${messages} messages more.`,
  );
}

/** Somebody joins and leaves a few times, while nothing else happens. @returns the messages of each join */
async function joins(
  { bots, roomId }: MeetingRig<MeetingApi>,
  proxy: CountingProxy,
  people: number,
): Promise<number[]> {
  const counts: number[] = [];
  for (let count = 0; count < JOINS; count += 1) {
    await sleep(JOIN_SETTLE_MS);
    const before = proxy.messages;
    await bots.call('grow', { url: proxy.url, roomId, people });
    await sleep(JOIN_SETTLE_MS);
    counts.push(proxy.messages - before);
    await bots.call('shrink', { roomId });
  }
  return counts;
}

async function talk(
  { bots, server, roomId }: MeetingRig<MeetingApi>,
  people: number,
  { note }: BenchContext,
): Promise<Values> {
  await bots.call('show', { roomId, from: 0, to: people, layout: GRID });
  await bots.call('converse', { speakers: SPEAKERS, turnMs: TURN_MS });
  await sleep(SETTLE_MS);
  const [before, receivedBefore] = await Promise.all([server.usage(), bots.call('received', null)]);
  const startedMs = performance.now();
  await sleep(MEASURE_MS);
  const [after, receivedAfter] = await Promise.all([server.usage(), bots.call('received', null)]);
  const cpu = cpuUse(before, after, performance.now() - startedMs);
  await bots.call('beSilent');
  await bots.call('show', { roomId, from: 0, to: people, layout: null });
  const loss = lossNote(`control, a room of ${people}`, since(receivedBefore, receivedAfter));
  if (loss !== null) note(loss);
  return {
    [`control.cpu-ratio.room${people}`]: cpu.node / cpu.workers,
    [`control.node-cpu-percent.room${people}`]: cpu.node * 100,
    [`control.worker-cpu-percent.room${people}`]: cpu.workers * 100,
  };
}

function percentRow(id: string, who: string): RowSpec {
  return { id, unit: '%', target: null, lowerIsBetter: true, meaning: `${who}, of one core.` };
}
