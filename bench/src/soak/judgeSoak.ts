import type { Values } from '../Benchmark.ts';
import { median, percentile } from '../percentile.ts';
import type { PageSample } from './SoakPage.ts';

/** How things are at one moment of a long meeting. */
export interface SoakSample {
  /** Since its beginning. */
  readonly atMs: number;
  /** Node, after a collection. */
  readonly nodeBytes: number;
  readonly workerBytes: number;
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
  const between = (from: number, to: number) =>
    samples.filter(({ atMs }) => atMs >= durationMs * from && atMs < durationMs * to);
  const [before, after] = [between(1 / 3, 2 / 3), between(2 / 3, Infinity)];
  const grown = (of: (sample: SoakSample) => number) => median(after.map(of)) - median(before.map(of));
  const grownPercent = (of: (sample: SoakSample) => number) => (grown(of) / median(before.map(of))) * 100;
  const most = (of: (sample: SoakSample) => number) =>
    Math.max(...after.map(of)) - Math.max(...before.map(of));
  const skewsOf = (some: readonly SoakSample[]) => some.flatMap(({ page }) => page.skewsMs);
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
