import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PayloadOf, RequestName } from '@parley/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSfu } from '../testing/startSfu.ts';
import { Bystanders } from './Bystanders.ts';
import { ReverseProxy } from './ReverseProxy.ts';
import { ServerProcess } from './ServerProcess.ts';
import { type ConnectOptions, joinPayload, type RunningServer, TestClient } from './TestClient.ts';

/** Few enough for a test to go beyond; limits of an address follow from it. */
const PEOPLE_PER_ADDRESS = 40;
const TCP_CONNECTIONS = PEOPLE_PER_ADDRESS * 4;
const SETTINGS = {
  PARLEY_PEOPLE_PER_ADDRESS: String(PEOPLE_PER_ADDRESS),
  PARLEY_NEW_ROOMS_PER_MINUTE: '5',
  PARLEY_CREATE_ON_JOIN: '0',
  PARLEY_LOG_LEVEL: 'warn',
};
/** 60 MB. */
const MOST_MESSAGES = 30_000;
/** What is bounded by limits takes a few megabytes; what is not, soon hundreds. */
const MAX_GROWTH_BYTES = 96 * 1024 * 1024;

let dataDir: string;
let program: ServerProcess;
let server: RunningServer;
let bystanders: Bystanders;
let startBytes: number;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
  program = new ServerProcess(dataDir, SETTINGS);
  server = await runningServer(await program.started());
  using maker = await TestClient.connect(server, { localAddress: '127.0.0.2' });
  for (const roomId of ['quiet', 'busy', 'loud']) await maker.request('create-room', { roomId });
  bystanders = await Bystanders.start(server, 'quiet');
  startBytes = await memoryBytes();
});

afterEach(() => bystanders.check(expect.getState().currentTestName ?? ''));

