import { randomFrom } from './randomFrom.ts';

/** Something that one participant does, and when, in milliseconds from the beginning. */
export interface Act {
  readonly atMs: number;
  readonly index: number;
  readonly what: 'speak' | 'hush' | 'cough' | 'type' | 'stop-typing';
}

export interface PlanRequest {
  /** Participants by index; the first one, 0, only watches. */
  readonly people: number;
  readonly durationMs: number;
  readonly seed: number;
}

const TURN_MS: Range = [2500, 6000];
const GAP_MS: Range = [200, 900];
const COUGH_EVERY_MS: Range = [1200, 2500];
const TYPING_MS: Range = [4000, 9000];
const TYPISTS = 3;

type Range = readonly [number, number];
type Random = () => number;

/**
 * A meeting in which people speak in turn while others cough and type. The same seed gives the same meeting. Whoever
 * coughs or types does not speak at that time.
 */
export function planMeeting({ people, durationMs, seed }: PlanRequest): Act[] {
  const random = randomFrom(seed);
  const turns = planTurns(people, durationMs, random);
  const busy = (index: number, fromMs: number, toMs: number) =>
    turns.some((turn) => turn.index === index && turn.fromMs < toMs && turn.toMs > fromMs);
  const acts = turns.flatMap(({ index, fromMs, toMs }): Act[] => [
    { atMs: fromMs, index, what: 'speak' },
    { atMs: toMs, index, what: 'hush' },
  ]);
  for (let atMs = within(COUGH_EVERY_MS, random); atMs < durationMs; atMs += within(COUGH_EVERY_MS, random)) {
    const index = someone(people, random, (each) => !busy(each, atMs - 1000, atMs + 1000));
    acts.push({ atMs, index, what: 'cough' });
  }
  for (let typist = 0; typist < TYPISTS; typist += 1)
    acts.push(...planTyping(people, durationMs, random, busy));
  return acts.sort((a, b) => a.atMs - b.atMs);
}

function planTurns(people: number, durationMs: number, random: Random) {
  const turns: { index: number; fromMs: number; toMs: number }[] = [];
  let fromMs = within(GAP_MS, random);
  while (fromMs < durationMs) {
    const before = turns.at(-1)?.index;
    const toMs = Math.min(fromMs + within(TURN_MS, random), durationMs);
    turns.push({ index: someone(people, random, (each) => each !== before), fromMs, toMs });
    fromMs = toMs + within(GAP_MS, random);
  }
  return turns;
}

function planTyping(
  people: number,
  durationMs: number,
  random: Random,
  busy: (index: number, fromMs: number, toMs: number) => boolean,
): Act[] {
  const acts: Act[] = [];
  for (let fromMs = 0; fromMs < durationMs;) {
    const toMs = Math.min(fromMs + within(TYPING_MS, random), durationMs);
    const [start, end] = [fromMs, toMs];
    const index = someone(people, random, (each) => !busy(each, start - 1000, end + 1000));
    acts.push({ atMs: fromMs, index, what: 'type' }, { atMs: toMs, index, what: 'stop-typing' });
    fromMs = toMs;
  }
  return acts;
}

function someone(people: number, random: Random, may: (index: number) => boolean): number {
  for (;;) {
    const index = 1 + Math.floor(random() * (people - 1));
    if (may(index)) return index;
  }
}

function within([min, max]: Range, random: Random): number {
  return min + random() * (max - min);
}
