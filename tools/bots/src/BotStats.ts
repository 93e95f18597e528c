import type { MediaSource } from '@parley/protocol';
import type { ReceivedStats } from './native/receive/ReceivedStats.ts';

/** Milliseconds since the join was asked for, with everything prepared that can be; `null` means "not yet". */
export interface BotTiming {
  /** Before the join: connecting the socket, loading the codecs. */
  readonly prepareMs: number;
  /** The server's answer. */
  readonly joinedMs: number;
  /** First packet of anybody's audio. */
  readonly firstAudioMs: number | null;
  /** First complete key frame of anybody's camera or screen. */
  readonly firstVideoMs: number | null;
}

/** One stream that a bot receives now. */
export interface RemoteStats {
  readonly userId: string;
  readonly displayName: string;
  readonly source: MediaSource;
  readonly received: ReceivedStats;
}

export interface BotStats {
  /** Own id in the room. */
  readonly userId: string;
  readonly displayName: string;
  readonly timing: BotTiming;
  /** What is received now. */
  readonly remotes: readonly RemoteStats[];
  /** Over all streams since the join, closed ones included. */
  readonly total: {
    readonly packets: number;
    readonly bytes: number;
    readonly lost: number;
    /** Over the last second, of what is received now. */
    readonly bitrateBps: number;
  };
}

/** When the first audio packet and the first picture of any of these streams came. */
export function firstArrivals(streams: readonly ReceivedStats[]): {
  audioAtMs: number | null;
  videoAtMs: number | null;
} {
  return {
    audioAtMs: earliest(streams.map(({ audio, firstPacketAtMs }) => (audio ? firstPacketAtMs : null))),
    videoAtMs: earliest(streams.map(({ video }) => video?.firstFrameAtMs ?? null)),
  };
}

export function totals(all: readonly ReceivedStats[], current: readonly ReceivedStats[]): BotStats['total'] {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    packets: sum(all.map(({ packets }) => packets)),
    bytes: sum(all.map(({ bytes }) => bytes)),
    lost: sum(all.map(({ lost }) => lost)),
    bitrateBps: sum(current.map(({ bitrateBps }) => bitrateBps)),
  };
}

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
