import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext, Benchmark, Values } from '../Benchmark.ts';
import { BareMediasoup } from '../load/BareMediasoup.ts';
import { BotCrowd } from '../load/BotCrowd.ts';
import { lossNote, type Received, since } from '../load/Received.ts';
import { median } from '../percentile.ts';
import { BenchServer } from '../server/BenchServer.ts';

const PEOPLE = 10;
const ROUNDS = 3;
/**
 * A tile of a gallery of ten on a full-HD screen, and the layer that fills it: 360p. Pinned, so that Parley forwards every
 * frame, as the bare worker does: the same work on both sides.
 */
const GALLERY = { tiles: PEOPLE - 1, width: 480, height: 270, pinned: true };
const SPATIAL_LAYER = 1;
/** The server's own setting (apps/sfu/src/media/PeerTransports.ts). */
const INITIAL_OUTGOING_BPS = 2_000_000;
/** By then bandwidth estimation has let every stream reach its layer. */
const SETTLE_MS = 6000;
const MEASURE_MS = 8000;
/** Two sides that forward this differently much cannot be compared. */
const MAX_RATE_DIFFERENCE = 0.05;

export const forward: Benchmark = {
  name: 'forward',
  rows: [
    {
      id: 'forward.cpu-ratio-to-bare-mediasoup.room10',
      unit: '',
      target: 1.1,
      lowerIsBetter: true,
      meaning:
        "CPU per forwarded packet of Parley's server (Node and worker), divided by that of a bare mediasoup worker that carries the same 10 x 10 meeting at 360p; interleaved runs, medians.",
    },
    row(
      'forward.cpu-ms-per-1000-packets.room10',
      "CPU time of Parley's server (Node and worker) per 1,000 forwarded packets.",
    ),
    row('forward.worker-cpu-ms-per-1000-packets.room10', "The part of it that Parley's worker takes."),
    row(
      'forward.bare-cpu-ms-per-1000-packets.room10',
      'CPU time of the bare mediasoup worker per 1,000 forwarded packets.',
    ),
    {
      id: 'forward.packets-per-s.room10',
      unit: '1/s',
      target: null,
      lowerIsBetter: false,
      meaning: 'Packets that Parley forwarded per second while this was measured.',
    },
  ],
  run,
};

interface Sample {
  packetsPerS: number;
  cpuMsPer1000: number;
  workerCpuMsPer1000: number;
}

interface Meeting {
  received(): Promise<Received>;
  cpu(): Promise<{ cpuMs: number; workerCpuMs: number }>;
}

async function run(context: BenchContext): Promise<Values> {
  const parley: Sample[] = [];
  const bare: Sample[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    context.progress(`forward: round ${round} of ${ROUNDS}, Parley`);
    parley.push(await throughParley(context));
    context.progress(`forward: round ${round} of ${ROUNDS}, bare mediasoup`);
    bare.push(await throughBareMediasoup(context));
  }
  noteRates(parley, bare, context);
  const parleyCpu = median(parley.map(({ cpuMsPer1000 }) => cpuMsPer1000));
  const bareCpu = median(bare.map(({ cpuMsPer1000 }) => cpuMsPer1000));
  return {
    'forward.cpu-ratio-to-bare-mediasoup.room10': parleyCpu / bareCpu,
    'forward.cpu-ms-per-1000-packets.room10': parleyCpu,
    'forward.worker-cpu-ms-per-1000-packets.room10': median(
      parley.map((sample) => sample.workerCpuMsPer1000),
    ),
    'forward.bare-cpu-ms-per-1000-packets.room10': bareCpu,
    'forward.packets-per-s.room10': median(parley.map(({ packetsPerS }) => packetsPerS)),
  };
}

async function throughParley(context: BenchContext): Promise<Sample> {
  await using server = await BenchServer.start();
  await using bots = new BotCrowd();
  const roomId = `bench-${randomUUID().slice(0, 8)}`;
  await bots.join({ url: server.url, roomId, count: PEOPLE, gallery: GALLERY });
  return await measure(
    { received: () => bots.received(), cpu: () => server.usage() },
    'forward, Parley',
    context,
  );
}

async function throughBareMediasoup(context: BenchContext): Promise<Sample> {
  await using meeting = await BareMediasoup.start({
    people: PEOPLE,
    spatialLayer: SPATIAL_LAYER,
    initialOutgoingBps: INITIAL_OUTGOING_BPS,
    workerBin: process.env['PARLEY_WORKER_BIN'],
  });
  const cpu = async () => {
    const workerCpuMs = await meeting.workerCpuMs();
    return { cpuMs: workerCpuMs, workerCpuMs };
  };
  return await measure({ received: () => meeting.received(), cpu }, 'forward, bare mediasoup', context);
}

async function measure(meeting: Meeting, what: string, { note }: BenchContext): Promise<Sample> {
  await sleep(SETTLE_MS);
  const [cpuBefore, receivedBefore] = await Promise.all([meeting.cpu(), meeting.received()]);
  const startedMs = performance.now();
  await sleep(MEASURE_MS);
  const [cpuAfter, receivedAfter] = await Promise.all([meeting.cpu(), meeting.received()]);
  const elapsedMs = performance.now() - startedMs;
  const received = since(receivedBefore, receivedAfter);
  const loss = lossNote(what, received);
  if (loss !== null) note(loss);
  const thousands = received.packets / 1000;
  return {
    packetsPerS: received.packets / (elapsedMs / 1000),
    cpuMsPer1000: (cpuAfter.cpuMs - cpuBefore.cpuMs) / thousands,
    workerCpuMsPer1000: (cpuAfter.workerCpuMs - cpuBefore.workerCpuMs) / thousands,
  };
}

function noteRates(parley: readonly Sample[], bare: readonly Sample[], { note }: BenchContext): void {
  const [ours, theirs] = [parley, bare].map((samples) =>
    median(samples.map(({ packetsPerS }) => packetsPerS)),
  );
  if (ours === undefined || theirs === undefined) return;
  if (Math.abs(ours / theirs - 1) <= MAX_RATE_DIFFERENCE) return;
  note(
    `forward: Parley forwarded ${ours.toFixed(0)} packets/s, bare mediasoup ${theirs.toFixed(0)}: not the same work.`,
  );
}

function row(id: string, meaning: string) {
  return { id, unit: 'ms', target: null, lowerIsBetter: true, meaning };
}
