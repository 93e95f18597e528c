/** What the bursts have shown so far by which a link is asked for more. */
export interface ProbeMemory {
  /** The rate of the burst whose result is not known yet; 0 for none. */
  probedBps: number;
  /** What the engine believed before that burst, and before the first one of those that went through. */
  believedBps: number;
  provenBps: number;
  probeAtMs: number;
  probeIntervalMs: number;
}

export interface ProbeStep {
  memory: ProbeMemory;
  /** The engine shall not believe in more; null to leave that as it is. */
  ceilingBps: number | null;
  /** A short burst shall find out whether the link carries as much as the ceiling. */
  probes: boolean;
}

interface ProbedLink {
  availableBps: number;
  neededBps: number;
  nowMs: number;
}

/** A burst takes a few milliseconds, its receipts 50 to 150. */
export const PROBE_RESULT_MS = 200;
/**
 * The smallest picture at half its frames: with less nothing flows, and the engine learns nothing any more. No ceiling is
 * lower, because the engine would refuse it.
 */
export const FLOOR_BPS = 100_000;
const INTERVAL_MS = { first: 1000, last: 3000 };
const SLOWDOWN = 1.25;
/** A link that lets bursts through and then nothing more is asked less and less often. */
const RELAPSE = { slowdown: 2, lastIntervalMs: 8000 };
/** The first burst is next to nothing, and what it finds raises no picture. */
const FIRST_FACTOR = 1.5;
/** The next ones, if it goes through, are longer than what a narrow link lets through at once, but fit into its queue. */
const NEXT_FACTOR = 4;
const NEXT_MIN_BPS = 1_200_000;
const MAX_OVER_NEEDED = 1.5;
/** A burst finds a little less than what it is made with. */
const PASSED = 0.8;
const GROWN = 1.2;

/** @param last what was known when the last recovery ended, if that was a moment ago: what was found then was wrong */
export function newProbing(nowMs: number, last: ProbeMemory | null): ProbeMemory {
  const { first } = INTERVAL_MS;
  const probeIntervalMs = last
    ? Math.min(last.probeIntervalMs * RELAPSE.slowdown, RELAPSE.lastIntervalMs)
    : first;
  return { probedBps: 0, believedBps: 0, provenBps: 0, probeAtMs: nowMs + probeIntervalMs, probeIntervalMs };
}

/** No burst is on its way any more whose result would matter. */
export function settled<M extends ProbeMemory>(memory: M): M {
  return { ...memory, probedBps: 0, believedBps: 0, provenBps: 0 };
}

/** Small bursts ask the link for more, one after the other as long as they go through. */
export function nextProbe(memory: ProbeMemory, link: ProbedLink): ProbeStep {
  const { probedBps, probeAtMs } = memory;
  if (probedBps === 0 && link.nowMs < probeAtMs) return { memory, ceilingBps: null, probes: false };
  const goesOn = probedBps === 0 || link.availableBps >= probedBps * PASSED;
  return goesOn ? probe(memory, link) : giveUp(memory, link);
}

function probe(memory: ProbeMemory, { availableBps, neededBps }: ProbedLink): ProbeStep {
  const isFirst = memory.probedBps === 0;
  const wantedBps = isFirst
    ? availableBps * FIRST_FACTOR
    : Math.max(availableBps * NEXT_FACTOR, NEXT_MIN_BPS);
  const probedBps = Math.round(Math.max(FLOOR_BPS, Math.min(wantedBps, neededBps * MAX_OVER_NEEDED)));
  const provenBps = isFirst ? availableBps : memory.provenBps;
  return {
    ...{ probes: true, ceilingBps: probedBps },
    memory: { ...memory, probedBps, provenBps, believedBps: availableBps },
  };
}

/** The queue of a narrow link may swallow one burst; when the next one is lost, the first one said nothing. */
function giveUp(memory: ProbeMemory, { availableBps, nowMs }: ProbedLink): ProbeStep {
  const { provenBps, believedBps, probeIntervalMs } = memory;
  const wasMistaken = believedBps > provenBps && availableBps < believedBps * GROWN;
  return {
    probes: false,
    ceilingBps: wasMistaken ? Math.max(FLOOR_BPS, Math.min(provenBps, availableBps)) : null,
    memory: {
      ...settled(memory),
      probeAtMs: nowMs + probeIntervalMs,
      probeIntervalMs: Math.min(probeIntervalMs * SLOWDOWN, Math.max(INTERVAL_MS.last, probeIntervalMs)),
    },
  };
}
