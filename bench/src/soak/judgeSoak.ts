import type { Values } from '../Benchmark.ts';
import { median, percentile } from '../percentile.ts';
import type { PageSample } from './SoakPage.ts';

/** How things are at one moment of a long meeting. */
export interface SoakSample {
  /** Since its beginning. */
  readonly atMs: number;
  /** Node, after a collection. */
  readonly nodeBytes: number;
  /** Of JavaScript in it: hardly moves by itself, so that minutes are enough to see it grow. */
  readonly nodeHeapBytes: number;
  readonly workerBytes: number;
  /** CPU time of Node since it started, and for how long it wanted to run but other programs had the cores. */
  readonly ranMs: number;
  readonly waitedMs: number;
  /** Delay of the server's event loop since the sample before. */
  readonly loopDelayP99Ms: number;
  readonly page: PageSample;
}

const MB = 1e6;

/**
 * What has grown from the second third of a meeting to the last: in the first everything comes that is made once and kept.
 * @throws {RangeError} without samples in one of them
 */
export function judgeSoak(samples: readonly SoakSample[], durationMs: number): Values {
  const { before, after } = lastThirds(samples, durationMs);
  const grown = (of: (sample: SoakSample) => number) => median(after.map(of)) - median(before.map(of));
  const grownPercent = (of: (sample: SoakSample) => number) => (grown(of) / median(before.map(of))) * 100;
  const most = (of: (sample: SoakSample) => number) =>
    Math.max(...after.map(of)) - Math.max(...before.map(of));
  const [skewsBefore, skewsAfter] = [skewsOf(before), skewsOf(after)];
  const skews = [...skewsBefore, ...skewsAfter];
  const serverBytes = ({ nodeBytes, workerBytes }: SoakSample) => nodeBytes + workerBytes;
  return {
    'soak.server-memory-growth-percent': grownPercent(serverBytes),
    'soak.server-memory-growth-mb': grown(serverBytes) / MB,
    'soak.page-heap-growth-percent': grownPercent(({ page }) => page.heapBytes),
    'soak.page-heap-growth-mb': grown(({ page }) => page.heapBytes) / MB,
    'soak.page-nodes-growth': grown(({ page }) => page.nodes),
    'soak.page-listeners-growth': grown(({ page }) => page.listeners),
    'soak.sdp-sections.max': Math.max(...samples.map(({ page }) => page.sections)),
    'soak.sdp-sections-growth': Math.max(
      0,
      most(({ page }) => page.sections),
    ),
    'soak.sdp-length-growth-percent':
      (most(({ page }) => page.sdpBytes) / Math.max(...before.map(({ page }) => page.sdpBytes))) * 100,
    'soak.audio-video-drift-ms':
      skewsBefore.length === 0 || skewsAfter.length === 0
        ? NaN
        : Math.abs(median(skewsAfter) - median(skewsBefore)),
    'soak.audio-video-skew-ms.p50': skews.length === 0 ? NaN : Math.abs(median(skews)),
    'soak.audio-video-skew-ms.p95': skews.length === 0 ? NaN : percentile(skews.map(Math.abs), 95),
    'soak.event-loop-delay-ms.p99-max': Math.max(...samples.map(({ loopDelayP99Ms }) => loopDelayP99Ms)),
  };
}

/** What minutes of it tell, on a machine of which nothing is known. */
export interface ShortJudgement {
  readonly heapGrowthMb: { readonly server: number; readonly page: number };
  /** Of how sound and picture go together, in the worse of the two thirds. */
  readonly skewReadings: number;
  /**
   * By how much more the sound of people has moved against their picture than the readings of each third are apart: the distance
   * between the middle halves of both. Where the machine is late for sounds and pictures one person differs from the next, and
   * one second from the next, by more than what is looked for.
   */
  readonly driftBeyondScatterMs: number;
  /** The server was late by seconds at some time, and waited for a core rather than being busy itself: others load the machine. */
  readonly crowded: boolean;
}

/** People's requests fail after ten seconds of it, and media needs a fraction of that. */
const LATE_MS = 2000;

export function judgeShortSoak(samples: readonly SoakSample[], durationMs: number): ShortJudgement {
  const { before, after } = lastThirds(samples, durationMs);
  const grownMb = (of: (sample: SoakSample) => number) =>
    (median(after.map(of)) - median(before.map(of))) / MB;
  return {
    heapGrowthMb: {
      server: grownMb(({ nodeHeapBytes }) => nodeHeapBytes),
      page: grownMb(({ page }) => page.heapBytes),
    },
    skewReadings: Math.min(skewsOf(before).length, skewsOf(after).length),
    driftBeyondScatterMs: distance(middleHalf(skewsOf(before)), middleHalf(skewsOf(after))),
    crowded:
      samples.some(({ loopDelayP99Ms }) => loopDelayP99Ms > LATE_MS) &&
      samples.some(({ ranMs, waitedMs }) => waitedMs > ranMs),
  };
}

function lastThirds(samples: readonly SoakSample[], durationMs: number) {
  const between = (from: number, to: number) =>
    samples.filter(({ atMs }) => atMs >= durationMs * from && atMs < durationMs * to);
  return { before: between(1 / 3, 2 / 3), after: between(2 / 3, Infinity) };
}

function skewsOf(samples: readonly SoakSample[]): number[] {
  return samples.flatMap(({ page }) => page.skewsMs);
}

/** NaN without readings. */
function middleHalf(readings: readonly number[]): readonly [number, number] {
  return readings.length === 0 ? [NaN, NaN] : [percentile(readings, 25), percentile(readings, 75)];
}

function distance(a: readonly [number, number], b: readonly [number, number]): number {
  return Math.max(0, a[0] - b[1], b[0] - a[1]);
}
