import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSfu } from '../testing/startSfu.ts';
import { TestClient } from './TestClient.ts';

const SLOW = { timeout: 20_000 };
const secret = `whsec_${randomBytes(32).toString('base64')}`;

interface Delivery {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}
interface Message {
  type: string;
  timestamp: string;
  data: Record<string, string>;
}

/** A receiver as somebody would write it; `answer` decides what it says to each delivery. */
class Receiver {
  readonly deliveries: Delivery[] = [];
  answer: (message: Message) => number = () => 204;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async listen(): Promise<Receiver> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const delivery = {
          path: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        };
        receiver.deliveries.push(delivery);
        const status = receiver.answer(JSON.parse(delivery.body) as Message);
        response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
      });
    });
    const receiver = new Receiver(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hooks`;
  }

  /** What has come of one room, checked as the standard says. */
  messages(roomId: string): Message[] {
    return this.deliveries
      .map(
        ({ body, headers }) => new Webhook(secret).verify(body, headers as Record<string, string>) as Message,
      )
      .filter(({ data }) => data['roomId'] === roomId);
  }

  types(roomId: string): string[] {
    return this.messages(roomId).map(({ type, data }) =>
      [type, data['displayName']].filter(Boolean).join(' '),
    );
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

let receiver: Receiver;
let dataDir: string;
beforeEach(async () => {
  receiver = await Receiver.listen();
  dataDir = await mkdtemp(join(tmpdir(), 'parley-webhooks-'));
});
afterEach(async () => {
  await receiver.close();
  await rm(dataDir, { recursive: true });
});

const start = (urls = receiver.url) =>
  startSfu({ PARLEY_WEBHOOK_URLS: urls, PARLEY_WEBHOOK_SECRET: secret, PARLEY_DATA_DIR: dataDir });

it('tells of a meeting from its start to its end, in order and signed', async () => {
  await using sfu = await start();
  const { client: anna, joined } = await TestClient.join(sfu, 'team', 'Anna');
  const { client: ben } = await TestClient.join(sfu, 'team', '벤');
  await ben.request('leave-room', {});
  await anna.request('end-room', {});
  await expect
    .poll(() => receiver.types('team'), SLOW)
    .toEqual([
      'room.started',
      'participant.joined Anna',
      'participant.joined 벤',
      'participant.left 벤',
      'participant.left Anna',
      'room.ended',
    ]);
  const [started, annaJoined, , benLeft, , ended] = receiver.messages('team');
  expect(annaJoined?.data).toMatchObject({ userId: joined.userId, role: 'host', roomId: 'team' });
  expect(benLeft?.data['reason']).toBe('left');
  expect(ended?.data).toMatchObject({ reason: 'ended', meetingId: started?.data['meetingId'] });
  const ids = receiver.deliveries.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(6);
  for (const client of [anna, ben]) client.close();
});

it('tries again with the same id, keeps the order of a room, and lets other rooms pass', async () => {
  await using sfu = await start();
  let failures = 0;
  receiver.answer = ({ data }) => (data['roomId'] === 'team' && (failures += 1) <= 1 ? 503 : 204);
  const { client: anna } = await TestClient.join(sfu, 'team', 'Anna');
  await expect.poll(() => receiver.types('team'), SLOW).toEqual(['room.started']);
  const { client: ben } = await TestClient.join(sfu, 'other', 'Ben');
  await expect.poll(() => receiver.types('other'), SLOW).toEqual(['room.started', 'participant.joined Ben']);
  await expect
    .poll(() => receiver.types('team'), SLOW)
    .toEqual(['room.started', 'room.started', 'participant.joined Anna']);
  const ids = receiver.deliveries
    .filter(({ body }) => body.includes('"roomId":"team"') && body.includes('room.started'))
    .map(({ headers }) => headers['webhook-id']);
  expect(ids).toHaveLength(2);
  expect(ids[0]).toBe(ids[1]);
  for (const client of [anna, ben]) client.close();
});

it('sends after a restart what it could not send before', async () => {
  receiver.answer = () => 500;
  {
    await using sfu = await start();
    const { client } = await TestClient.join(sfu, 'team', 'Anna');
    await expect.poll(() => receiver.types('team').length, SLOW).toBeGreaterThanOrEqual(1);
    client.close();
  }
  const before = receiver.deliveries.length;
  expect(new Set(receiver.types('team'))).toEqual(new Set(['room.started']));
  receiver.answer = () => 204;
  await using sfu = await start();
  const since = () => receiver.types('team').slice(before);
  await expect
    .poll(since, SLOW)
    .toEqual(['room.started', 'participant.joined Anna', 'participant.left Anna', 'room.ended']);
  expect(receiver.messages('team').at(-1)?.data['reason']).toBe('shutdown');
  await expect.poll(() => pendingCount(sfu.localUrl), SLOW).toBe(0);
});

it('does not follow a redirect, and tells every receiver on its own', async () => {
  const moved = await Receiver.listen();
  moved.answer = () => 302;
  await using sfu = await start(`${moved.url},${receiver.url}`);
  const { client } = await TestClient.join(sfu, 'team', 'Anna');
  await expect.poll(() => receiver.types('team'), SLOW).toEqual(['room.started', 'participant.joined Anna']);
  await expect.poll(() => moved.deliveries.length, SLOW).toBeGreaterThanOrEqual(2);
  expect(new Set(moved.deliveries.map(({ path }) => path))).toEqual(new Set(['/hooks']));
  expect(new Set(moved.types('team'))).toEqual(new Set(['room.started']));
  client.close();
  await moved.close();
});

async function pendingCount(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^parley_webhooks_pending (\d+)/m.exec(metrics)?.[1]);
}
