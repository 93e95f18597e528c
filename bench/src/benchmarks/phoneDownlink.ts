import { setTimeout as sleep } from 'node:timers/promises';
import { devices, type Page } from 'playwright-core';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import { BenchBrowser } from '../browser/BenchBrowser.ts';
import type { MeetingApi } from '../load/meetingProgram.ts';
import { MeetingRig } from '../load/MeetingRig.ts';

const PROGRAM = new URL('../load/meetingProgram.ts', import.meta.url);
/** With the phone they are twelve. */
const BOTS = 11;
const SPEAKERS = [0, 1];
const SETTLE_MS = 12_000;
const MEASURE_MS = 10_000;

const WHO =
  'A phone (Pixel 7 in emulation, held upright, speaker view) among 12 people who all send camera and voice, two of them speaking';

export const phoneDownlink: Benchmark = {
  name: 'phone-downlink',
  rows: [
    row('phone.downlink-kbps.room12', 'kbps', 1200, `${WHO}: what it receives in ten seconds, all together.`),
    row('phone.decoded-videos.room12', '', 4, `${WHO}: pictures of which it decodes frames meanwhile.`),
    row(
      'phone.main-thread-busy-percent.room12',
      '%',
      null,
      `${WHO}: the part of the time in which the page's main thread is busy.`,
    ),
  ],
  run,
};

async function run({ media, progress }: BenchContext): Promise<Values> {
  await using rig = await MeetingRig.start<MeetingApi>(PROGRAM);
  await rig.bots.call('grow', { ...rig.place, people: BOTS });
  await rig.bots.call('speak', { roomId: rig.roomId, indices: SPEAKERS });
  await using browser = await BenchBrowser.start(media);
  const page = await browser.newPage(pixel());
  await page.addInitScript(keepConnections);
  progress('phone-downlink: a phone among 12 people');
  await page.goto(`${rig.server.url}/r/${rig.roomId}`);
  await page.locator('input[autocomplete=name]').fill('Phone');
  await page.locator('main button[type=submit]:enabled').click();
  await page.locator('li video').first().waitFor();
  await sleep(SETTLE_MS);
  return await measure(page);
}

async function measure(page: Page): Promise<Values> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busySeconds = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
  };
  const before = { ...(await page.evaluate(received)), busyS: await busySeconds(), atMs: performance.now() };
  await sleep(MEASURE_MS);
  const after = { ...(await page.evaluate(received)), busyS: await busySeconds(), atMs: performance.now() };
  const elapsedMs = after.atMs - before.atMs;
  const decoded = Object.entries(after.frames).filter(([id, frames]) => frames > (before.frames[id] ?? 0));
  return {
    'phone.downlink-kbps.room12': ((after.bytes - before.bytes) * 8) / elapsedMs,
    'phone.decoded-videos.room12': decoded.length,
    'phone.main-thread-busy-percent.room12': ((after.busyS - before.busyS) * 100_000) / elapsedMs,
  };
}

/** In the page: everything its connections have received, and the frames decoded of each picture. */
async function received(): Promise<{ bytes: number; frames: Record<string, number> }> {
  let bytes = 0;
  const frames: Record<string, number> = {};
  for (const connection of window.phoneConnections) {
    for (const stats of (await connection.getStats()).values()) {
      const { type, id } = stats as RTCStats;
      if (type === 'transport') bytes += (stats as RTCTransportStats).bytesReceived ?? 0;
      const { kind, framesDecoded = 0 } = stats as RTCInboundRtpStreamStats;
      if (type === 'inbound-rtp' && kind === 'video') frames[id] = framesDecoded;
    }
  }
  return { bytes, frames };
}

function keepConnections(): void {
  const connections: RTCPeerConnection[] = [];
  window.phoneConnections = connections;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
}

function pixel() {
  const { viewport, deviceScaleFactor, isMobile, hasTouch } = devices['Pixel 7'];
  return { viewport, deviceScaleFactor, isMobile, hasTouch };
}

function row(id: string, unit: string, target: number | null, meaning: string): RowSpec {
  return { id, unit, target, lowerIsBetter: true, meaning };
}

declare global {
  interface Window {
    phoneConnections: RTCPeerConnection[];
  }
}
