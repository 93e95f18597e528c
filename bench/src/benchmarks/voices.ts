import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import { MeetingRig } from '../load/MeetingRig.ts';
import { lossNote } from '../load/Received.ts';
import type { VoicesApi } from '../load/voicesProgram.ts';
import { percentile } from '../percentile.ts';

const PROGRAM = new URL('../load/voicesProgram.ts', import.meta.url);
const PEOPLE = 20;
/** Two places of the loudest three are taken. */
const TALKERS = 2;
/** Long enough that the next one finds the third place free again: it is kept for 2 s. */
const SPEECH = { speakMs: 1200, pauseMs: 2600 };
const SETTLE_MS = 4000;
const LOST = `In a room of ${PEOPLE}, where only the loudest three are forwarded and two talk all the time, somebody else begins to speak: what of their beginning never reaches a listener`;

export const voices: Benchmark = {
  name: 'voices',
  rows: [
    row('voices.first-syllable-lost-ms.p50', `${LOST} (p50 of all listeners).`),
    { ...row('voices.first-syllable-lost-ms.p95', `${LOST} (p95).`), target: 150 },
    row(
      'voices.first-packet-ms.p95',
      'The same speeches: from sending the first packet until a listener has the first one that reaches them (p95).',
    ),
    {
      id: 'voices.heard-percent',
      unit: '%',
      target: null,
      lowerIsBetter: false,
      meaning: 'Listeners of these speeches who heard something of them.',
    },
  ],
  run,
};

async function run({ progress, note }: BenchContext): Promise<Values> {
  await using rig = await MeetingRig.start<VoicesApi>(PROGRAM);
  await rig.bots.call('start', { ...rig.place, people: PEOPLE, talkers: TALKERS });
  await sleep(SETTLE_MS);
  const indices = Array.from({ length: PEOPLE - TALKERS }, (_, index) => TALKERS + index);
  progress(`voices: ${indices.length} people of a room of ${PEOPLE} say something, one after the other`);
  const heard = await rig.bots.call('speak', { indices, ...SPEECH });
  const loss = lossNote('voices', await rig.bots.call('received'));
  if (loss !== null) note(loss);
  const lostMs = heard.map((each) => each.lostMs);
  const delaysMs = heard.flatMap(({ delayMs }) => (delayMs === null ? [] : [delayMs]));
  return {
    'voices.first-syllable-lost-ms.p50': percentile(lostMs, 50),
    'voices.first-syllable-lost-ms.p95': percentile(lostMs, 95),
    'voices.first-packet-ms.p95': percentile(delaysMs, 95),
    'voices.heard-percent': (delaysMs.length / heard.length) * 100,
  };
}

function row(id: string, meaning: string): RowSpec {
  return { id, unit: 'ms', target: null, lowerIsBetter: true, meaning };
}
