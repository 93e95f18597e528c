import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { BenchContext, Benchmark, Values } from '../Benchmark.ts';
import { leaveAndClose, PageRig } from '../browser/PageRig.ts';
import { percentile } from '../percentile.ts';

const SHARES = 20;
/** Between two shares: everything about the last one has been announced, and its encoder is gone. */
const PAUSE_MS = 1000;
const TIMEOUT_MS = 10_000;

export const share: Benchmark = {
  name: 'share',
  rows: [
    {
      id: 'share.first-frame-ms.p50',
      unit: 'ms',
      target: 300,
      lowerIsBetter: true,
      meaning:
        'One Chromium page shares a screen that is captured already, until its first frame is on screen in another page (p50).',
    },
    {
      id: 'share.first-frame-ms.p95',
      unit: 'ms',
      target: null,
      lowerIsBetter: true,
      meaning: 'The same (p95).',
    },
  ],
  run,
};

async function run({ media, progress }: BenchContext): Promise<Values> {
  await using rig = await PageRig.start(media);
  progress(`share: a screen is shared ${SHARES} times between two pages`);
  const roomId = await rig.roomWithBots(0);
  const [viewer, sharer] = [await rig.preparedPage(), await rig.preparedPage()];
  for (const page of [viewer, sharer]) await page.evaluate((id) => window.bench.enter(id), roomId);
  await sleep(PAUSE_MS);
  const times: number[] = [];
  for (let count = 0; count < SHARES; count += 1) times.push(await shareOnce(sharer, viewer));
  for (const page of [sharer, viewer]) await leaveAndClose(page);
  return {
    'share.first-frame-ms.p50': percentile(times, 50),
    'share.first-frame-ms.p95': percentile(times, 95),
  };
}

/** Both pages are of one browser on one machine: their clocks are the same. */
async function shareOnce(sharer: Page, viewer: Page): Promise<number> {
  const seen = viewer.evaluate(() => window.bench.nextScreenFrame());
  const startedMs = await sharer.evaluate(() => window.bench.shareScreen());
  const seenMs = await withTimeout(seen);
  await sharer.evaluate(() => window.bench.stopScreen());
  await sleep(PAUSE_MS);
  return seenMs - startedMs;
}

async function withTimeout(seen: Promise<number>): Promise<number> {
  const seenMs = await Promise.race([seen, sleep(TIMEOUT_MS, null, { ref: false })]);
  if (seenMs === null) throw new Error(`no frame of the shared screen within ${TIMEOUT_MS} ms`);
  return seenMs;
}
