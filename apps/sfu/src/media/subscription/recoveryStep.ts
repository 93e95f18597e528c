import {
  afterRelapse,
  FLOOR_BPS,
  newProbing,
  nextProbe,
  PROBE_LOOK_MS,
  type ProbeMemory,
  settled,
} from './probing.ts';

/** One subscriber whose link was too narrow, as it is now. */
export interface LinkState {
  /** What the engine thinks that the link carries. */
  availableBps: number;
  /** What the most important picture that misses its layer would take, together with everything else. */
  neededBps: number;
  /** Share of what is sent that never comes, 0 to 1. */
  lossShare: number;
  /** The same of what has to be sent again, whether it comes then or not. */
  repeatedShare: number;
  /** So much gets lost, one packet after the other, that the link must have become narrow. */
  isFlooded: boolean;
  nowMs: number;
}

/** What has been tried, and when something may be tried again. */
export interface RecoveryMemory extends ProbeMemory {
  /** A flood has been ended, and since then nothing was found that would bring the next one. */
  cleared: boolean;
  /** Pictures are kept from growing. */
  limited: boolean;
  /** When they were last let grow. */
  liftedAtMs: number;
  restartAtMs: number;
  restartIntervalMs: number;
  /** Since when so much gets lost that nothing is gained by sending; null while that is not so. */
  lossySinceMs: number | null;
  /** No floor before this. */
  floorAtMs: number;
}

export interface RecoveryStep {
  memory: RecoveryMemory;
  /** The engine shall not believe in less; 0 for no floor. */
  floorBps: number;
  /** The engine shall not believe in more; null to leave that as it is. */
  ceilingBps: number | null;
  /** A short burst shall find out whether the link carries as much as the ceiling; until then no picture grows. */
  probes: boolean;
  /** Every picture may grow as far as the engine lets it. */
  lifts: boolean;
  /** The picture starts anew: after a downgrade the engine keeps it small for ten seconds, whatever it believes. */
  restarts: boolean;
  /** The smallest size of the first picture is all that is left, and what was lost of the others is not sent again. */
  clears: boolean;
  /** When to look again. */
  nextMs: number;
}

export const CHECK_INTERVAL_MS = 400;
const RESTART_INTERVAL_MS = { first: 3000, last: 12_000 };
const FLOOR_BELOW_BPS = 300_000;
/** Where even the floor is too much the voices come first. */
const FLOOR_GIVEN_UP_MS = { after: 5000, for: 10_000 };
/** The engine takes so much loss for a narrow link: a burst would find what is gone a moment later. */
const LOSSY = 0.1;
/** After a flood so soon, what was found before it was wrong. */
const RELAPSE_MS = 10_000;
/** Room for what the estimate needs beyond what is sent. */
const MARGIN = 1.15;

/**
 * A picture has just begun to miss its layer, or to get lost.
 * @param last what was known when the last such time ended; null when there was none
 */
export function newRecovery(nowMs: number, last: RecoveryMemory | null): RecoveryMemory {
  return {
    ...newProbing(nowMs),
    cleared: false,
    limited: false,
    liftedAtMs: last?.liftedAtMs ?? -Infinity,
    ...(last && nowMs - last.liftedAtMs < RELAPSE_MS && { probeIntervalMs: last.probeIntervalMs }),
    restartAtMs: Math.max(nowMs + RESTART_INTERVAL_MS.first, last?.restartAtMs ?? 0),
    restartIntervalMs: RESTART_INTERVAL_MS.first,
    lossySinceMs: null,
    floorAtMs: Math.max(nowMs, last?.floorAtMs ?? 0),
  };
}

/**
 * The engine notices a squeeze late, after seconds in which it sends everything that gets lost again and again; then its
 * estimate falls to the ground and stays there, because next to nothing is sent that could show more. So a flood is
 * ended at once, the smallest picture stays, bursts ask the link for more, and what they have found brings the pictures
 * back when it stands: not by the engine's first belief, whose key frame would be the next flood.
 */
export function recoveryStep(before: RecoveryMemory, link: LinkState): RecoveryStep {
  const { availableBps, neededBps, nowMs } = link;
  const memory = { ...before, ...nextFloor(before, link) };
  const floorBps = availableBps < FLOOR_BELOW_BPS && nowMs >= memory.floorAtMs ? FLOOR_BPS : 0;
  const step: RecoveryStep = {
    ...{ memory, floorBps, ceilingBps: null, nextMs: CHECK_INTERVAL_MS },
    ...{ probes: false, lifts: false, restarts: false, clears: false },
  };
  if (link.isFlooded) return { ...step, ...endFlood(memory, nowMs) };
  if (memory.probedBps === 0 && availableBps >= neededBps * MARGIN)
    return { ...step, ...grow(memory, nowMs) };
  if (Math.max(link.lossShare, link.repeatedShare) > LOSSY) return { ...step, memory: settled(memory) };
  const { found, ...probe } = nextProbe(memory, { availableBps, neededBps: neededBps * MARGIN, nowMs });
  const limited = memory.limited || probe.probes;
  const next = { ...step, ...probe, memory: { ...memory, ...probe.memory, limited } };
  if (found) return { ...next, ...lift(next.memory, nowMs) };
  return { ...next, nextMs: probe.memory.probedBps > 0 ? PROBE_LOOK_MS : CHECK_INTERVAL_MS };
}

/**
 * Next to nothing is sent then: what is known of the loss is about the time before the flood as well, so that nobody knows
 * what the link carries. The bursts that follow find out within two seconds.
 */
function endFlood(memory: RecoveryMemory, nowMs: number): Partial<RecoveryStep> {
  if (memory.cleared) return { memory: settled(memory) };
  const isRelapse = nowMs - memory.liftedAtMs < RELAPSE_MS;
  const next = isRelapse
    ? afterRelapse(memory, nowMs)
    : { ...memory, probeAtMs: nowMs + memory.probeIntervalMs };
  return {
    ...{ clears: true, ceilingBps: FLOOR_BPS },
    memory: { ...settled(next), cleared: true, limited: true },
  };
}

function nextFloor(
  { lossySinceMs, floorAtMs }: RecoveryMemory,
  { lossShare, nowMs }: LinkState,
): Pick<RecoveryMemory, 'lossySinceMs' | 'floorAtMs'> {
  if (lossShare <= LOSSY) return { lossySinceMs: null, floorAtMs };
  const sinceMs = lossySinceMs ?? nowMs;
  if (nowMs - sinceMs < FLOOR_GIVEN_UP_MS.after) return { lossySinceMs: sinceMs, floorAtMs };
  return { lossySinceMs: null, floorAtMs: nowMs + FLOOR_GIVEN_UP_MS.for };
}

function lift(memory: RecoveryMemory, nowMs: number): Pick<RecoveryStep, 'lifts' | 'memory'> {
  if (!memory.limited) return { lifts: false, memory: settled(memory) };
  return { lifts: true, memory: { ...settled(memory), cleared: false, limited: false, liftedAtMs: nowMs } };
}

/** The rate is there: if the picture is not, it starts anew. */
function grow(before: RecoveryMemory, nowMs: number): Partial<RecoveryStep> {
  const { lifts, memory } = lift(before, nowMs);
  const { restartAtMs, restartIntervalMs } = memory;
  // What is let grow starts anew by itself.
  if (!lifts && nowMs < restartAtMs) return { memory };
  return {
    ...{ lifts, restarts: !lifts },
    memory: {
      ...memory,
      restartAtMs: nowMs + restartIntervalMs,
      restartIntervalMs: Math.min(restartIntervalMs * 2, RESTART_INTERVAL_MS.last),
    },
  };
}
