import type { RowSpec, Values } from '../Benchmark.ts';
import type { JoinTimes } from '../browser/page/main.ts';
import { percentile } from '../percentile.ts';

/** People in the room, the joiner included. */
export const ROOMS = [2, 10, 25] as const;

const TARGET_ID = 'join.first-video-ms.p50.room10';
const TARGET_MS = 200;

/** Something that happens after the click on Join. */
export interface JoinStep<K extends string> {
  readonly key: K;
  readonly name: string;
  readonly percents: readonly number[];
  readonly meaning: string;
}

const PAGE_STEPS: readonly JoinStep<keyof JoinTimes>[] = [
  figure('firstVideoMs', 'first-video-ms', 'the first remote video frame is on screen'),
  figure('firstAudioMs', 'first-audio-ms', 'the first remote audio is played'),
  figure('allVideoMs', 'all-video-ms', "everybody's video is on screen"),
  step('joinedMs', 'step-joined-ms', "the server's answer is applied"),
  step('receiverMs', 'step-receivers-ms', 'the receivers are built'),
  step('connectedMs', 'step-connected-ms', 'ICE and DTLS of the receiving side are done'),
];

export const BOT_STEPS: readonly JoinStep<'firstVideoMs' | 'firstAudioMs'>[] = [
  figure('firstVideoMs', 'bot-first-video-ms', 'the first complete key frame is received'),
  figure('firstAudioMs', 'bot-first-audio-ms', 'the first audio packet is received'),
];

/** On two cores a page that shares them with 24 bots cannot draw 24 videos, so there only the first one counts. */
const MAX_PEOPLE_ALL_SEEN = 10;

/** How many pictures a joining page waits for. */
export function awaitedVideos(people: number): number {
  return people <= MAX_PEOPLE_ALL_SEEN ? people - 1 : 1;
}

export function pageSteps(people: number): readonly JoinStep<keyof JoinTimes>[] {
  return PAGE_STEPS.filter(({ key }) => key !== 'allVideoMs' || awaitedVideos(people) === people - 1);
}

export function joinRows(): RowSpec[] {
  return ROOMS.flatMap((people) => [
    ...pageSteps(people).flatMap((step) => rowsOf(step, people, 'A Chromium page')),
    ...BOT_STEPS.flatMap((step) => rowsOf(step, people, 'A bot, without a browser,')),
  ]);
}

/** The figures of one step by row id. */
export function percentilesOf(
  { name, percents }: JoinStep<string>,
  people: number,
  samples: readonly number[],
): Values {
  return Object.fromEntries(
    percents.map((percent) => [idOf(name, percent, people), percentile(samples, percent)]),
  );
}

function figure<K extends string>(key: K, name: string, meaning: string): JoinStep<K> {
  return { key, name, percents: [50, 95], meaning };
}

/** Where the time goes: the median says it. */
function step<K extends string>(key: K, name: string, meaning: string): JoinStep<K> {
  return { key, name, percents: [50], meaning };
}

function rowsOf({ name, percents, meaning }: JoinStep<string>, people: number, who: string): RowSpec[] {
  return percents.map((percent) => {
    const id = idOf(name, percent, people);
    return {
      id,
      unit: 'ms',
      target: id === TARGET_ID ? TARGET_MS : null,
      lowerIsBetter: true,
      meaning: `${who} joins a room, which then has ${people} people: from the click until ${meaning} (p${percent}).`,
    };
  });
}

function idOf(name: string, percent: number, people: number): string {
  return `join.${name}.p${percent}.room${people}`;
}
