import { setTimeout as sleep } from 'node:timers/promises';
import type { Inventory } from '@parley/sfu/testing/leftovers';
import { leftoversBetween } from '@parley/sfu/testing/leftovers';
import type { BenchContext, Values } from '../Benchmark.ts';
import { newRoomId } from '../load/MeetingRig.ts';
import { ChildService } from '../process/ChildService.ts';
import { BenchServer } from '../server/BenchServer.ts';
import { judgeSoak, type SoakSample } from './judgeSoak.ts';
import { planSoak, type SoakAct } from './planSoak.ts';
import type { SoakApi } from './soakProgram.ts';
import { SoakPage } from './SoakPage.ts';

export interface SoakOptions {
  readonly durationMs: number;
  readonly people: number;
  /** The same seed gives the same meeting. */
  readonly seed: number;
  readonly sampleEveryMs: number;
}

export interface SoakReport {
  readonly values: Values;
  readonly samples: readonly SoakSample[];
  /** What server and page have complained of, and what could not be done. */
  readonly errors: readonly string[];
  /** What bots say that they have survived, such as a server that was late: a machine with too little time does that. */
  readonly troubles: readonly string[];
  /** What the server holds after all have gone that it did not hold before they came. */
  readonly left: Inventory;
}

interface Scene {
  readonly server: BenchServer;
  readonly bots: ChildService<SoakApi>;
  readonly page: SoakPage;
  readonly errors: string[];
  readonly troubles: string[];
}

const PROGRAM = new URL('./soakProgram.ts', import.meta.url);
const SETTINGS = {
  PARLEY_LOG_LEVEL: 'warn',
  PARLEY_RESUME_GRACE_S: '5',
  PARLEY_EMPTY_ROOM_TTL_S: '0.5',
};
/** From the last join to the first act. */
const SETTLE_MS = 5000;
const LISTEN_EVERY_MS = 1000;
const EMPTY_TIMEOUT_MS = 30_000;

/** A long meeting of bots and one page in which people talk, share, mute, turn pages, change devices, go and come. */
export async function soak(
  options: SoakOptions,
  { media, progress }: Omit<BenchContext, 'note'>,
): Promise<SoakReport> {
  const errors: string[] = [];
  const troubles: string[] = [];
  await using server = await BenchServer.start(SETTINGS, (line) => errors.push(`server: ${line}`));
  const before = await server.inventory();
  const roomId = newRoomId();
  await using bots = new ChildService<SoakApi>(PROGRAM);
  await using page = await SoakPage.join(media, server.url, roomId);
  progress(`soak: ${options.people} people join`);
  await bots.call('start', { url: server.url, roomId, bots: options.people - 1 });
  await sleep(SETTLE_MS);
  const acts = planSoak(options);
  const samples = await play(acts, options, { server, bots, page, errors, troubles }, progress);
  await Promise.all([bots.call('leave'), page.leave()]);
  troubles.push(...(await bots.call('problems')));
  errors.push(...page.problems);
  const left = await leftAfter(server, before);
  const values = {
    'soak.minutes': options.durationMs / 60_000,
    'soak.acts': acts.length,
    'soak.errors': errors.length,
    'soak.troubles': troubles.length,
    'soak.leftover-objects': leftoversBetween({}, left),
    ...judgeSoak(samples, options.durationMs),
  };
  return { values, samples, errors, troubles, left };
}

/** Does everything in its time, and looks now and then. */
async function play(
  acts: readonly SoakAct[],
  { durationMs, sampleEveryMs }: SoakOptions,
  scene: Scene,
  progress: BenchContext['progress'],
): Promise<SoakSample[]> {
  const startedMs = performance.now();
  const sinceStartMs = () => performance.now() - startedMs;
  const looking = (async () => {
    const samples: SoakSample[] = [];
    for (let atMs = sampleEveryMs; atMs <= durationMs; atMs += sampleEveryMs) {
      await sleep(Math.max(0, atMs - sinceStartMs()));
      const sample = { atMs, ...(await lookAgain(scene)) };
      samples.push(sample);
      scene.troubles.push(...(await scene.bots.call('problems')));
      progress(describe(sample, scene));
    }
    return samples;
  })();
  const doing = (async () => {
    for (const act of acts) {
      await sleep(Math.max(0, act.atMs - sinceStartMs()));
      // Nobody waits for somebody else; each waits for the answer long before doing the next thing.
      void perform(act, scene);
    }
  })();
  const listening = (async () => {
    while (sinceStartMs() < durationMs) {
      await scene.page.listen();
      await sleep(LISTEN_EVERY_MS);
    }
  })();
  const [samples] = await Promise.all([looking, doing, listening]);
  return samples;
}

async function perform({ who, what }: SoakAct, { page, bots, errors }: Scene): Promise<void> {
  try {
    await (who === 0 ? page.act(what) : bots.call('act', { who, what }));
  } catch (error) {
    errors.push(`${who} could not ${what}: ${String(error)}`);
  }
}

/** A worker that ends takes the answer with it; another one is there at once. */
async function lookAgain(scene: Scene): Promise<Omit<SoakSample, 'atMs'>> {
  try {
    return await look(scene);
  } catch (error) {
    scene.errors.push(`could not look: ${String(error)}`);
    return await look(scene);
  }
}

async function look({ server, page }: Scene): Promise<Omit<SoakSample, 'atMs'>> {
  const [pageSample, loopDelayP99Ms] = await Promise.all([page.sample(), loopDelay(server.url)]);
  await server.collect();
  const { nodeBytes, nodeHeapBytes, workerBytes, cpuMs, workerCpuMs, waitedMs } = await server.usage();
  const ranMs = cpuMs - workerCpuMs;
  return { nodeBytes, nodeHeapBytes, workerBytes, ranMs, waitedMs, loopDelayP99Ms, page: pageSample };
}

/** Since the last time it was asked for. */
async function loopDelay(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^parley_event_loop_lag_p99_seconds (\S+)$/m.exec(text)?.[1]) * 1000;
}

async function leftAfter(server: BenchServer, before: Inventory): Promise<Inventory> {
  const deadlineMs = performance.now() + EMPTY_TIMEOUT_MS;
  for (;;) {
    const after = await server.inventory();
    const more = Object.entries(after)
      .map(([key, count]) => [key, count - (before[key] ?? 0)] as const)
      .filter(([, count]) => count > 0);
    if (more.length === 0 || performance.now() > deadlineMs) return Object.fromEntries(more);
    await sleep(500);
  }
}

function describe({ atMs, nodeBytes, workerBytes, page }: SoakSample, { errors, troubles }: Scene): string {
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const minutes = (atMs / 60_000).toFixed(1);
  return (
    `soak: ${minutes} min, node ${mb(nodeBytes)}, worker ${mb(workerBytes)}, page ${mb(page.heapBytes)}, ` +
    `${page.sections} sections, ${errors.length} errors, ${troubles.length} troubles`
  );
}
