/** What a worker carries, as measured. */
export interface WorkerLoad {
  /** CPU of its process, 1 being a whole core: a worker has no more. */
  readonly cpuShare: number;
  /** Consumers that forward something, or will in a moment. */
  readonly activeConsumers: number;
  readonly mbps: number;
  /** Streams received and forwarded, paused ones included. */
  readonly streams: number;
  readonly routers: number;
}

/** From where on a worker takes no further peers of a room. */
export interface WorkerLimits {
  readonly cpuPercent: number;
  readonly consumers: number;
  readonly mbps: number;
}

/** A worker with what is known of it. */
export interface WorkerState<W> {
  readonly worker: W;
  readonly load: WorkerLoad;
  readonly full: boolean;
}

/** A peer let in a moment ago, whose consumers do not run yet. */
export interface Newcomer {
  readonly atMs: number;
  readonly activeConsumersBefore: number;
}

/** A full worker has room again below this part of its limits: otherwise it would change with every breath. */
const ROOM_AGAIN_AT = 0.85;
/**
 * From this part of its limits on, a worker shares its rooms' newcomers with others. Below it a room stays on one
 * router, because each pipe costs CPU on both sides (adr/0004).
 */
const SHARES_FROM = 0.5;
/** Workers that differ by less count as equally loaded: the CPU of a quiet one alone moves as much. */
const FILL_STEP = 0.05;
/** How much emptier another worker must be before a room takes a router there: two or three people's streams. */
const WORTH_A_PIPE = 0.05;

/** What a newcomer is taken for until it is measured: nine pictures, four voices, and the tap of its microphone. */
const CONSUMERS_OF_NEWCOMER = 14;
export const NEWCOMER_MS = 10_000;

/** How much of a worker is in use: 1 at the first limit it reaches. */
export function fillOf({ cpuShare, activeConsumers, mbps }: WorkerLoad, limits: WorkerLimits): number {
  return Math.max(
    (cpuShare * 100) / limits.cpuPercent,
    activeConsumers / limits.consumers,
    mbps / limits.mbps,
  );
}

export function isFull(load: WorkerLoad, limits: WorkerLimits, wasFull: boolean): boolean {
  return fillOf(load, limits) >= (wasFull ? ROOM_AGAIN_AT : 1);
}

/** Active consumers with those that the newcomers, oldest first, are going to have. A join storm spreads by this. */
export function expectedConsumers(active: number, newcomers: readonly Newcomer[], nowMs: number): number {
  const recent = newcomers.filter(({ atMs }) => nowMs - atMs < NEWCOMER_MS);
  // From each newcomer on: what was there, and those who have come since. The highest of these is still to be reached.
  const expected = recent.map(
    ({ activeConsumersBefore }, index) =>
      activeConsumersBefore + (recent.length - index) * CONSUMERS_OF_NEWCOMER,
  );
  return Math.max(active, ...expected);
}

/** Where a new room begins. Undefined when there is no worker. */
export function leastLoaded<W>(
  states: readonly WorkerState<W>[],
  limits: WorkerLimits,
): WorkerState<W> | undefined {
  const step = ({ load }: WorkerState<W>) => Math.floor(fillOf(load, limits) / FILL_STEP);
  return states.toSorted(
    (a, b) =>
      Number(a.full) - Number(b.full) ||
      step(a) - step(b) ||
      a.load.activeConsumers - b.load.activeConsumers ||
      a.load.streams - b.load.streams ||
      a.load.routers - b.load.routers,
  )[0];
}

/**
 * Where the next peer of a room goes that has routers on the workers `own`: to one of these while it has room to
 * spare; when it is full, or half full and another one clearly emptier, to the least loaded of all.
 */
export function placeForPeer<W>(
  states: readonly WorkerState<W>[],
  own: readonly W[],
  limits: WorkerLimits,
): WorkerState<W> | undefined {
  const home = leastLoaded(
    states.filter(({ worker }) => own.includes(worker)),
    limits,
  );
  const best = leastLoaded(states, limits);
  if (home === undefined || best === undefined) return best;
  if (home.full && !best.full) return best;
  const used = fillOf(home.load, limits);
  const gained = used - fillOf(best.load, limits);
  return used >= SHARES_FROM && gained >= WORTH_A_PIPE ? best : home;
}
