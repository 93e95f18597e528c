/**
 * A person with Firefox, as a program of its own: it runs inside a network namespace (Firefox offers no loopback
 * candidates), where the test cannot reach the browser's debugging port. Joins, waits for moving pictures, reports
 * one line of JSON, and stays until its input ends.
 *
 *     node firefoxGuest.ts URL DISPLAY_NAME TILES
 */
import { once } from 'node:events';
import { launch } from 'puppeteer-core';

const [url = '', displayName = '', tiles = ''] = process.argv.slice(2);
const TIMEOUT_MS = 60_000;

const browser = await launch({
  browser: 'firefox',
  executablePath: process.env['PARLEY_FIREFOX'] ?? '/usr/bin/firefox-esr',
  headless: true,
  acceptInsecureCerts: true,
  extraPrefsFirefox: {
    'media.navigator.streams.fake': true,
    'media.navigator.permission.disabled': true,
    'media.autoplay.default': 0,
    'media.peerconnection.ice.obfuscate_host_addresses': false,
    'media.gmp-manager.updateEnabled': false,
    'intl.accept_languages': 'en-US',
  },
});
try {
  const page = await browser.newPage();
  await page.goto(url);
  await page
    .locator('input[autocomplete="name"], input[name="displayName"]')
    .setTimeout(TIMEOUT_MS)
    .fill(displayName);
  await page.locator('::-p-aria(Join[role="button"])').setTimeout(TIMEOUT_MS).click();
  await page.waitForFunction(
    (count: number) => {
      const videos = [...document.querySelectorAll<HTMLVideoElement>('li video')];
      return (
        videos.length === count && videos.every((video) => video.videoWidth > 0 && video.currentTime > 2)
      );
    },
    { timeout: TIMEOUT_MS },
    Number(tiles),
  );
  const widths = await page.$$eval('li video', (videos) => videos.map((video) => video.videoWidth));
  process.stdout.write(`${JSON.stringify({ widths })}\n`);
  process.stdin.resume();
  await once(process.stdin, 'end');
} finally {
  await browser.close();
}
