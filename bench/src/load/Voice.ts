import type { ReceivedStats } from '@parley/bots';

/** How much of a voice has come in time to be played so far, and how much has not, in packets. */
export interface Voice {
  readonly heard: number;
  readonly missed: number;
}

export function voiceOf(received: ReceivedStats | undefined): Voice {
  const { heardPackets = 0, latePackets = 0 } = received?.audio ?? {};
  return { heard: heardPackets, missed: latePackets + (received?.lost ?? 0) };
}

/** Of what should have come between two readings; a silent voice is not heard. */
export function heardPercent(before: Voice, after: Voice): number {
  const heard = after.heard - before.heard;
  // What is on its way counts as missed until it comes.
  const missed = Math.max(0, after.missed - before.missed);
  return heard + missed === 0 ? 0 : (heard / (heard + missed)) * 100;
}
