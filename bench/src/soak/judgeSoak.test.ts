import { expect, it } from 'vitest';
import { judgeShortSoak, judgeSoak, type SoakSample } from './judgeSoak.ts';

const MB = 1e6;
const DURATION_MS = 9000;

/** Nine readings, one a second; `change` says what is different in the last third. */
function meeting(
  change: Partial<Omit<SoakSample, 'page'>> & { page?: Partial<SoakSample['page']> },
): SoakSample[] {
  return Array.from({ length: 9 }, (_, index): SoakSample => {
    const page = {
      heapBytes: 10 * MB,
      nodes: 100,
      listeners: 50,
      sections: 51,
      sdpBytes: 40_000,
      skewsMs: [20],
    };
    const atMs = (index + 1) * 1000;
    // What comes in the first third is there to stay, and no growth.
    const nodeBytes = (index < 2 ? 100 : 180) * MB;
    const usual = {
      atMs,
      nodeBytes,
      nodeHeapBytes: 40 * MB,
      workerBytes: 20 * MB,
      ranMs: 900,
      waitedMs: 50,
      loopDelayP99Ms: 55,
      page,
    };
    return index < 5 ? usual : { ...usual, ...change, atMs, page: { ...page, ...change.page } };
  });
}

it('finds nothing where nothing grows', () => {
  const values = judgeSoak(meeting({}), DURATION_MS);
  for (const [id, value] of Object.entries(values)) if (/growth|drift/.test(id)) expect(value, id).toBe(0);
  expect(values).toMatchObject({ 'soak.sdp-sections.max': 51, 'soak.audio-video-skew-ms.p50': 20 });
});

it('says what has grown in the last third', () => {
  const page = { heapBytes: 12 * MB, sections: 53, sdpBytes: 42_000, skewsMs: [-80, -60] };
  const values = judgeSoak(meeting({ nodeBytes: 190 * MB, workerBytes: 30 * MB, page }), DURATION_MS);
  expect(values).toMatchObject({
    'soak.server-memory-growth-percent': 10,
    'soak.server-memory-growth-mb': 20,
    'soak.page-heap-growth-percent': 20,
    'soak.sdp-sections-growth': 2,
    'soak.sdp-length-growth-percent': 5,
    'soak.audio-video-drift-ms': 90,
  });
});

it('knows no drift where nobody was heard and seen', () => {
  const values = judgeSoak(meeting({ page: { skewsMs: [] } }), DURATION_MS);
  expect(values['soak.audio-video-drift-ms']).toBeNaN();
});

it('says of a short one what has grown and moved', () => {
  const drifted = judgeShortSoak(
    meeting({ nodeHeapBytes: 43 * MB, page: { heapBytes: 12 * MB, skewsMs: [140, 160] } }),
    DURATION_MS,
  );
  expect(drifted).toEqual({
    heapGrowthMb: { server: 3, page: 2 },
    skewReadings: 3,
    driftBeyondScatterMs: 120,
    crowded: false,
  });
});

it('takes no scatter for a drift', () => {
  const scattered = judgeShortSoak(meeting({ page: { skewsMs: [-400, 10, 600] } }), DURATION_MS);
  expect(scattered.driftBeyondScatterMs).toBe(0);
  expect(judgeShortSoak(meeting({ page: { skewsMs: [] } }), DURATION_MS)).toMatchObject({
    skewReadings: 0,
    driftBeyondScatterMs: NaN,
  });
});

it('tells a machine that others load from a server that is busy', () => {
  const crowded = (change: Partial<SoakSample>) => judgeShortSoak(meeting(change), DURATION_MS).crowded;
  expect(crowded({ loopDelayP99Ms: 3000, waitedMs: 1000 })).toBe(true);
  expect(crowded({ loopDelayP99Ms: 3000 })).toBe(false);
  expect(crowded({ waitedMs: 1000 })).toBe(false);
});
