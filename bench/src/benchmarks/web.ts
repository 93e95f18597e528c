import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import { BenchBrowser } from '../browser/BenchBrowser.ts';
import { sum } from '../percentile.ts';
import { BenchServer } from '../server/BenchServer.ts';

/** The button that lets one in: when it can be pressed, the page is usable. */
const JOIN_BUTTON = 'main button[type=submit]:enabled';

export const web: Benchmark = {
  name: 'web',
  rows: [
    {
      ...row(
        'web.prejoin-js-gzip-kb',
        'kB',
        'All JavaScript that Chromium loads until the Join button can be pressed, in gzip.',
      ),
      target: 150,
    },
    row(
      'web.prejoin-idle-js-gzip-kb',
      'kB',
      'The same until the page is idle: with what it fetches in advance for the call.',
    ),
    row(
      'web.prejoin-idle-transferred-kb',
      'kB',
      'Everything that the server sends until then (page, scripts, styles, answers of the API), as it travels.',
    ),
    row(
      'web.prejoin-usable-ms',
      'ms',
      'From opening the link until the Join button can be pressed, with an empty cache, on loopback.',
    ),
  ],
  run,
};

async function run({ media, progress }: BenchContext): Promise<Values> {
  progress('web: opening the pre-join page');
  await using server = await BenchServer.start();
  await using browser = await BenchBrowser.start(media);
  const page = await browser.newPage();
  const scripts = collectScripts(page);
  const transferred = await countTransferred(page);
  const startedMs = performance.now();
  await page.goto(`${server.url}/r/bench-prejoin`);
  await page.locator(JOIN_BUTTON).waitFor();
  const usableMs = performance.now() - startedMs;
  const usableGzipBytes = await gzipBytes(scripts);
  await page.waitForLoadState('networkidle');
  return {
    'web.prejoin-js-gzip-kb': usableGzipBytes / 1000,
    'web.prejoin-idle-js-gzip-kb': (await gzipBytes(scripts)) / 1000,
    'web.prejoin-idle-transferred-kb': transferred() / 1000,
    'web.prejoin-usable-ms': usableMs,
  };
}

/** @returns the scripts so far; it grows while the page loads */
function collectScripts(page: Page): readonly Response[] {
  const scripts: Response[] = [];
  page.on('response', (response) => {
    const isScript = /javascript/.test(response.headers()['content-type'] ?? '');
    if (isScript && response.ok()) scripts.push(response);
  });
  return scripts;
}

/** Compressed here: the server answers with whatever the browser likes best, and the target speaks of gzip. */
async function gzipBytes(responses: readonly Response[]): Promise<number> {
  const bodies = await Promise.all(responses.map((response) => response.body()));
  return sum(bodies.map((body) => gzipSync(body).length));
}

/** Counts bytes as they travel, headers included. @returns reads the count */
async function countTransferred(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  return () => bytes;
}

function row(id: string, unit: string, meaning: string): RowSpec {
  return { id, unit, target: null, lowerIsBetter: true, meaning };
}