afterAll(async () => {
  await bystanders[Symbol.asyncDispose]();
  await program[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

async function runningServer(localUrl: string): Promise<RunningServer> {
  const media = (await (await fetch(`${localUrl}/api/media`)).json()) as { rtpCapabilities: object };
  return { localUrl, pool: media };
}

async function memoryBytes(): Promise<number> {
  const metrics = await (await fetch(`${server.localUrl}/metrics`)).text();
  return Number(/^parley_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1]);
}

/** As many connections as are let in, of so many; those are closed with the list. */
async function connectMany(
  count: number,
  options: ConnectOptions,
  to: Pick<RunningServer, 'localUrl'> = server,
) {
  const attempts = Array.from({ length: count }, () => TestClient.connect(to, options));
  const settled = await Promise.allSettled(attempts);
  const clients = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  return {
    clients,
    [Symbol.dispose]() {
      for (const client of clients) client.close();
    },
  };
}

/** The code of a refusal, or `ok`. */
async function outcome<N extends RequestName>(
  client: TestClient,
  name: N,
  payload: PayloadOf<N>,
): Promise<string> {
  return client.request(name, payload).then(
    () => 'ok',
    (error: unknown) => (error as Error).message,
  );
}

function tally(outcomes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const each of outcomes) counts[each] = (counts[each] ?? 0) + 1;
  return counts;
}

/** As many as a limit allows that is full at first: so many at once, and more as time passes. */
function allowance(capacity: number, perSecond: number): () => number {
  const startedAtMs = performance.now();
  return () => capacity + 1 + (perSecond * (performance.now() - startedAtMs)) / 1000;
}

describe('connections', () => {
  it('on which nothing or little is said are few for each address, and soon none', async () => {
    const port = Number(new URL(server.localUrl).port);
    const dial = () => connect({ port, host: '127.0.0.1', localAddress: '127.0.0.3' });
    const sockets = Array.from({ length: TCP_CONNECTIONS * 3 }, dial);
    const ended = sockets.map((socket) => endOf(socket));
    await expect
      .poll(() => sockets.filter((socket) => socket.destroyed).length)
      .toBeGreaterThanOrEqual(TCP_CONNECTIONS * 2);
    const kept = sockets.filter((socket) => !socket.destroyed);
    // A third says nothing, a third never ends its headers, a third never ends its body.
    const slow = setInterval(() => {
      for (const [index, socket] of kept.entries()) if (index % 3 > 0) socket.write('x: y\r\n');
    }, 500);
    for (const [index, socket] of kept.entries()) socket.write(beginningOf(index % 3));
    await Promise.all(ended);
    clearInterval(slow);
    expect((await fetch(`${server.localUrl}/healthz`)).status).toBe(200);
  });

  it('of one address are as many as people may call from it, and not opened again and again', async () => {
    const options = { localAddress: '127.0.0.4' };
    const allowed = allowance(PEOPLE_PER_ADDRESS, PEOPLE_PER_ADDRESS / 60);
    let opened = 0;
    {
      using many = await connectMany(PEOPLE_PER_ADDRESS + 30, options);
      opened += many.clients.length;
      expect(opened).toBeGreaterThanOrEqual(PEOPLE_PER_ADDRESS);
      expect(opened).toBeLessThanOrEqual(allowed());
    }
    using again = await connectMany(PEOPLE_PER_ADDRESS, options);
    opened += again.clients.length;
    expect(opened).toBeLessThanOrEqual(allowed());
    using other = await connectMany(1, { localAddress: '127.0.0.5' });
    expect(other.clients).toHaveLength(1);
  });

  it('behind a trusted proxy are counted by the address that the proxy sees', async () => {
    await using proxied = await startSfu({ ...SETTINGS, PARLEY_TRUST_PROXY: '1' });
    await using proxy = await ReverseProxy.start(proxied);
    const forged = { extraHeaders: { 'x-forwarded-for': '198.51.100.7' } };
    using many = await connectMany(PEOPLE_PER_ADDRESS + 20, { localAddress: '127.0.0.4', ...forged }, proxy);
    expect(many.clients.length).toBeLessThanOrEqual(PEOPLE_PER_ADDRESS);
    using other = await connectMany(10, { localAddress: '127.0.0.5' }, proxy);
    expect(other.clients).toHaveLength(10);
  });

  it('that carry nonsense or too much end, and no others', async () => {
    const url = `${server.localUrl.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const wrong = [
      '9',
      '4',
      '42',
      '42["disconnect"]',
      '451-["join-room",{"_placeholder":true,"num":7}]',
      'b!!',
    ];
    const tooMuch = [
      `42["send-chat",{"text":"${'x'.repeat(70_000)}"}]`,
      '45999999-["join-room"]',
      '4'.repeat(100_000),
    ];
    for (const frame of [...wrong, ...tooMuch, new Uint8Array(70_000)]) {
      const socket = new WebSocket(url);
      await once(socket, 'open');
      const closed = once(socket, 'close');
      socket.send('40');
      socket.send(frame);
      if (tooMuch.includes(frame as string)) await closed;
      else socket.close();
    }
    const polling = `${server.localUrl}/socket.io/?EIO=4&transport=polling`;
    const opened = await (await fetch(polling)).text();
    const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
    const answer = await fetch(`${polling}&sid=${sid}`, { method: 'POST', body: 'x'.repeat(200_000) });
    expect(answer.status).toBe(413);
  });
});

describe('requests', () => {
  it('that go on after having been refused end the connection', async () => {
    const client = await TestClient.connect(server, { localAddress: '127.0.0.6' });
    const ended = once(client.socket as never, 'disconnect');
    for (let sent = 0; sent < 1000; sent += 1) client.socket.emit('leave-lobby', {}, () => undefined);
    await ended;
  });

  it('to join are as many for each address as people may call from it', async () => {
    using many = await connectMany(PEOPLE_PER_ADDRESS / 2, { localAddress: '127.0.0.7' });
    const allowed = allowance(PEOPLE_PER_ADDRESS, PEOPLE_PER_ADDRESS / 60);
    const outcomes = await Promise.all(
      many.clients.map(async (client) => {
        const own: string[] = [];
        for (let tries = 0; tries < 5; tries += 1) {
          own.push(await outcome(client, 'join-room', joinPayload(server, 'busy')));
          if (own.at(-1) === 'ok') await client.request('leave-room', {});
        }
        return own;
      }),
    );
    const { ok = 0, ...others } = tally(outcomes.flat());
    expect(Object.keys(others)).toEqual(['RATE_LIMITED']);
    expect(ok).toBeGreaterThanOrEqual(PEOPLE_PER_ADDRESS);
    expect(ok).toBeLessThanOrEqual(allowed());
    using other = await TestClient.connect(server, { localAddress: '127.0.0.8' });
    expect(await outcome(other, 'join-room', joinPayload(server, 'busy'))).toBe('ok');
  });

  it('to write are as many as people can read, from however many connections they come', async () => {
    using many = await connectMany(30, { localAddress: '127.0.0.9' });
    const writers = many.clients;
    for (const client of writers) await client.request('join-room', joinPayload(server, 'loud'));
    const allowed = allowance(200, 20);
    const outcomes = await Promise.all(
      writers.flatMap((client) =>
        Array.from({ length: 10 }, () => outcome(client, 'send-chat', { text: 'buy!' })),
      ),
    );
    const { ok = 0, ...others } = tally(outcomes);
    expect(['', 'RATE_LIMITED']).toContain(Object.keys(others).join());
    expect(ok).toBeGreaterThanOrEqual(200);
    expect(ok).toBeLessThanOrEqual(allowed());
  });

  it('for rooms that are not there are few for each address', async () => {
    using many = await connectMany(4, { localAddress: '127.0.0.10' });
    const allowed = allowance(10, 1 / 6);
    const outcomes: string[] = [];
    for (const [index, client] of many.clients.entries()) {
      for (let tries = 0; tries < 3; tries += 1) {
        const roomId = `room-${index}-${tries}`;
        outcomes.push(await outcome(client, 'join-room', joinPayload(server, roomId)));
        outcomes.push(await outcome(client, 'enter-lobby', { roomId, displayName: 'Eve' }));
      }
    }
    const { ROOM_NOT_FOUND: found = 0, ...others } = tally(outcomes);
    expect(Object.keys(others)).toEqual(['RATE_LIMITED']);
    expect(found).toBeGreaterThanOrEqual(10);
    expect(found).toBeLessThanOrEqual(allowed());
    const [first] = many.clients;
    if (first !== undefined)
      expect(await outcome(first, 'join-room', joinPayload(server, 'busy'))).toBe('ok');
    const other = { localAddress: '127.0.0.11' };
    using stranger = await TestClient.connect(server, other);
    expect(await outcome(stranger, 'join-room', joinPayload(server, 'room-0-0'))).toBe('ROOM_NOT_FOUND');
  });

  it('whose answers nobody reads do not pile up', async () => {
    await using sfu = await startSfu();
    const { client: writer } = await TestClient.join(sfu, 'flood');
    const { client: stalled, joined } = await TestClient.join(sfu, 'flood', 'Eve');
    const { transport } = stalled.socket.io.engine as unknown as { transport: { ws: { _socket: Socket } } };
    transport.ws._socket.pause();
    const peer = sfu.registry.get('flood')?.peers.find(({ id }) => id === joined.userId);
    if (peer === undefined) throw new Error('nobody is there');
    const text = 'x'.repeat(2000);
    const message = { id: 'x', userId: peer.id, displayName: 'Anna', sentAt: 0, text };
    // More than the system holds for a connection, and past what limits let in.
    for (let written = 0; written < MOST_MESSAGES && peer.connected; written += 1) {
      peer.notify('chat-message', { message });
      if (written % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(peer.connected).toBe(false);
    await writer.request('send-chat', { text: 'still here' });
    for (const client of [writer, stalled]) client.close();
  });

  it('of all these kinds have cost others nothing, and the server little memory', async () => {
    const sorted = bystanders.answersMs.toSorted((a, b) => a - b);
    const figures = {
      answers: sorted.length,
      p50Ms: at(sorted, 0.5),
      p95Ms: at(sorted, 0.95),
      maxMs: sorted.at(-1),
    };
    const grownBytes = (await memoryBytes()) - startBytes;
    console.info('floods', { ...figures, grownMb: Math.round(grownBytes / 1024 / 1024) });
    expect(sorted.length).toBeGreaterThan(50);
    expect(figures.p50Ms).toBeLessThan(250);
    expect(grownBytes).toBeLessThan(MAX_GROWTH_BYTES);
  });
});

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? Infinity;
}

async function endOf(socket: Socket): Promise<void> {
  socket.on('error', () => undefined); // a reset is an end like any other
  socket.resume();
  if (!socket.closed) await once(socket, 'close');
}

/** How a request of each kind begins that is never completed. */
function beginningOf(kind: number): string {
  const post =
    'POST /api/rooms HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 4000\r\n\r\n{';
  return ['', 'GET /healthz HTTP/1.1\r\nhost: x\r\n', post][kind] ?? '';
}
