import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { TurnServer } from '@parley/e2e/turn-server';
import { Uplinks } from '@parley/e2e/uplinks';
import type { Way } from '@parley/e2e/ways';
import type { BenchContext, Benchmark, RowSpec, Values } from '../Benchmark.ts';
import { PhoneTalk } from '../browser/PhoneTalk.ts';
import { percentile } from '../percentile.ts';

/** How often each. */
const TIMES = 5;
const TARGET_MS = 5000;
/** Voices flow, and nothing is under way any more. */
const SETTLE_MS = 2000;
const TIMEOUT_MS = 30_000;
const POLL_MS = 50;

const PHONE = 'a Chromium in a network namespace, called with a bot';

/** A network that lets UDP through no more, and what is left of it. */
interface Wall {
  readonly id: string;
  readonly name: string;
  raise(): void;
  /** Whether media goes this way after it. */
  isAround(way: Way): boolean;
}

export const udpBlocked: Benchmark = {
  name: 'udp-blocked',
  rows: [
    ...both(
      'recover.udp-blocked-ms',
      `The longest time without a packet of voice, in the worse of both directions, when UDP no longer arrives at ${PHONE}: media goes on over TCP, to the server itself or to coturn. Pauses of up to 0.5 s belong to the voice itself.`,
    ),
    ...both(
      'recover.udp-blocked-relay-ms',
      'The same, when TCP from the media port is dropped as well: only coturn is left, over TCP.',
    ),
    ...both(
      'recover.udp-blocked-join-ms',
      'Where UDP is blocked already: from the tap on Join until both hear each other, over TCP.',
    ),
    ...both('recover.udp-blocked-relay-join-ms', 'The same, over TCP to coturn.'),
  ],
  run,
};

async function run({ media, progress, note }: BenchContext): Promise<Values | null> {
  using uplinks = Uplinks.tryOpen();
  if (uplinks === null) {
    note('udp-blocked: skipped, because network namespaces need Linux, root and iproute2.');
    return null;
  }
  await using turn = await TurnServer.start(uplinks.serverAddress);
  const mediaPort = await freePort(uplinks.serverAddress);
  await using talk = await PhoneTalk.prepare(uplinks, media, {
    ...turn.settings,
    PARLEY_MEDIA_PORT: String(mediaPort),
  });
  const values: Record<string, number> = {};
  for (const wall of walls(uplinks, mediaPort)) {
    const gapsMs: number[] = [];
    const joinsMs: number[] = [];
    for (let count = 1; count <= TIMES; count += 1) {
      progress(`udp-blocked: ${wall.name}, ${count} of ${TIMES}`);
      gapsMs.push(await gapAt(wall, talk));
      joinsMs.push(await joinBehind(wall, talk));
      uplinks.unblock();
    }
    put(values, `recover.${wall.id}-ms`, gapsMs);
    put(values, `recover.${wall.id}-join-ms`, joinsMs);
  }
  return values;
}

function walls(uplinks: Uplinks, mediaPort: number): readonly Wall[] {
  const blockUdp = () => uplinks.block({ protocol: 'udp' });
  return [
    {
      id: 'udp-blocked',
      name: 'TCP is left',
      raise: blockUdp,
      isAround: isOverTcp,
    },
    {
      id: 'udp-blocked-relay',
      name: 'a relay over TCP is left',
      raise: () => {
        blockUdp();
        uplinks.block({ protocol: 'tcp', fromPort: mediaPort });
      },
      isAround: ({ relayProtocol }) => relayProtocol === 'tcp',
    },
  ];
}

/** To the server itself, or to the relay: the browser takes what it finds first. */
function isOverTcp({ protocol, relayProtocol }: Way): boolean {
  return protocol === 'tcp' || relayProtocol === 'tcp';
}

/** In a call that runs over UDP. */
async function gapAt(wall: Wall, talk: PhoneTalk): Promise<number> {
  await talk.open();
  await talk.join();
  await until('the call over UDP', talk, ({ protocol, type }) => protocol === 'udp' && type !== 'relay');
  await sleep(SETTLE_MS);
  const watch = await talk.watchGap();
  wall.raise();
  await until('the way around', talk, (way) => wall.isAround(way));
  await sleep(SETTLE_MS);
  return watch.end();
}

async function joinBehind(wall: Wall, talk: PhoneTalk): Promise<number> {
  await talk.open();
  const startedAtMs = performance.now();
  const joining = talk.join();
  await until('the join', talk, (way) => wall.isAround(way));
  const tookMs = performance.now() - startedAtMs;
  await joining;
  return tookMs;
}

/** Both hear each other, and everything goes ways like this. */
async function until(what: string, talk: PhoneTalk, isRight: (way: Way) => boolean): Promise<void> {
  const deadlineMs = performance.now() + TIMEOUT_MS;
  for (;;) {
    const found = await talk.ways();
    if (found.length === 2 && found.every(isRight) && (await talk.isSteady())) return;
    if (performance.now() > deadlineMs) throw new Error(`no voices: ${what}, ways ${JSON.stringify(found)}`);
    await sleep(POLL_MS);
  }
}

async function freePort(address: string): Promise<number> {
  const probe = createServer().listen(0, address);
  await once(probe, 'listening');
  const place = probe.address();
  probe.close();
  await once(probe, 'close');
  if (place === null || typeof place === 'string') throw new Error('no port');
  return place.port;
}

function put(values: Record<string, number>, id: string, samples: readonly number[]): void {
  values[`${id}.p95`] = percentile(samples, 95);
  values[`${id}.p50`] = percentile(samples, 50);
}

function both(id: string, meaning: string): RowSpec[] {
  const row = { unit: 'ms', lowerIsBetter: true };
  return [
    { ...row, id: `${id}.p95`, target: TARGET_MS, meaning },
    { ...row, id: `${id}.p50`, target: null, meaning: 'The same, the median.' },
  ];
}
