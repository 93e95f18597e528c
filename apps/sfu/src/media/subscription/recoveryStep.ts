/** One subscriber whose link was too narrow, as it is now. */
export interface LinkState {
  /** What the engine thinks that the link carries. */
  availableBps: number;
  /** What the most important picture that misses its layer would take, together with everything else. */
  neededBps: number;
  /** Share of the packets that get lost on the way, 0 to 1. */
  lossShare: number;
  nowMs: number;
}

/** What is being tried, and what has been found. */
export interface RecoveryMemory {
  /** The engine shall not send less than this; 0 while nothing is being tried. */
  floorBps: number;
  /** The last rate at which packets got lost; null before that. */
  ceilingBps: number | null;
  /** No trial before this. */
  trialAtMs: number;
  /** No new start before this. */
  restartAtMs: number;
  restartIntervalMs: number;
}

export const CHECK_INTERVAL_MS = 700;
const TRIAL_INTERVAL_MS = 4000;
const RESTART_INTERVAL_MS = { first: 3000, last: 12_000 };
const MIN_FLOOR_BPS = 60_000;
const MAX_LOSS = 0.03;
/** A little more than what failed last time: when that fails again, hardly anybody notices. */
const BELOW_CEILING = 0.8;
const ABOVE_CEILING = 1.2;
/** As long as nothing has failed; and where what failed before goes through: then the link has changed. */
const CAREFUL = 1.3;
const BOLD = 2;
/** Room for what the estimate needs beyond what is sent. */
const MARGIN = 1.2;

/** A picture has just begun to miss its layer: the engine is given time to find its rate. */
export function newRecovery(nowMs: number): RecoveryMemory {
  return {
    floorBps: 0,
    ceilingBps: null,
    trialAtMs: nowMs + TRIAL_INTERVAL_MS,
    restartAtMs: nowMs + RESTART_INTERVAL_MS.first,
    restartIntervalMs: RESTART_INTERVAL_MS.first,
  };
}

/**
 * The engine's estimate of a link that was squeezed grows by a few kbps a second, and after a downgrade the engine stays
 * below for ten seconds whatever it estimates. So a floor under the estimate is raised step by step until packets get
 * lost, and given up then; where the rate is there and the picture is not, the picture starts anew.
 */
export function recoveryStep(
  memory: RecoveryMemory,
  link: LinkState,
): { memory: RecoveryMemory; restarts: boolean } {
  const { availableBps, neededBps, nowMs } = link;
  const next = { ...memory, ...nextTrial(memory, link) };
  if (availableBps < neededBps || nowMs < memory.restartAtMs) return { memory: next, restarts: false };
  const restartAtMs = nowMs + memory.restartIntervalMs;
  const restartIntervalMs = Math.min(memory.restartIntervalMs * 2, RESTART_INTERVAL_MS.last);
  return { memory: { ...next, restartAtMs, restartIntervalMs }, restarts: true };
}

function nextTrial(
  { floorBps, ceilingBps, trialAtMs }: RecoveryMemory,
  { availableBps, neededBps, lossShare, nowMs }: LinkState,
): Pick<RecoveryMemory, 'floorBps' | 'ceilingBps' | 'trialAtMs'> {
  if (lossShare > MAX_LOSS) {
    return {
      floorBps: 0,
      ceilingBps: nextCeiling(floorBps, ceilingBps),
      trialAtMs: nowMs + TRIAL_INTERVAL_MS,
    };
  }
  if (nowMs < trialAtMs) return { floorBps: 0, ceilingBps, trialAtMs };
  const raised = raise(floorBps === 0 ? Math.max(availableBps, MIN_FLOOR_BPS) : floorBps, ceilingBps);
  return { floorBps: Math.round(Math.min(raised, neededBps * MARGIN)), ceilingBps, trialAtMs };
}

/** Failing a little above the ceiling confirms it; failing far above, when it was passed, is another ceiling. */
function nextCeiling(floorBps: number, ceilingBps: number | null): number | null {
  if (floorBps === 0) return ceilingBps;
  return ceilingBps === null || floorBps > ceilingBps * ABOVE_CEILING
    ? floorBps
    : Math.min(ceilingBps, floorBps);
}

function raise(bps: number, ceilingBps: number | null): number {
  if (ceilingBps === null) return bps * CAREFUL;
  if (bps >= ceilingBps) return bps * BOLD;
  return bps < ceilingBps * BELOW_CEILING ? ceilingBps * BELOW_CEILING : ceilingBps * ABOVE_CEILING;
}
