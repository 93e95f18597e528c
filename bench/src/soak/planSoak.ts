import { randomFrom } from '../load/randomFrom.ts';

/** What somebody does in a long meeting. Whoever begins something with an end ends it. */
export type Deed =
  | 'speak'
  | 'hush'
  | 'mute'
  | 'unmute'
  | 'share'
  | 'stop-sharing'
  | 'camera-off'
  | 'camera-on'
  | 'other-camera'
  | 'other-microphone'
  | 'turn-page'
  | 'look-at-all'
  | 'look-at-speaker'
  | 'raise-hand'
  | 'lower-hand'
  | 'chat'
  | 'leave'
  | 'come';

export interface SoakAct {
  /** From the beginning. */
  readonly atMs: number;
  /** Index of who does it; 0 is the one with a page in a browser. */
  readonly who: number;
  readonly what: Deed;
}

export interface SoakPlanRequest {
  readonly people: number;
  readonly durationMs: number;
  readonly seed: number;
}

type Range = readonly [number, number];
type Random = () => number;

interface Habit {
  readonly begin: Deed;
  /** What ends it, and how long it lasts; without it is done in a moment. */
  readonly end?: Deed;
  readonly lastsMs: Range;
  /** From one beginning to the next, by whomever. */
  readonly everyMs: Range;
}

interface Spell {
  readonly who: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** So long nobody does something else before and after: the server must have answered. */
const APART_MS = 1000;
const MOMENT: Range = [500, 500];

/** What bots do. */
const HABITS: readonly Habit[] = [
  // First, because it keeps from everything else for longest.
  { begin: 'leave', end: 'come', lastsMs: [3000, 6000], everyMs: [55_000, 60_000] },
  { begin: 'share', end: 'stop-sharing', lastsMs: [15_000, 20_000], everyMs: [28_000, 36_000] },
  // Somebody presents: for long enough that a browser learns how sound and picture go together.
  { begin: 'speak', end: 'hush', lastsMs: [25_000, 35_000], everyMs: [32_000, 42_000] },
  { begin: 'speak', end: 'hush', lastsMs: [2500, 6000], everyMs: [5000, 10_000] },
  { begin: 'mute', end: 'unmute', lastsMs: [4000, 12_000], everyMs: [5000, 10_000] },
  { begin: 'camera-off', end: 'camera-on', lastsMs: [4000, 12_000], everyMs: [8000, 15_000] },
  { begin: 'raise-hand', end: 'lower-hand', lastsMs: [5000, 15_000], everyMs: [15_000, 30_000] },
  { begin: 'other-camera', lastsMs: MOMENT, everyMs: [8000, 15_000] },
  { begin: 'other-microphone', lastsMs: MOMENT, everyMs: [8000, 15_000] },
  { begin: 'turn-page', lastsMs: MOMENT, everyMs: [1500, 3000] },
  { begin: 'chat', lastsMs: MOMENT, everyMs: [8000, 16_000] },
];

/** What the person at the page does, all the time. */
const PAGE_HABITS: readonly Habit[] = [
  { begin: 'raise-hand', end: 'lower-hand', lastsMs: [3000, 6000], everyMs: [25_000, 40_000] },
  { begin: 'mute', end: 'unmute', lastsMs: [3000, 6000], everyMs: [15_000, 25_000] },
  { begin: 'camera-off', end: 'camera-on', lastsMs: [3000, 6000], everyMs: [15_000, 25_000] },
  { begin: 'turn-page', lastsMs: MOMENT, everyMs: [4000, 8000] },
];

/** How they look at it, whatever else they do. */
const VIEW_HABIT: Habit = {
  begin: 'look-at-all',
  end: 'look-at-speaker',
  lastsMs: [12_000, 18_000],
  everyMs: [35_000, 45_000],
};

/**
 * A long meeting in which somebody always does something. The same seed gives the same meeting. Nobody does two things
 * at once but look, and at the end everything is as at the beginning.
 */
export function planSoak({ people, durationMs, seed }: SoakPlanRequest): SoakAct[] {
  const random = randomFrom(seed);
  const spells: Spell[] = [];
  const bots = Array.from({ length: people - 1 }, (_, index) => index + 1);
  const acts = [
    ...HABITS.flatMap((habit) => planHabit(habit, bots, spells, durationMs, random)),
    ...PAGE_HABITS.flatMap((habit) => planHabit(habit, [0], spells, durationMs, random)),
    ...planHabit(VIEW_HABIT, [0], [], durationMs, random),
  ];
  return acts.sort((a, b) => a.atMs - b.atMs);
}

/** @param spells what people are busy with; grows */
function planHabit(
  habit: Habit,
  candidates: readonly number[],
  spells: Spell[],
  durationMs: number,
  random: Random,
): SoakAct[] {
  const acts: SoakAct[] = [];
  let fromMs = within(habit.everyMs, random);
  while (fromMs < durationMs) {
    const spell = { fromMs, toMs: fromMs + within(habit.lastsMs, random) };
    if (spell.toMs > durationMs) return acts;
    const free = candidates.filter((who) => !spells.some((other) => collides(other, { who, ...spell })));
    const who = free[Math.floor(random() * free.length)];
    if (who === undefined) {
      fromMs += APART_MS;
      continue;
    }
    spells.push({ who, ...spell });
    acts.push({ atMs: fromMs, who, what: habit.begin });
    if (habit.end !== undefined) acts.push({ atMs: spell.toMs, who, what: habit.end });
    fromMs += within(habit.everyMs, random);
  }
  return acts;
}

function collides(a: Spell, b: Spell): boolean {
  return a.who === b.who && a.fromMs < b.toMs + APART_MS && b.fromMs < a.toMs + APART_MS;
}

function within([min, max]: Range, random: Random): number {
  return min + random() * (max - min);
}
