import { setTimeout as sleep } from 'node:timers/promises';
import { Bot } from '@parley/bots';
import type { BenchContext, Benchmark, Values } from '../Benchmark.ts';
import type { JoinTimes } from '../browser/page/main.ts';
import { leaveAndClose, PageRig } from '../browser/PageRig.ts';
import { lossNote } from '../load/Received.ts';
import { TalkativeMedia } from '../load/crowdMedia.ts';
import {
  awaitedVideos,
  BOT_STEPS,
  joinRows,
  type JoinStep,
  pageSteps,
  percentilesOf,
  ROOMS,
} from './joinRows.ts';

/** So many join each room, one after the other. */
const JOINS = 15;
const TIMEOUT_MS = 10_000;
/** Somebody who joins right after somebody else waits until publishers may be asked for a key frame again. */
const PAUSE_MS = 1000;

export const join: Benchmark = { name: 'join', rows: joinRows(), run };

async function run(context: BenchContext): Promise<Values> {
  await using rig = await PageRig.start(context.media);
  const values: Record<string, number> = {};
  for (const people of ROOMS) {
    context.progress(`join: ${JOINS} pages and ${JOINS} bots, one after the other, into a room of ${people}`);
    const roomId = await rig.roomWithBots(people - 1);
    const add = async <K extends string>(
      who: string,
      steps: readonly JoinStep<K>[],
      joinOnce: () => Promise<Record<K, number>>,
    ) => {
      const times = await inTurn(JOINS, joinOnce);
      noteLate(who, people, times, context);
      for (const step of steps) {
        const samples = times.map((time) => time[step.key]);
        Object.assign(values, percentilesOf(step, people, samples));
      }
    };
    await add('pages', pageSteps(people), () => pageJoin(rig, roomId, awaitedVideos(people)));
    await add('bots', BOT_STEPS, () => botJoin(rig, roomId, context));
    const loss = lossNote(`join, a room of ${people}`, await rig.bots.received());
    if (loss !== null) context.note(loss);
    await rig.bots.leave();
  }
  return values;
}

async function pageJoin(rig: PageRig, roomId: string, videos: number): Promise<JoinTimes> {
  const page = await rig.preparedPage();
  const times = await page.evaluate(([id, count, timeoutMs]) => window.bench.join(id, count, timeoutMs), [
    roomId,
    videos,
    TIMEOUT_MS,
  ] as const);
  await leaveAndClose(page);
  return times;
}

async function botJoin({ server }: PageRig, roomId: string, context: BenchContext) {
  await sleep(PAUSE_MS);
  const media = new TalkativeMedia(context.media.directory);
  await using bot = await Bot.join({ url: server.url, roomId, media, displayName: 'Joiner' });
  const deadlineMs = performance.now() + TIMEOUT_MS;
  const { timing } = await bot.until(
    ({ timing: { firstVideoMs, firstAudioMs } }) =>
      (firstVideoMs !== null && firstAudioMs !== null) || performance.now() > deadlineMs,
    TIMEOUT_MS * 2,
  );
  return { firstVideoMs: timing.firstVideoMs ?? TIMEOUT_MS, firstAudioMs: timing.firstAudioMs ?? TIMEOUT_MS };
}

/** What takes too long is measured as the timeout; a reader must know that it took longer. */
function noteLate(
  who: string,
  people: number,
  times: readonly Record<string, number>[],
  { note }: BenchContext,
): void {
  const late = times.filter((time) => Object.values(time).some((value) => value >= TIMEOUT_MS)).length;
  if (late === 0) return;
  note(
    `join, a room of ${people}: ${late} of ${times.length} ${who} saw or heard nobody for ${TIMEOUT_MS / 1000} s.`,
  );
}

async function inTurn<T>(count: number, action: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let index = 0; index < count; index += 1) results.push(await action());
  return results;
}
