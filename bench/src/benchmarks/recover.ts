import { setTimeout as sleep } from 'node:timers/promises';
import { Bot, type MediaLibrary } from '@parley/bots';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import { PromptMedia } from '../load/crowdMedia.ts';
import { newRoomId } from '../load/MeetingRig.ts';
import { VoiceWatch } from '../load/VoiceWatch.ts';
import { percentile } from '../percentile.ts';
import { ServerProcess } from '../server/ServerProcess.ts';

/** A room is given up when it loses its media more than five times in a minute. */
const FAULTS_PER_ROOM = 4;
const ROOMS = 3;
const FAULTS = FAULTS_PER_ROOM * ROOMS;
/** How long the server is away, each time. After some seconds clients try again more rarely. */
const OUTAGES_MS = [0, 8000, 0, 8000, 0, 8000, 0, 8000, 0, 8000];
const DRAINS = 8;
const DRAIN_S = 1;
/** Everything is as it was: voices flow, and nobody joins or asks for anything any more. */
const SETTLE_MS = 1200;
const TIMEOUT_MS = 30_000;
const POLL_MS = 5;
/** A worker is full with its first peer, so that the next one goes to the other. */
const SPREAD = { PARLEY_WORKERS: '2', PARLEY_WORKER_MAX_CONSUMERS: '2' };

const GAP =
  'the longest time without a packet of voice, in the worse of both directions between two people with camera';

type Fault = (server: ServerProcess) => Promise<void>;

interface Damage {
  readonly gapsMs: readonly number[];
  /** How often somebody was seen to leave, or to come as somebody else. */
  readonly leaves: number;
}

export const recover: Benchmark = {
  name: 'recover',
  rows: [
    ...both('recover.worker-kill-ms', 2000, `When the server's only media worker is killed: ${GAP}.`),
    ...both('recover.worker-kill-spread-ms', 2000, 'The same, each of the two on a worker of their own.'),
    ...both(
      'recover.worker-hang-ms',
      5000,
      `When the only media worker stands still (SIGSTOP), from its last packet: ${GAP}. Of it up to 3 s is for noticing.`,
    ),
    row('recover.leaves', '', 0, 'How often one of the two saw the other leave, or come anew, in all that.'),
    ...both(
      'recover.server-restart-ms',
      5000,
      'When the server is killed and started again, at once or 8 s later: from when it says that it is up until both are in their room and hear each other.',
    ),
    ...both(
      'drain.sound-gap-ms',
      5000,
      `When the server is told to stop (SIGTERM, ${DRAIN_S} s of grace) and started again as soon as it has ended: ${GAP}. The start of the new process is part of it.`,
    ),
  ],
  run,
};

async function run({ media, progress }: BenchContext): Promise<Values> {
  progress(`recover: ${FAULTS} workers killed`);
  const killed = await damage({}, (server) => signalWorker(server, 'SIGKILL'), media);
  progress(`recover: ${FAULTS} workers killed, of rooms on two`);
  const spread = await damage(SPREAD, (server) => signalWorker(server, 'SIGKILL'), media);
  progress(`recover: ${FAULTS} workers made to hang`);
  const hung = await damage({}, (server) => signalWorker(server, 'SIGSTOP'), media);
  progress(`recover: ${OUTAGES_MS.length} servers killed and started again`);
  const restarts = await restarted('SIGKILL', OUTAGES_MS, media);
  progress(`recover: ${DRAINS} servers stopped and started again`);
  const drains = await restarted('SIGTERM', Array<number>(DRAINS).fill(0), media);
  return {
    ...percentiles('recover.worker-kill-ms', killed.gapsMs),
    ...percentiles('recover.worker-kill-spread-ms', spread.gapsMs),
    ...percentiles('recover.worker-hang-ms', hung.gapsMs),
    'recover.leaves': killed.leaves + spread.leaves + hung.leaves,
    ...percentiles('recover.server-restart-ms', restarts.sinceUpMs),
    ...percentiles('drain.sound-gap-ms', drains.gapsMs),
  };
}

