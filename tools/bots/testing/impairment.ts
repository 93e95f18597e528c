/** What one direction of a link does to packets; what is left out it does not do. */
export interface Impairment {
  /** Share of packets that get lost, each for itself by chance, 0 to 1. */
  readonly loss?: number;
  /**
   * Times in which everything gets lost, as where a radio link fades: how long and how often on average, each by chance
   * between nothing and the double.
   */
  readonly bursts?: { readonly lastMs: number; readonly everyMs: number };
  readonly delayMs?: number;
  /** Each packet takes up to so much longer, by chance: packets overtake each other. */
  readonly jitterMs?: number;
  readonly rateBps?: number;
}

/** What a direction remembers from one packet to the next. */
export interface DirectionMemory {
  /** When the last packet will have passed the narrow place. */
  readonly freeAtMs: number;
  readonly inBurst: boolean;
  /** When the burst, or the time between two of them, is over. */
  readonly changesAtMs: number;
}

export interface Passage {
  readonly memory: DirectionMemory;
  /** When the packet comes out; null when it never does. */
  readonly arrivesAtMs: number | null;
}

/** What would wait longer than this for a narrow link is dropped, as in a router's queue. */
export const MAX_QUEUE_MS = 300;

export const NEW_DIRECTION: DirectionMemory = { freeAtMs: 0, inBurst: true, changesAtMs: 0 };

/** @param random as `Math.random` */
export function passageOf(
  before: DirectionMemory,
  impairment: Impairment,
  packet: { readonly bytes: number; readonly nowMs: number },
  random: () => number,
): Passage {
  const memory = { ...before, ...nextBurst(before, impairment, packet.nowMs, random) };
  const isLost = memory.inBurst || random() < (impairment.loss ?? 0);
  if (isLost) return { memory, arrivesAtMs: null };
  const { rateBps = Infinity, delayMs = 0, jitterMs = 0 } = impairment;
  const freeAtMs = Math.max(packet.nowMs, memory.freeAtMs) + (packet.bytes * 8000) / rateBps;
  if (freeAtMs - packet.nowMs > MAX_QUEUE_MS) return { memory, arrivesAtMs: null };
  const arrivesAtMs = freeAtMs + delayMs + random() * jitterMs;
  return { memory: { ...memory, freeAtMs }, arrivesAtMs };
}

function nextBurst(
  { inBurst, changesAtMs }: DirectionMemory,
  { bursts }: Impairment,
  nowMs: number,
  random: () => number,
): Pick<DirectionMemory, 'inBurst' | 'changesAtMs'> {
  if (bursts === undefined) return { inBurst: false, changesAtMs: 0 };
  if (nowMs < changesAtMs) return { inBurst, changesAtMs };
  const averageMs = inBurst ? bursts.everyMs - bursts.lastMs : bursts.lastMs;
  return { inBurst: !inBurst, changesAtMs: nowMs + random() * 2 * averageMs };
}
