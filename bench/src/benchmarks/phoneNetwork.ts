import { setTimeout as sleep } from 'node:timers/promises';
import { type Uplink, Uplinks } from '@parley/e2e/uplinks';
import type { BenchContext, Benchmark, Values } from '../Benchmark.ts';
import { PhoneTalk } from '../browser/PhoneTalk.ts';
import { percentile } from '../percentile.ts';

const CHANGES = 6;
/** A browser asks for the addresses of its networks anew some seconds after one has come or gone. */
const NOTICED_MS = 5000;
/** Both voices are there again, and the browser knows of its new network. */
const SETTLE_MS = 8000;
const TARGET_MS = 2000;

export const phoneNetwork: Benchmark = {
  name: 'phone-network',
  rows: [
    {
      id: 'recover.network-change-ms.p95',
      unit: 'ms',
      target: TARGET_MS,
      lowerIsBetter: true,
      meaning: `When the network changes: all ${2 * CHANGES} changes of the two kinds below together.`,
    },
    {
      id: 'recover.network-change-ms.p50',
      unit: 'ms',
      target: null,
      lowerIsBetter: true,
      meaning: 'The same, the median.',
    },
    {
      id: 'phone.network-change-gap-ms.p95',
      unit: 'ms',
      target: TARGET_MS,
      lowerIsBetter: true,
      meaning: `The longest time without a packet of voice, in the worse of both directions, when a Chromium in a network namespace loses its network and gets another one with other addresses (${CHANGES} changes to and fro). Pauses of up to 0.5 s belong to the voice itself.`,
    },
    {
      id: 'phone.network-change-gap-ms.p50',
      unit: 'ms',
      target: null,
      lowerIsBetter: true,
      meaning: 'The same, the median.',
    },
    {
      id: 'phone.handover-gap-ms.p95',
      unit: 'ms',
      target: TARGET_MS,
      lowerIsBetter: true,
      meaning: `The same, when the other network is there before it takes over, and the former one stays up but leads nowhere (${CHANGES} changes to and fro). The browser is not told.`,
    },
    {
      id: 'phone.handover-gap-ms.p50',
      unit: 'ms',
      target: null,
      lowerIsBetter: true,
      meaning: 'The same, the median.',
    },
  ],
  run,
};

async function run({ media, progress, note }: BenchContext): Promise<Values | null> {
  using uplinks = Uplinks.tryOpen();
  if (uplinks === null) {
    note('phone-network: skipped, because network namespaces need Linux, root and iproute2.');
    return null;
  }
  await using talk = await PhoneTalk.prepare(uplinks, media);
  await talk.open();
  await talk.join();
  await sleep(SETTLE_MS);
  const gapsMs: number[] = [];
  const handoversMs: number[] = [];
  for (let count = 1; count <= CHANGES; count += 1) {
    progress(`phone-network: another network, ${count} of ${CHANGES}`);
    gapsMs.push(await gapOf(() => uplinks.switchTo(next(count)), talk));
  }
  for (let count = 1; count <= CHANGES; count += 1) {
    progress(`phone-network: hand-over, ${count} of ${CHANGES}`);
    uplinks.approach(next(count));
    await sleep(NOTICED_MS);
    handoversMs.push(await gapOf(() => uplinks.driftTo(next(count)), talk));
    uplinks.handOverTo(next(count)); // so that the next one begins with one network
    await sleep(NOTICED_MS);
  }
  const allMs = [...gapsMs, ...handoversMs];
  return {
    'recover.network-change-ms.p95': percentile(allMs, 95),
    'recover.network-change-ms.p50': percentile(allMs, 50),
    'phone.handover-gap-ms.p95': percentile(handoversMs, 95),
    'phone.handover-gap-ms.p50': percentile(handoversMs, 50),
    'phone.network-change-gap-ms.p95': percentile(gapsMs, 95),
    'phone.network-change-gap-ms.p50': percentile(gapsMs, 50),
  };
}

/** To and fro, over Wi-Fi at first. */
function next(count: number): Uplink {
  return count % 2 === 1 ? 'lte' : 'wifi';
}

async function gapOf(change: () => void, talk: PhoneTalk): Promise<number> {
  const watch = await talk.watchGap();
  change();
  await sleep(SETTLE_MS);
  return watch.end();
}
