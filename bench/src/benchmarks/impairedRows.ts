import type { RowSpec, Values } from '../Benchmark.ts';
import { CONDITIONS } from './impairments.ts';

/** What becomes of a meeting behind one link. */
export interface Outcome {
  readonly heardPercent: number;
  readonly ownHeardPercent: number;
  readonly voiceMaxGapMs: number;
  readonly layerChangesPerMinute: number;
  readonly framesPerSecond: number;
  readonly stageMaxGapMs: number;
  readonly recoveryS: number;
}

export const STEADY_S = 60;
/** From when on things are to stay as they are. */
export const ADAPTATION_S = 15;

export const impairedRows: readonly RowSpec[] = CONDITIONS.flatMap(({ id, what }) => [
  {
    ...figure(id, 'voice-heard-percent', '%', 97),
    lowerIsBetter: false,
    meaning: `${what}: how much of the speaker's voice comes in time to be played, 400 ms after the fastest packet at most.`,
  },
  {
    ...figure(id, 'own-voice-heard-percent', '%', 97),
    lowerIsBetter: false,
    meaning: 'The same of the voice of the one behind that link, as somebody else hears it.',
  },
  {
    ...figure(id, 'voice-max-gap-ms', 'ms', 1000),
    meaning: "The longest time without such a packet of the speaker's voice; a packet holds 20 ms.",
  },
  {
    ...figure(id, 'layer-changes-per-minute', '', 2),
    meaning: `Changes of the size of the picture on the stage in ${STEADY_S} s, from ${ADAPTATION_S} s after the beginning.`,
  },
  {
    ...figure(id, 'stage-fps', '', null),
    lowerIsBetter: false,
    meaning:
      'Pictures a second on the stage in that time, of any size; 24 are sent, of the smallest size 16.',
  },
  {
    ...figure(id, 'stage-max-gap-s', 's', null),
    meaning: 'The longest time without a new picture on the stage, from the beginning.',
  },
  {
    ...figure(id, 'recovery-s', 's', 10),
    meaning: 'From the end of it until the stage has a 720p picture that lasts for 3 s at least.',
  },
]);

export function valuesOf(id: string, outcome: Outcome): Values {
  const name = (figureName: string): string => `impaired.${id}.${figureName}`;
  return {
    [name('voice-heard-percent')]: outcome.heardPercent,
    [name('own-voice-heard-percent')]: outcome.ownHeardPercent,
    [name('voice-max-gap-ms')]: outcome.voiceMaxGapMs,
    [name('layer-changes-per-minute')]: outcome.layerChangesPerMinute,
    [name('stage-fps')]: outcome.framesPerSecond,
    [name('stage-max-gap-s')]: outcome.stageMaxGapMs / 1000,
    [name('recovery-s')]: outcome.recoveryS,
  };
}

function figure(id: string, name: string, unit: string, target: number | null) {
  return { id: `impaired.${id}.${name}`, unit, target, lowerIsBetter: true };
}
