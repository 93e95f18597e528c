import { FLOOR_BPS, newProbing, nextProbe, PROBE_RESULT_MS, type ProbeMemory, settled } from './probing.ts';

/** One subscriber whose link was too narrow, as it is now. */
export interface LinkState {
  /** What the engine thinks that the link carries. */
  availableBps: number;
  /** What the most important picture that misses its layer would take, together with everything else. */
  neededBps: number;
  /** What everything that is sent now takes. */
  sentBps: number;
  /** Share of it that gets lost on the way, 0 to 1. */
  lossShare: number;
  nowMs: number;
}

/** What has been tried, and when something may be tried again. */
export interface RecoveryMemory extends ProbeMemory {
  /** What was lost in the first flood is not sent again any more. */
  cleared: boolean;
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
  /** A short burst shall find out whether the link carries as much as the ceiling. */
  probes: boolean;
  /** The picture starts anew: after a downgrade the engine keeps it small for ten seconds, whatever it believes. */
  restarts: boolean;
  /** Every picture starts anew, and what was lost of the old ones is not sent again. */
  clears: boolean;
  /** When to look again. */
  nextMs: number;
}

export const CHECK_INTERVAL_MS = 400;
const RESTART_INTERVAL_MS = { first: 3000, last: 12_000 };
const FLOOR_BELOW_BPS = 300_000;
/** Where even the floor is too much the voices come first. */
const FLOOR_GIVEN_UP_MS = { after: 5000, for: 10_000 };
const LOSSY = 0.1;
const FLOODED = 0.25;
/** Room for what the estimate needs beyond what is sent. */
const MARGIN = 1.15;

/**
 * A picture has just begun to miss its layer, or to get lost.
 * @param last what was known when the last such time ended, if that was a moment ago
 */
export function newRecovery(nowMs: number, last: RecoveryMemory | null): RecoveryMemory {
  return {
    ...newProbing(nowMs, last),
    cleared: false,
    restartAtMs: Math.max(nowMs + RESTART_INTERVAL_MS.first, last?.restartAtMs ?? 0),
    restartIntervalMs: last?.restartIntervalMs ?? RESTART_INTERVAL_MS.first,
    lossySinceMs: null,
    floorAtMs: last?.floorAtMs ?? nowMs,
  };
}

export function isFlooded(lossShare: number): boolean {
  return lossShare > FLOODED;
}

/**
 * The engine notices a squeeze late, after seconds in which it sends everything that gets lost again and again; then its
 * estimate falls to the ground and stays there, because next to nothing is sent that could show more. So a flood is
 * ended at once, the smallest picture stays, bursts ask the link for more, and where the rate is there and the picture
 * is not, the picture starts anew.
 */
export function recoveryStep(before: RecoveryMemory, link: LinkState): RecoveryStep {
  const memory = { ...before, ...nextFloor(before, link) };
  const { availableBps, neededBps, lossShare, nowMs } = link;
  const floorBps = availableBps < FLOOR_BELOW_BPS && nowMs >= memory.floorAtMs ? FLOOR_BPS : 0;
  const step: RecoveryStep = {
    ...{ memory, floorBps, ceilingBps: null, nextMs: CHECK_INTERVAL_MS },
    ...{ probes: false, restarts: false, clears: false },
  };
  if (isFlooded(lossShare)) return { ...step, ...endFlood(memory, link) };
  if (availableBps >= neededBps * MARGIN) return { ...step, ...nextRestart(memory, nowMs) };
  const probe = nextProbe(memory, link);
  const nextMs = probe.probes ? PROBE_RESULT_MS : CHECK_INTERVAL_MS;
  return { ...step, ...probe, memory: { ...memory, ...probe.memory }, nextMs };
}

/** Less than what arrives: the report is about the time before the flood as well, and the queue is to get empty. */
function endFlood(memory: RecoveryMemory, link: LinkState): Partial<RecoveryStep> {
  if (memory.cleared) return { memory: settled(memory) };
  const rateBps = link.sentBps * (1 - link.lossShare) ** 2;
  const ceilingBps = Math.round(Math.max(FLOOR_BPS, Math.min(rateBps, link.availableBps)));
  return { memory: { ...settled(memory), cleared: true }, clears: true, ceilingBps };
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

function nextRestart(memory: RecoveryMemory, nowMs: number): Partial<RecoveryStep> {
  const { restartAtMs, restartIntervalMs } = memory;
  if (nowMs < restartAtMs) return { memory: settled(memory) };
  return {
    restarts: true,
    memory: {
      ...settled(memory),
      restartAtMs: nowMs + restartIntervalMs,
      restartIntervalMs: Math.min(restartIntervalMs * 2, RESTART_INTERVAL_MS.last),
    },
  };
}
