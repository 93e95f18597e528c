import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MediaLibrary } from '@parley/bots';
import { launchChromium } from '@parley/e2e/chromium';
import type { Browser } from 'playwright-core';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import { lighthouseScores } from '../browser/lighthouseScores.ts';
import { SlowPhone } from '../browser/SlowPhone.ts';
import { BotCrowd } from '../load/BotCrowd.ts';
import { median } from '../percentile.ts';
import { BenchServer } from '../server/BenchServer.ts';

const ROOM = 'bench-phone';
/** Others in the room. */
const BOTS = 2;
const OPENINGS = 5;
/** The person looks at themselves and types a name; what is loaded in the meantime is there for the join. */
const LOOKING_MS = 5000;
const FIRST_VIDEO_TIMEOUT_MS = 20_000;

const SETTING = 'a Pixel 7 in emulation with a CPU four times slower, 1.6 Mbps and 150 ms';

export const phone: Benchmark = {
  name: 'phone',
  rows: [
    row(
      'phone.prejoin-usable-ms',
      'ms',
      3000,
      `From opening the link until Join can be pressed, on ${SETTING}.`,
    ),
    row(
      'phone.js-gzip-kb',
      'kB',
      130,
      'All JavaScript that the page had asked for when Join could be pressed, in gzip.',
    ),
    row(
      'phone.first-video-ms',
      'ms',
      2500,
      `From the tap on Join, ${LOOKING_MS / 1000} s after that, to the first frame of somebody else, on the same phone.`,
    ),
    row(
      'phone.first-video-hasty-ms',
      'ms',
      null,
      'The same for somebody who taps Join as soon as it is there, and waits for what is still to be loaded.',
    ),
    {
      ...row(
        'phone.lighthouse.performance',
        'of 100',
        90,
        'Lighthouse’s performance of the pre-join page on its phone.',
      ),
      lowerIsBetter: false,
    },
    {
      ...row('phone.lighthouse.accessibility', 'of 100', 95, 'Lighthouse’s accessibility of the same page.'),
      lowerIsBetter: false,
    },
  ],
  run,
};

async function run({ media, progress }: BenchContext): Promise<Values> {
  await using server = await BenchServer.start();
  const url = `${server.url}/r/${ROOM}`;
  const port = await freePort();
  const browser = await launchWithDevTools(media, port);
  try {
    await using bots = new BotCrowd();
    await bots.join({ url: server.url, roomId: ROOM, count: BOTS, gallery: null });
    progress(`phone: opening the link and joining ${OPENINGS * 2} times`);
    const patient = await openings(browser, url, LOOKING_MS);
    const hasty = await openings(browser, url, 0);
    await bots.leave();
    progress('phone: Lighthouse');
    const scores = await lighthouseScores(url, port);
    return {
      'phone.prejoin-usable-ms': median(patient.map(({ usableMs }) => usableMs)),
      'phone.js-gzip-kb': median(patient.map(({ scriptBytes }) => scriptBytes)) / 1000,
      'phone.first-video-ms': median(patient.map(({ firstVideoMs }) => firstVideoMs)),
      'phone.first-video-hasty-ms': median(hasty.map(({ firstVideoMs }) => firstVideoMs)),
      'phone.lighthouse.performance': scores.performance,
      'phone.lighthouse.accessibility': scores.accessibility,
    };
  } finally {
    await browser.close();
  }
}

async function openings(browser: Browser, url: string, lookingMs: number) {
  const results = [];
  for (let count = 0; count < OPENINGS; count += 1) {
    await using page = await SlowPhone.start(browser);
    const usableMs = await page.open(url);
    const scriptBytes = lookingMs === 0 ? 0 : await page.scriptsGzipBytes();
    await sleep(lookingMs);
    results.push({ usableMs, scriptBytes, firstVideoMs: await page.join(FIRST_VIDEO_TIMEOUT_MS) });
  }
  return results;
}

function launchWithDevTools(media: MediaLibrary, port: number): Promise<Browser> {
  return launchChromium({
    camera: media.captureVideoPath,
    microphone: media.captureAudioPath,
    flags: ['--use-fake-ui-for-media-stream', `--remote-debugging-port=${port}`],
    wholeBrowser: true,
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

function row(id: string, unit: string, target: number | null, meaning: string): RowSpec {
  return { id, unit, target, lowerIsBetter: true, meaning };
}
