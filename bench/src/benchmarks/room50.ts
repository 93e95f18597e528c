import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext, Benchmark, Values } from '../Benchmark.ts';
import { MeetingRig } from '../load/MeetingRig.ts';
import type { Layout, MeetingApi } from '../load/meetingProgram.ts';
import { lossNote, since } from '../load/Received.ts';
import { cpuUse } from '../server/cpuUse.ts';

const PROGRAM = new URL('../load/meetingProgram.ts', import.meta.url);
const PEOPLE = 50;
const SPEAKER = 1;
const STRIP = { width: 220, height: 124 };
const STAGE_VIEW: Layout = { stage: { index: SPEAKER, width: 1280, height: 720 }, tiles: 6, tile: STRIP };
/** Everybody else shows the speaker and two others small: the bots share the two cores, too. */
const SMALL_VIEW: Layout = { stage: null, tiles: 3, tile: STRIP };
/** The stage's clip (tools/bots). */
const STAGE_FPS = 24;
const SETTLE_MS = 12_000;
const MEASURE_MS = 60_000;

export const room50: Benchmark = {
  name: 'room50',
  rows: [
    {
      id: 'room50.stage-lost-frames',
      unit: '',
      target: 0,
      lowerIsBetter: true,
      meaning: `${PEOPLE} people with cameras in one room, one speaks: frames of the speaker's 720p picture that a viewer in speaker view should have received in ${MEASURE_MS / 1000} s, less those that came complete.`,
    },
    {
      id: 'room50.people-who-hear',
      unit: '',
      target: null,
      lowerIsBetter: false,
      meaning: `How many of the ${PEOPLE - 1} others hear the speaker, by the loudest-three rule.`,
    },
    cpuRow('room50.node-cpu-percent', 'The Node process'),
    cpuRow('room50.worker-cpu-percent', 'The media workers, one for each of two cores, together,'),
  ],
  run,
};

async function run({ progress, note }: BenchContext): Promise<Values> {
  await using rig = await MeetingRig.start<MeetingApi>(PROGRAM, { PARLEY_WORKERS: '2' });
  const { bots, server, roomId } = rig;
  progress(`room50: ${PEOPLE} people join`);
  await bots.call('grow', { ...rig.place, people: PEOPLE });
  await bots.call('show', { roomId, from: 0, to: 1, layout: STAGE_VIEW });
  await bots.call('show', { roomId, from: 1, to: PEOPLE, layout: SMALL_VIEW });
  await bots.call('speak', { roomId, indices: [SPEAKER] });
  await sleep(SETTLE_MS);
  progress(`room50: ${MEASURE_MS / 1000} s of the stage`);
  const read = () =>
    Promise.all([
      bots.call('frames', { roomId, by: 0, of: SPEAKER }),
      server.usage(),
      bots.call('received', null),
    ]);
  const [framesBefore, usageBefore, receivedBefore] = await read();
  const startedMs = performance.now();
  await sleep(MEASURE_MS);
  const [frames, usage, received] = await read();
  const elapsedMs = performance.now() - startedMs;
  const cpu = cpuUse(usageBefore, usage, elapsedMs);
  const loss = lossNote('room50', since(receivedBefore, received));
  if (loss !== null) note(loss);
  return {
    'room50.stage-lost-frames': lostFrames(frames - framesBefore, elapsedMs),
    'room50.people-who-hear': await bots.call('listeners', { roomId, speaker: SPEAKER }),
    'room50.node-cpu-percent': cpu.node * 100,
    'room50.worker-cpu-percent': cpu.workers * 100,
  };
}

/** A window that begins and ends between two frames holds one more or less. */
function lostFrames(frames: number, elapsedMs: number): number {
  return Math.max(0, Math.floor((elapsedMs / 1000) * STAGE_FPS) - 1 - frames);
}

function cpuRow(id: string, who: string) {
  return { id, unit: '%', target: null, lowerIsBetter: true, meaning: `${who} in that room, of one core.` };
}
