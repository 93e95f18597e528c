import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import { leaveAndClose, PageRig } from '../browser/PageRig.ts';
import type { Layout, MeetingApi } from '../load/meetingProgram.ts';
import { newRoomId } from '../load/MeetingRig.ts';
import { lossNote } from '../load/Received.ts';
import { ChildService } from '../process/ChildService.ts';

const PROGRAM = new URL('../load/meetingProgram.ts', import.meta.url);
/** One for each of the page's layers; the first two have cameras, so that somebody else can be on stage. */
const WATCHERS = 3;
const CAMERAS = 2;
const SIZES = [
  { width: 1280, height: 720 },
  { width: 640, height: 360 },
  { width: 220, height: 124 },
] as const;
const [FULL, , THUMBNAIL] = SIZES;
/** Chromium's encoder has come up to all layers, or those that nobody wants have been switched off, which takes 5 s. */
const SETTLE_MS = 12_000;
/** Two rounds of the five seconds that the camera plays. */
const MEASURE_MS = 10_000;
const RETURNS = 3;
const RETURN_PAUSE_MS = 8000;
const TIMEOUT_MS = 10_000;

const PAGE = 'What a Chromium page with a 720p camera uploads, voice and feedback included,';
const STATES = {
  full: 'while each of its three layers is shown to somebody',
  small: 'while everybody shows it in a thumbnail of 220 x 124',
  unwatched: 'while nobody shows it',
  standby:
    'while it is in thumbnails and somebody else on a stage, so that its upper layers are kept on standby',
} as const;
type State = keyof typeof STATES;

export const dynacast: Benchmark = {
  name: 'dynacast',
  rows: [
    ratioRow('small', 0.35),
    ratioRow('unwatched', 0.1),
    ratioRow('standby', null),
    ...(Object.keys(STATES) as State[]).map((state): RowSpec => ({
      id: `dynacast.uplink-kbps.${state}`,
      unit: 'kbps',
      target: null,
      lowerIsBetter: true,
      meaning: `${PAGE} ${STATES[state]}.`,
    })),
    {
      id: 'dynacast.return-ms.worst',
      unit: 'ms',
      target: null,
      lowerIsBetter: true,
      meaning: `Somebody shows that page again which nobody has shown for ${RETURN_PAUSE_MS / 1000} s: until its first picture, of any size; the worst of ${RETURNS}.`,
    },
  ],
  run,
};

async function run(context: BenchContext): Promise<Values> {
  await using rig = await PageRig.start(context.media, 720);
  await using bots = new ChildService<MeetingApi>(PROGRAM);
  const roomId = newRoomId();
  const page = await rig.preparedPage();
  await page.evaluate((id) => window.bench.enter(id), roomId);
  await bots.call('grow', { url: rig.server.url, roomId, people: WATCHERS, cameras: CAMERAS });
  const values: Record<string, number> = {};
  const measure = async (state: State, layouts: readonly (Layout | null)[]) => {
    context.progress(`dynacast: ${state}`);
    for (const [index, layout] of layouts.entries())
      await bots.call('show', { roomId, from: index, to: index + 1, layout });
    await sleep(SETTLE_MS);
    values[`dynacast.uplink-kbps.${state}`] = await uplinkKbps(page);
  };
  await measure('full', SIZES.map(inOneTile));
  await measure('small', [inOneTile(THUMBNAIL), inOneTile(THUMBNAIL), inOneTile(THUMBNAIL)]);
  await measure('standby', [
    { ...inOneTile(THUMBNAIL), stage: { index: 1, ...FULL } },
    { ...inOneTile(THUMBNAIL), stage: { index: 0, ...FULL } },
    inOneTile(THUMBNAIL),
  ]);
  await measure('unwatched', [null, null, null]);
  values['dynacast.return-ms.worst'] = await worstReturn(bots, roomId);
  const loss = lossNote('dynacast', await bots.call('received', null));
  if (loss !== null) context.note(loss);
  await leaveAndClose(page);
  const ratio = (state: State) =>
    (values[`dynacast.uplink-kbps.${state}`] ?? NaN) / (values['dynacast.uplink-kbps.full'] ?? NaN);
  return {
    ...values,
    ...Object.fromEntries(
      (['small', 'unwatched', 'standby'] as const).map((state) => [
        `dynacast.uplink-ratio.${state}`,
        ratio(state),
      ]),
    ),
  };
}

async function uplinkKbps(page: Page): Promise<number> {
  const before = await page.evaluate(() => window.bench.sentBytes());
  const startedMs = performance.now();
  await sleep(MEASURE_MS);
  const bytes = (await page.evaluate(() => window.bench.sentBytes())) - before;
  return (bytes * 8) / (performance.now() - startedMs);
}

async function worstReturn(bots: ChildService<MeetingApi>, roomId: string): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < RETURNS; count += 1) {
    times.push(await bots.call('watchFirst', { roomId, index: 0, size: FULL, timeoutMs: TIMEOUT_MS }));
    await bots.call('show', { roomId, from: 0, to: 1, layout: null });
    await sleep(RETURN_PAUSE_MS);
  }
  return Math.max(...times);
}

/** The page came first, so it is the first of everybody's others. */
function inOneTile(tile: Layout['tile']): Layout {
  return { stage: null, tiles: 1, tile };
}

function ratioRow(state: Exclude<State, 'full'>, target: number | null): RowSpec {
  return {
    id: `dynacast.uplink-ratio.${state}`,
    unit: '',
    target,
    lowerIsBetter: true,
    meaning: `${PAGE} ${STATES[state]}, divided by the same ${STATES.full}.`,
  };
}
