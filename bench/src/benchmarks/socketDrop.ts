import { setTimeout as sleep } from 'node:timers/promises';
import { Bot, type MediaLibrary } from '@parley/bots';
import { FlakyProxy } from '@parley/client/testing/flaky-proxy';
import type { BenchContext, Benchmark, Values } from '../Benchmark.ts';
import { PromptMedia } from '../load/crowdMedia.ts';
import { newRoomId } from '../load/MeetingRig.ts';
import { VoiceWatch } from '../load/VoiceWatch.ts';
import { percentile } from '../percentile.ts';
import { BenchServer } from '../server/BenchServer.ts';

/** How long the socket is away, each time. */
const DROPS_MS = [...Array<number>(10).fill(1000), 10_000, 10_000, 60_000];
const SETTLE_MS = 5000;
const BACK_TIMEOUT_MS = 15_000;
const POLL_MS = 10;

const WHAT = `the socket of one of two people breaks for 1 s (10 times), 10 s (twice) and 60 s while media goes on`;

export const socketDrop: Benchmark = {
  name: 'socket-drop',
  rows: [
    row(
      'resume.socket-drop-media-gap-ms.p95',
      'ms',
      200,
      `The longest time without a packet of voice, in the worse of both directions, when ${WHAT}.`,
    ),
    row('resume.socket-drop-media-gap-ms.p50', 'ms', null, 'The same, the median.'),
    row(
      'resume.socket-drop-leaves',
      '',
      0,
      'How often the other one saw somebody leave, or come as somebody else.',
    ),
    row(
      'resume.socket-drop-back-ms.p95',
      'ms',
      null,
      'From when the server can be reached again until the session is resumed.',
    ),
  ],
  run,
};

async function run({ media, progress }: BenchContext): Promise<Values> {
  await using server = await BenchServer.start();
  await using proxy = await FlakyProxy.inFrontOf(server.url);
  const roomId = newRoomId();
  await using anna = await talker(server.url, roomId, 'Anna', media);
  await using ben = await talker(proxy.url, roomId, 'Ben', media);
  let leaves = 0;
  anna.client.store.subscribe(() => {
    if (anna.client.store.getSnapshot().users[0]?.id !== ben.userId) leaves += 1;
  });
  await sleep(SETTLE_MS);
  const gapsMs: number[] = [];
  const backMs: number[] = [];
  for (const [index, awayMs] of DROPS_MS.entries()) {
    progress(`socket-drop: ${awayMs / 1000} s, ${index + 1} of ${DROPS_MS.length}`);
    using watch = new VoiceWatch([anna, ben]);
    proxy.breakDown();
    await sleep(awayMs);
    proxy.heal();
    backMs.push(await untilBack(ben));
    await sleep(1000);
    gapsMs.push(watch.longestGapMs);
  }
  return {
    'resume.socket-drop-media-gap-ms.p95': percentile(gapsMs, 95),
    'resume.socket-drop-media-gap-ms.p50': percentile(gapsMs, 50),
    'resume.socket-drop-leaves': leaves,
    'resume.socket-drop-back-ms.p95': percentile(backMs, 95),
  };
}

/** Speaks without a pause, so that every gap is one. */
function talker(url: string, roomId: string, displayName: string, media: MediaLibrary): Promise<Bot> {
  const talkative = new PromptMedia(media.directory);
  return Bot.join({ url, roomId, displayName, media: talkative, onProblem: () => undefined });
}

async function untilBack(bot: Bot): Promise<number> {
  const startedAtMs = performance.now();
  while (bot.client.store.getSnapshot().status !== 'joined') {
    if (performance.now() - startedAtMs > BACK_TIMEOUT_MS) throw new Error('the session was not resumed');
    await sleep(POLL_MS);
  }
  return performance.now() - startedAtMs;
}

function row(id: string, unit: string, target: number | null, meaning: string) {
  return { id, unit, target, lowerIsBetter: true, meaning };
}
