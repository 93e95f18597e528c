import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import { MeetingRig } from '../load/MeetingRig.ts';
import { lossNote } from '../load/Received.ts';
import type { SpeakerApi, TurnTimes } from '../load/speakerProgram.ts';
import type { TurnsApi } from '../load/turnsProgram.ts';
import { percentile } from '../percentile.ts';

const SPEAKER_PROGRAM = new URL('../load/speakerProgram.ts', import.meta.url);
const TURNS_PROGRAM = new URL('../load/turnsProgram.ts', import.meta.url);

const PEOPLE = 10;
/** The first one watches; everybody else says something once, and then these talk with each other. */
const CONVERSATION = [1, 2, 3, 4];
const ROUNDS = 5;
/** Longer than a stage is held, so that the next speaker never waits for that. */
const TURN = { speakMs: 2800, pauseMs: 500 };
/** Layers that nobody wants are off, and everything else has settled. */
const SETTLE_MS = 8000;

const CROWD = 50;
const MEETING = { durationMs: 120_000, seed: 3 };

const VIEWER = `at a viewer in speaker view in a room of ${PEOPLE}, where four people speak in turn`;
const EVENT = `From the first packet of somebody's speech until \`active-speaker\` is here, ${VIEWER}`;
const FRAME = `From the first packet of somebody's speech until they have the stage and their first 720p picture is here, ${VIEWER}`;
const MEETING_MEANING = `${CROWD} people speak in turn for two minutes while others cough (150 ms, about every two seconds) and three type at any time`;

export const speaker: Benchmark = {
  name: 'speaker',
  rows: [
    row('speaker.event-ms.p50', `${EVENT} (p50).`),
    row('speaker.event-ms.p95', `${EVENT} (p95).`),
    row('speaker.stage-frame-ms.p50', `${FRAME} (p50).`),
    { ...row('speaker.stage-frame-ms.p95', `${FRAME} (p95).`), target: 800 },
    row(
      'speaker.stage-frame-first-time-ms.p95',
      'The same for people who have not spoken before in this room (p95 of nine).',
    ),
    {
      id: 'speaker.wrong-switches-percent',
      unit: '%',
      target: 2,
      lowerIsBetter: true,
      meaning: `${MEETING_MEANING}: switches of a viewer's stage to somebody who had not spoken in the last second, of all switches.`,
    },
    {
      id: 'speaker.missed-turns-percent',
      unit: '%',
      target: null,
      lowerIsBetter: true,
      meaning: 'In the same meeting: turns of 2.5 s and more in which the speaker never had the stage.',
    },
    {
      id: 'speaker.switches',
      unit: '',
      target: null,
      lowerIsBetter: false,
      meaning: 'In the same meeting: all switches of the stage.',
    },
    noiseRow('coughs', 'coughs'),
    noiseRow('typing', 'spells of typing'),
  ],
  run,
};

async function run(context: BenchContext): Promise<Values> {
  return { ...(await latencies(context)), ...(await switches(context)) };
}

async function latencies({ progress, note }: BenchContext): Promise<Values> {
  await using rig = await MeetingRig.start<SpeakerApi>(SPEAKER_PROGRAM);
  await rig.bots.call('start', { ...rig.place, people: PEOPLE });
  await sleep(SETTLE_MS);
  progress(`speaker: ${PEOPLE - 1} people speak for the first time`);
  const everybody = Array.from({ length: PEOPLE - 1 }, (_, index) => index + 1);
  const first = await rig.bots.call('takeTurns', { indices: everybody, ...TURN });
  const indices = Array.from({ length: ROUNDS }, () => CONVERSATION).flat();
  progress(`speaker: ${indices.length} turns of ${CONVERSATION.length} people`);
  const times = await rig.bots.call('takeTurns', { indices, ...TURN });
  const loss = lossNote('speaker', await rig.bots.call('received'));
  if (loss !== null) note(loss);
  const of = (key: keyof TurnTimes, samples: readonly TurnTimes[]) => samples.map((sample) => sample[key]);
  return {
    'speaker.event-ms.p50': percentile(of('eventMs', times), 50),
    'speaker.event-ms.p95': percentile(of('eventMs', times), 95),
    'speaker.stage-frame-ms.p50': percentile(of('frameMs', times), 50),
    'speaker.stage-frame-ms.p95': percentile(of('frameMs', times), 95),
    'speaker.stage-frame-first-time-ms.p95': percentile(of('frameMs', first), 95),
  };
}

async function switches({ progress, note }: BenchContext): Promise<Values> {
  await using rig = await MeetingRig.start<TurnsApi>(TURNS_PROGRAM);
  await rig.bots.call('start', { ...rig.place, people: CROWD });
  progress(`speaker: a meeting of ${CROWD} for ${MEETING.durationMs / 1000} s`);
  const judgement = await rig.bots.call('play', { people: CROWD, ...MEETING });
  const loss = lossNote(`speaker, a room of ${CROWD}`, await rig.bots.call('received'));
  if (loss !== null) note(loss);
  if (judgement.switches === 0) throw new Error('nobody ever had the stage');
  return {
    'speaker.wrong-switches-percent': (judgement.wrong / judgement.switches) * 100,
    'speaker.missed-turns-percent': (judgement.missed / judgement.turns) * 100,
    'speaker.switches': judgement.switches,
    'speaker.coughs-heard-percent': (judgement.coughs.heard / judgement.coughs.made) * 100,
    'speaker.typing-heard-percent': (judgement.typing.heard / judgement.typing.made) * 100,
  };
}

function row(id: string, meaning: string): RowSpec {
  return { id, unit: 'ms', target: null, lowerIsBetter: true, meaning };
}

function noiseRow(noise: string, noises: string): RowSpec {
  return {
    id: `speaker.${noise}-heard-percent`,
    unit: '%',
    target: null,
    lowerIsBetter: false,
    meaning: `In the same meeting: ${noises} so loud that the server forwarded them as one of the loudest voices, so that the detector did have to tell them from speech.`,
  };
}