/** What the fault does, again and again, to two people who talk, in one room after the other. */
async function damage(settings: Record<string, string>, fault: Fault, media: MediaLibrary): Promise<Damage> {
  await using server = await ServerProcess.start(settings);
  const gapsMs: number[] = [];
  let leaves = 0;
  for (let room = 0; room < ROOMS; room += 1) {
    await using pair = await talkers(server.url, media);
    const [anna, ben] = pair.bots;
    const benId = ben.userId;
    const unsubscribe = anna.client.store.subscribe(() => {
      if (anna.client.store.getSnapshot().users[0]?.id !== benId) leaves += 1;
    });
    for (let count = 0; count < FAULTS_PER_ROOM; count += 1) {
      await settled(server, pair.bots);
      using watch = new VoiceWatch(pair.bots);
      await fault(server);
      await until(() => watch.backAtMs !== null);
      gapsMs.push(watch.longestGapMs);
    }
    unsubscribe();
  }
  return { gapsMs, leaves };
}

/** The server's end and new beginning, again and again, under two people who talk. */
async function restarted(signal: 'SIGKILL' | 'SIGTERM', outagesMs: readonly number[], media: MediaLibrary) {
  await using server = await ServerProcess.start({ PARLEY_DRAIN_S: String(DRAIN_S) });
  await using pair = await talkers(server.url, media);
  const sinceUpMs: number[] = [];
  const gapsMs: number[] = [];
  for (const outageMs of outagesMs) {
    await settled(server, pair.bots);
    using watch = new VoiceWatch(pair.bots);
    await server.end(signal);
    await sleep(outageMs);
    await server.start();
    const upAtMs = performance.now();
    await until(() => watch.backAtMs !== null);
    sinceUpMs.push((watch.backAtMs ?? 0) - upAtMs);
    gapsMs.push(watch.longestGapMs);
  }
  return { sinceUpMs, gapsMs };
}

async function signalWorker(server: ServerProcess, signal: NodeJS.Signals): Promise<void> {
  const [pid] = await server.workerPids();
  if (pid === undefined) throw new Error('a worker is missing');
  process.kill(pid, signal);
}

/** Two who speak without a pause, so that every gap is one. */
async function talkers(url: string, media: MediaLibrary) {
  const talkative = new PromptMedia(media.directory);
  const options = { url, roomId: newRoomId(), media: talkative, onProblem: () => undefined };
  const anna = await Bot.join({ ...options, displayName: 'Anna' });
  const ben = await Bot.join({ ...options, displayName: 'Ben' });
  const bots: readonly [Bot, Bot] = [anna, ben];
  return {
    bots,
    async [Symbol.asyncDispose]() {
      await Promise.all(bots.map((bot) => bot.leave()));
    },
  };
}

async function settled(server: ServerProcess, bots: readonly Bot[]): Promise<void> {
  using watch = new VoiceWatch(bots);
  await until(() => watch.isSteady);
  await until(async () => (await server.workerPids()).length > 0);
  await sleep(SETTLE_MS);
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadlineMs = performance.now() + TIMEOUT_MS;
  while (!(await isSo())) {
    if (performance.now() > deadlineMs) throw new Error('the voices did not come back');
    await sleep(POLL_MS);
  }
}

function percentiles(id: string, samples: readonly number[]): Values {
  return { [`${id}.p95`]: percentile(samples, 95), [`${id}.p50`]: percentile(samples, 50) };
}

function both(id: string, target: number | null, meaning: string): RowSpec[] {
  return [row(`${id}.p95`, 'ms', target, meaning), row(`${id}.p50`, 'ms', null, 'The same, the median.')];
}

function row(id: string, unit: string, target: number | null, meaning: string): RowSpec {
  return { id, unit, target, lowerIsBetter: true, meaning };
}
