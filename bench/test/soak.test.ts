import { ensureMedia } from '@parley/bots';
import { beforeAll, expect, it } from 'vitest';
import { judgeShortSoak, type ShortJudgement } from '../src/soak/judgeSoak.ts';
import { soak, type SoakReport } from '../src/soak/soak.ts';

const MINUTE_MS = 60_000;
const OPTIONS = { durationMs: 3 * MINUTE_MS, people: 25, seed: 6, sampleEveryMs: 5000 };
/**
 * Camera and microphone of everybody, one for probing the link and one screen; the first section of all, which carries the transport
 * and is not used again; two of somebody who comes again before the server has missed them.
 */
const MAX_SECTIONS = 2 * OPTIONS.people + 2 + 1 + 2;
const MAX_SERVER_GROWTH_MB = 15;
const MAX_HEAP_GROWTH_MB = { server: 2, page: 3 };
const MAX_DRIFT_MS = 100;
/** Fewer say nothing about a drift. */
const MIN_READINGS = 3;

const CROWDED = 'other programs kept the server waiting for seconds: what is late says nothing';

let report: SoakReport;
let judgement: ShortJudgement;

/** People talk, share, mute, page and change devices; `npm run soak` is the same for half an hour. */
beforeAll(
  async () => {
    report = await soak(OPTIONS, { media: await ensureMedia(), progress: () => undefined });
    judgement = judgeShortSoak(report.samples, OPTIONS.durationMs);
    console.info(JSON.stringify({ ...report.values, ...judgement, troubles: report.troubles }, null, 2));
  },
  OPTIONS.durationMs + 3 * MINUTE_MS,
);

it('grows by nothing, and leaves nothing', () => {
  const { values, left, samples } = report;
  expect(left).toEqual({});
  expect(samples).toHaveLength(OPTIONS.durationMs / OPTIONS.sampleEveryMs);
  expect(values['soak.sdp-sections.max']).toBeLessThanOrEqual(MAX_SECTIONS);
  expect(values['soak.server-memory-growth-mb']).toBeLessThan(MAX_SERVER_GROWTH_MB);
  expect(judgement.heapGrowthMb.server).toBeLessThan(MAX_HEAP_GROWTH_MB.server);
  expect(judgement.heapGrowthMb.page).toBeLessThan(MAX_HEAP_GROWTH_MB.page);
});

it('has no errors', ({ skip }) => {
  skip(judgement.crowded, CROWDED);
  expect(report.errors).toEqual([]);
});

it('keeps the sound with its picture', ({ skip }) => {
  skip(judgement.crowded, CROWDED);
  skip(judgement.skewReadings < MIN_READINGS, 'the page had too little time to play both');
  expect(judgement.driftBeyondScatterMs).toBeLessThan(MAX_DRIFT_MS);
});
