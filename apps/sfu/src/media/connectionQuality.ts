import type { ConnectionQuality } from '@parley/protocol';

/** What is known of one direction. */
export interface LinkReading {
  /** Share of packets lost before any repair, 0 to 1, by transport-wide feedback of the last seconds. */
  feedbackLoss: number;
  /** That feedback is about video alone: without any it stays as it was. */
  videoFlows: boolean;
  /** mediasoup's scores of voices, 10 to 1; 0 where nothing is sent. Slower, and all there is without video. */
  voiceScores: readonly number[];
  /** With less than a voice's traffic, a lost packet or two say nothing. */
  bitrateBps: number;
}

/** What is shown, and what the readings have been saying since when. */
export interface QualityState {
  readonly shown: ConnectionQuality;
  readonly leaning: { readonly to: ConnectionQuality; readonly sinceMs: number } | null;
}

/** Voices have no repair: from here on words are lost, and pictures wait for repairs. */
const POOR_LOSS = 0.08;
/** Repair and concealment still hide this, at a price. */
const FAIR_LOSS = 0.04;
const MIN_BITRATE_BPS = 8000;
/** A bad moment is not a bad connection, and a good one does not make it good again. */
const WORSE_AFTER_MS = 2000;
const BETTER_AFTER_MS = 5000;
const RANK: Record<ConnectionQuality, number> = { poor: 0, fair: 1, good: 2 };

export const INITIAL_QUALITY: QualityState = { shown: 'good', leaning: null };

/** The worse of both directions, as it is at this moment. Without traffic there is nothing to complain about. */
export function qualityOf(readings: readonly LinkReading[]): ConnectionQuality {
  const loss = Math.max(
    0,
    ...readings.filter(({ bitrateBps }) => bitrateBps >= MIN_BITRATE_BPS).map((reading) => lossOf(reading)),
  );
  if (loss >= POOR_LOSS) return 'poor';
  return loss >= FAIR_LOSS ? 'fair' : 'good';
}

/** Takes the quality of this moment; what is shown follows when it has been worse, or better, for long enough. */
export function nextQuality(
  { shown, leaning }: QualityState,
  now: ConnectionQuality,
  nowMs: number,
): QualityState {
  if (now === shown) return { shown, leaning: null };
  const worse = RANK[now] < RANK[shown];
  const goesOn = leaning !== null && RANK[leaning.to] < RANK[shown] === worse;
  // Of all that was read meanwhile, what is nearest to the one shown is certain.
  const to = goesOn && isNearer(leaning.to, now, shown) ? leaning.to : now;
  const sinceMs = goesOn ? leaning.sinceMs : nowMs;
  if (nowMs - sinceMs >= (worse ? WORSE_AFTER_MS : BETTER_AFTER_MS)) return { shown: to, leaning: null };
  return { shown, leaning: { to, sinceMs } };
}

function lossOf({ feedbackLoss, videoFlows, voiceScores }: LinkReading): number {
  if (videoFlows) return feedbackLoss;
  return lossOfScore(Math.min(10, ...voiceScores.filter((score) => score > 0)));
}

/** mediasoup scores a stream without repair by the fourth power of what was delivered. */
function lossOfScore(score: number): number {
  return 1 - (score / 10) ** (1 / 4);
}

function isNearer(a: ConnectionQuality, b: ConnectionQuality, shown: ConnectionQuality): boolean {
  return Math.abs(RANK[a] - RANK[shown]) < Math.abs(RANK[b] - RANK[shown]);
}
