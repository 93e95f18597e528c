import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import { BotCrowd } from '../load/BotCrowd.ts';
import { lossNote } from '../load/Received.ts';
import { median } from '../percentile.ts';
import { BenchServer } from '../server/BenchServer.ts';

const FEW = 2;
const MANY = 25;
const SETTLE_MS = 5000;
const SAMPLES = 5;
const SAMPLE_INTERVAL_MS = 1000;
const MB = 1e6;

export const memory: Benchmark = {
  name: 'memory',
  rows: [
    row(
      'memory.server-mb-per-participant',
      `What each participant adds to the memory of the server (Node and worker), from ${FEW} to ${MANY} people in one room who all send and receive.`,
    ),
    row('memory.server-mb.idle', 'Memory of the server (Node and one worker) with nobody inside.'),
    row(`memory.server-mb.room${FEW}`, `The same with ${FEW} people.`),
    row(`memory.server-mb.room${MANY}`, `The same with ${MANY} people.`),
  ],
  run,
};

async function run(context: BenchContext): Promise<Values> {
  await using server = await BenchServer.start();
  await using bots = new BotCrowd();
  const roomId = `bench-${randomUUID().slice(0, 8)}`;
  context.progress('memory: nobody inside');
  const idleMb = await memoryMb(server);
  const inRoomMb: number[] = [];
  for (const [people, count] of [
    [FEW, FEW],
    [MANY, MANY - FEW],
  ] as const) {
    context.progress(`memory: ${people} people`);
    await bots.join({ url: server.url, roomId, count, gallery: null });
    inRoomMb.push(await memoryMb(server));
  }
  const loss = lossNote('memory', await bots.received());
  if (loss !== null) context.note(loss);
  const [fewMb = NaN, manyMb = NaN] = inRoomMb;
  return {
    'memory.server-mb-per-participant': (manyMb - fewMb) / (MANY - FEW),
    'memory.server-mb.idle': idleMb,
    [`memory.server-mb.room${FEW}`]: fewMb,
    [`memory.server-mb.room${MANY}`]: manyMb,
  };
}

async function memoryMb(server: BenchServer): Promise<number> {
  await sleep(SETTLE_MS);
  const samples: number[] = [];
  for (let count = 0; count < SAMPLES; count += 1) {
    await sleep(SAMPLE_INTERVAL_MS);
    const { nodeBytes, workerBytes } = await server.usage();
    samples.push((nodeBytes + workerBytes) / MB);
  }
  return median(samples);
}

function row(id: string, meaning: string): RowSpec {
  return { id, unit: 'MB', target: null, lowerIsBetter: true, meaning };
}
