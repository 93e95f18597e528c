/** What the bursts have shown so far by which a link is asked for more. */
export interface ProbeMemory {
  /** The rate of the last burst while its result matters; 0 for none. */
  probedBps: number;
  probedAtMs: number;
  /** What the engine believed before the first burst of this series. */
  believedBps: number;
  /** When the next series may begin. */
  probeAtMs: number;
  probeIntervalMs: number;
  /** How many series in a row have changed nothing: bursts of a few packets are easily missed. */
  unanswered: number;
}

export interface ProbeStep {
  memory: ProbeMemory;
  /** The engine shall not believe in more; null to leave that as it is. */
  ceilingBps: number | null;
  /** A short burst shall find out whether the link carries as much as the ceiling. */
  probes: boolean;
  /** The link carries more than was thought: what a series has found still stands. */
  found: boolean;
}

interface ProbedLink {
  availableBps: number;
  neededBps: number;
  nowMs: number;
}

/** With bursts on their way. */
export const PROBE_LOOK_MS = 100;
/** A burst takes a few milliseconds, its receipts 50 to 150; an earlier one the engine would not send. */
const NEXT_PROBE_MS = 200;
/**
 * What a queue has swallowed is believed at first; the delay that it causes is known a moment later, and then the estimate
 * is back where it was.
 */
const STANDS_MS = 500;
/**
 * The smallest picture at half its frames: with less nothing flows, and the engine learns nothing any more. No ceiling is
 * lower, because the engine would refuse it.
 */
export const FLOOR_BPS = 100_000;
/** With less, one picture and the voices are all that the link carries: another one's key frame alone fills its queue. */
const ROOMY_BPS = 300_000;
/** A burst finds the whole link, and a little more where it fits into what the link lets through at once. */
const OVERRATED = 0.85;
/** The engine's estimate is of pictures alone: it leaves nothing for the voices. */
const VOICES_BPS = 50_000;
const INTERVAL_MS = { first: 1000, last: 3000 };
const SLOWDOWN = 1.25;
/** A link that lets bursts through and then nothing more is asked less and less often. */
const RELAPSE = { slowdown: 2, lastIntervalMs: 8000 };
/** The first burst is next to nothing. */
const FIRST_FACTOR = 1.5;
/** The next ones, if it goes through, are longer than what a narrow link lets through at once, but fit into its queue. */
const NEXT_FACTOR = 4;
const NEXT_MIN_BPS = 1_200_000;
const MAX_OVER_NEEDED = 1.5;
/** A burst finds a little less than what it is made with. */
const PASSED = 0.8;
const GROWN = 1.2;

export function newProbing(nowMs: number): ProbeMemory {
  const probeIntervalMs = INTERVAL_MS.first;
  const probeAtMs = nowMs + probeIntervalMs;
  return { probedBps: 0, probedAtMs: -Infinity, believedBps: 0, probeAtMs, probeIntervalMs, unanswered: 0 };
}

/** What was found a moment ago was wrong. */
export function afterRelapse<M extends ProbeMemory>(memory: M, nowMs: number): M {
  const { slowdown, lastIntervalMs } = RELAPSE;
  const probeIntervalMs = Math.min(memory.probeIntervalMs * slowdown, lastIntervalMs);
  return { ...memory, probeIntervalMs, probeAtMs: nowMs + probeIntervalMs };
}

/** No burst is on its way any more whose result would matter. */
export function settled<M extends ProbeMemory>(memory: M): M {
  return { ...memory, probedBps: 0 };
}

/** Small bursts ask the link for more, one after the other as long as they go through. */
export function nextProbe(memory: ProbeMemory, link: ProbedLink): ProbeStep {
  const { probedBps, probedAtMs, probeAtMs } = memory;
  const { availableBps, neededBps, nowMs } = link;
  const wait = { memory, ceilingBps: null, probes: false, found: false };
  if (probedBps === 0) return nowMs < probeAtMs ? wait : burst(memory, link, firstBps(memory, link));
  const sinceMs = nowMs - probedAtMs;
  const goesOn = availableBps >= probedBps * PASSED && availableBps < neededBps;
  if (goesOn && sinceMs >= NEXT_PROBE_MS)
    return burst(memory, link, Math.max(availableBps * NEXT_FACTOR, NEXT_MIN_BPS));
  return sinceMs < STANDS_MS ? wait : conclude(memory, link);
}

function firstBps({ unanswered }: ProbeMemory, { availableBps }: ProbedLink): number {
  return Math.min(
    availableBps * FIRST_FACTOR * 2 ** unanswered,
    Math.max(availableBps * NEXT_FACTOR, NEXT_MIN_BPS),
  );
}

function burst(memory: ProbeMemory, link: ProbedLink, wantedBps: number): ProbeStep {
  const { availableBps, neededBps, nowMs } = link;
  const probedBps = Math.round(Math.max(FLOOR_BPS, Math.min(wantedBps, neededBps * MAX_OVER_NEEDED)));
  const believedBps = memory.probedBps === 0 ? availableBps : memory.believedBps;
  return {
    ...{ probes: true, ceilingBps: probedBps, found: false },
    memory: { ...memory, probedBps, probedAtMs: nowMs, believedBps },
  };
}

function conclude(memory: ProbeMemory, { availableBps, neededBps, nowMs }: ProbedLink): ProbeStep {
  const { believedBps, probeIntervalMs } = memory;
  const found = availableBps >= Math.min(neededBps, Math.max(ROOMY_BPS, believedBps * GROWN));
  const isNarrow = !found && availableBps < ROOMY_BPS;
  return {
    ...{ probes: false, found },
    ceilingBps: isNarrow ? Math.round(Math.max(FLOOR_BPS, availableBps * OVERRATED - VOICES_BPS)) : null,
    memory: {
      ...settled(memory),
      unanswered: availableBps < believedBps * GROWN ? memory.unanswered + 1 : 0,
      probeAtMs: nowMs + probeIntervalMs,
      probeIntervalMs: Math.min(probeIntervalMs * SLOWDOWN, Math.max(INTERVAL_MS.last, probeIntervalMs)),
    },
  };
}
