import { setTimeout as sleep } from 'node:timers/promises';
import { Bot, type MediaLibrary } from '@parley/bots';
import { launchChromium } from '@parley/e2e/chromium';
import { type Uplink, Uplinks } from '@parley/e2e/uplinks';
import { type BrowserContext, devices, type Page } from 'playwright-core';
import type { BenchContext, Benchmark, Values } from '../Benchmark.ts';
import { PromptMedia } from '../load/crowdMedia.ts';
import { LongestGap } from '../load/LongestGap.ts';
import { newRoomId } from '../load/MeetingRig.ts';
import { percentile } from '../percentile.ts';
import { BenchServer } from '../server/BenchServer.ts';

const CHANGES = 6;
/** A browser asks for the addresses of its networks anew some seconds after one has come or gone. */
const NOTICED_MS = 5000;
/** Both voices are there again, and the browser knows of its new network. */
const SETTLE_MS = 8000;
const POLL_MS = 10;
const TARGET_MS = 2000;

export const phoneNetwork: Benchmark = {
  name: 'phone-network',
  rows: [
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
  await using server = await BenchServer.start({
    PARLEY_HOST: '0.0.0.0',
    PARLEY_MEDIA_ADDRESSES: `127.0.0.1,${uplinks.serverAddress}`,
  });
  const roomId = newRoomId();
  const port = new URL(server.url).port;
  await using bot = await talker(`http://127.0.0.1:${port}`, roomId, media);
  const url = `http://${uplinks.serverAddress}:${port}`;
  await using browser = await launchChromium({
    camera: media.captureVideoPath,
    microphone: media.captureAudioPath,
    flags: [`--unsafely-treat-insecure-origin-as-secure=${url}`, '--use-fake-ui-for-media-stream'],
    namespace: uplinks.namespace,
  });
  const page = await joinedPage(await browser.newContext(pixel()), `${url}/r/${roomId}`);
  await sleep(SETTLE_MS);
  const gapsMs: number[] = [];
  const handoversMs: number[] = [];
  for (let count = 1; count <= CHANGES; count += 1) {
    progress(`phone-network: another network, ${count} of ${CHANGES}`);
    gapsMs.push(await gapOf(() => uplinks.switchTo(next(count)), page, bot));
  }
  for (let count = 1; count <= CHANGES; count += 1) {
    progress(`phone-network: hand-over, ${count} of ${CHANGES}`);
    uplinks.approach(next(count));
    await sleep(NOTICED_MS);
    handoversMs.push(await gapOf(() => uplinks.driftTo(next(count)), page, bot));
    uplinks.handOverTo(next(count)); // so that the next one begins with one network
    await sleep(NOTICED_MS);
  }
  return {
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

/** Speaks without a pause, and shows the others small. */
function talker(url: string, roomId: string, media: MediaLibrary): Promise<Bot> {
  return Bot.join({ url, roomId, displayName: 'Bot', media: new PromptMedia(media.directory) });
}

function pixel() {
  const { viewport, deviceScaleFactor, isMobile, hasTouch } = devices['Pixel 7'];
  return { viewport, deviceScaleFactor, isMobile, hasTouch, permissions: ['camera', 'microphone'] };
}

async function joinedPage(context: BrowserContext, url: string): Promise<Page> {
  await context.addInitScript(watchVoices, POLL_MS);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('input[autocomplete=name]').fill('Phone');
  await page.locator('main button[type=submit]:enabled').click();
  await page.locator('li video').first().waitFor();
  return page;
}

async function gapOf(change: () => void, page: Page, bot: Bot): Promise<number> {
  const sent = new LongestGap(performance.now());
  const look = () => sent.note(lastVoiceAtMs(bot), performance.now());
  const timer = setInterval(look, POLL_MS);
  await page.evaluate(() => (window.longestGapMs = 0));
  change();
  await sleep(SETTLE_MS);
  clearInterval(timer);
  look();
  return Math.max(sent.longestMs, await page.evaluate(() => window.longestGapMs));
}

function lastVoiceAtMs(bot: Bot): number | null {
  const voice = bot.stats().remotes.find(({ source }) => source === 'microphone');
  return voice?.received.lastPacketAtMs ?? null;
}

/** In the page: keeps the longest time between two packets of a voice that were played, one that lasts included. */
function watchVoices(pollMs: number): void {
  const connections: RTCPeerConnection[] = [];
  window.longestGapMs = 0;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
  let lastMs = 0;
  setInterval(() => {
    const playedMs = connections
      .flatMap((connection) => connection.getReceivers())
      .filter(({ track }) => track.kind === 'audio')
      .flatMap((receiver) => receiver.getSynchronizationSources().map(({ timestamp }) => timestamp));
    const nowMs = Math.max(lastMs, ...playedMs);
    const silentMs = nowMs > lastMs ? nowMs - lastMs : performance.timeOrigin + performance.now() - lastMs;
    if (lastMs > 0) window.longestGapMs = Math.max(window.longestGapMs, silentMs);
    lastMs = nowMs;
  }, pollMs);
}

declare global {
  interface Window {
    longestGapMs: number;
  }
}
