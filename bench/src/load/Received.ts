/** What all bots of a room have received together. */
export interface Received {
  packets: number;
  bytes: number;
  lost: number;
}

export const NOTHING: Received = { packets: 0, bytes: 0, lost: 0 };

export function add(a: Received, b: Received): Received {
  return { packets: a.packets + b.packets, bytes: a.bytes + b.bytes, lost: a.lost + b.lost };
}

/** What came between two readings. */
export function since(before: Received, after: Received): Received {
  return {
    packets: after.packets - before.packets,
    bytes: after.bytes - before.bytes,
    lost: after.lost - before.lost,
  };
}

/** Lost packets of all that should have come, from 0 to 1. */
export function lossRatio({ packets, lost }: Received): number {
  const expected = packets + lost;
  return expected > 0 ? lost / expected : 0;
}

/** More than this on loopback means that the machine, not Parley, is at its limit. */
const SUSPICIOUS_LOSS = 0.002;

/** The sentence for the report when bots lost packets; null when figures can be trusted. */
export function lossNote(what: string, received: Received): string | null {
  const ratio = lossRatio(received);
  if (ratio <= SUSPICIOUS_LOSS) return null;
  return `${what}: bots lost ${(ratio * 100).toFixed(2)} % of their packets, so the machine was at its limit.`;
}
