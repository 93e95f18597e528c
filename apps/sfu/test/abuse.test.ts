import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { callApi } from './apiClient.ts';
import { Bystanders } from './Bystanders.ts';
import { frame, RawSocket } from './RawSocket.ts';
import { joinPayload, TestClient } from './TestClient.ts';

const MEGABYTE = 1024 * 1024;
/** On a machine that has much else to do. */
const SOON = { timeout: 20_000 };

let sfu: Sfu;
let bystanders: Bystanders;
beforeAll(async () => {
  sfu = await startSfu({ PARLEY_TURN_URLS: 'turn:127.0.0.1:3478', PARLEY_TURN_SECRET: 'north' });
  bystanders = await Bystanders.start(sfu, 'quiet');
});
afterAll(async () => {
  await bystanders[Symbol.asyncDispose]();
  await sfu.close();
});

describe('what is no request', () => {
  it.each([
    ['pongs that nobody asked for', frame('3')],
    ['namespaces that are not there', frame('40/elsewhere,')],
    ['acknowledgements of nothing', frame('43999[]')],
    ['pings of the WebSocket', frame('', 'ping')],
    ['pongs of the WebSocket', frame('', 'pong')],
    ['parts of a message that never ends', frame('', 'part')],
    ['messages that are too long for what they say', frame(`3${'x'.repeat(60_000)}`)],
  ])('ends the connection when it goes on: %s', async (_what, one) => {
    using socket = await RawSocket.open(sfu);
    socket.send(frame('40'));
    const sentBytes = await socket.flood(one, 20 * MEGABYTE);
    expect(socket.isOpen).toBe(false);
    // Most of it is what the two systems hold for a connection.
    expect(sentBytes).toBeLessThan(20 * MEGABYTE);
    await bystanders.check('and here all is well');
  });

  it('is what a patient client may send now and then', async () => {
    using socket = await RawSocket.open(sfu);
    socket.send(frame('40'));
    for (let sent = 0; sent < 200; sent += 1) socket.send(frame('', 'ping'));
    await expect.poll(() => socket.receivedBytes, SOON).toBeGreaterThan(200 * 2);
    expect(socket.isOpen).toBe(true);
  });
});

describe('connections', () => {
  it('on which requests are piled up end, and their answers do not wait in memory', async () => {
    const { port } = new URL(sfu.localUrl);
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined); // it is reset
    const closed = once(socket, 'close');
    socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(500));
    let answers = '';
    socket.on('data', (data: Buffer) => (answers += data.toString()));
    await closed;
    expect(answers.split('HTTP/1.1 ').length).toBeLessThan(5);
    expect((await fetch(`${sfu.localUrl}/healthz`)).status).toBe(200);
  });

  it('that answer their requests one after the other stay', async () => {
    const { port } = new URL(sfu.localUrl);
    const socket: Socket = connect(Number(port), '127.0.0.1');
    for (let asked = 0; asked < 50; asked += 1) {
      socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(answer.toString()).toContain('200 OK');
    }
    socket.destroy();
  });

  it('that are opened and never used are gone in a while, also where the other side does not close them', async () => {
    const sockets = await Promise.all(Array.from({ length: 20 }, () => RawSocket.open(sfu)));
    await expect.poll(() => sockets.filter(({ isOpen }) => isOpen).length, { timeout: 30_000 }).toBe(0);
  }, 45_000);
});

describe('guessing', () => {
  it('a passcode is slow for all addresses together, and keeps out nobody who has the key', async () => {
    using host = await TestClient.connect(sfu);
    const { hostKey } = await host.request('create-room', { roomId: 'sealed', passcode: '4711' });
    const guess = async (address: number, passcode: string) => {
      using client = await TestClient.connect(sfu, { localAddress: `127.3.0.${address}` });
      return await client.request('join-room', { ...joinPayload(sfu, 'sealed'), passcode }).then(
        () => 'in',
        (error: unknown) => (error as Error).message,
      );
    };
    expect(await guess(200, '4711')).toBe('in');
    const outcomes: string[] = [];
    // Of its own tries each address has one left.
    for (let address = 1; address <= 40 && !outcomes.includes('TOO_MANY_TRIES'); address += 1)
      for (let tries = 0; tries < 4; tries += 1) outcomes.push(await guess(address, `${1000 + address}`));
    expect(new Set(outcomes)).toEqual(new Set(['WRONG_PASSCODE', 'TOO_MANY_TRIES']));
    expect(outcomes.filter((each) => each === 'WRONG_PASSCODE').length).toBeGreaterThanOrEqual(100);
    // One more is free each ten seconds; the guesser takes it.
    const right: string[] = [];
    for (let address = 101; address <= 105; address += 1) {
      await guess(address, '0000');
      right.push(await guess(address + 50, '4711'));
    }
    expect(right).toContain('TOO_MANY_TRIES');
    await host.request('join-room', { ...joinPayload(sfu, 'sealed'), hostKey });
  }, 120_000);

  it('ids of rooms by asking for their records is as slow as asking for them', async () => {
    const statuses: number[] = [];
    for (let room = 0; room < 70; room += 1)
      statuses.push((await callApi(sfu, 'GET', `/api/rooms/room-${room}/records`, { key: 'x' })).status);
    expect(statuses.slice(0, 60)).toEqual(Array<number>(60).fill(401));
    expect(statuses.slice(60)).toEqual(Array<number>(10).fill(429));
  });
});

it('credentials for the relay are for those who may come in, and for each of them', async () => {
  const secret = Buffer.from('a secret of thirty-two bytes or more').toString('base64url');
  const keys = JSON.stringify({ kty: 'oct', alg: 'HS256', k: secret });
  await using closed = await startSfu({
    PARLEY_TURN_URLS: 'turn:127.0.0.1:3478',
    PARLEY_TURN_SECRET: 'north',
    PARLEY_JWT_KEYS: keys,
    PARLEY_API_KEY: 'of-this-deployment',
  });
  expect(await callApi(closed, 'GET', '/api/ice-servers')).toMatchObject({ status: 401 });
  const answer = await callApi(closed, 'GET', '/api/ice-servers', { key: 'of-this-deployment' });
  expect(answer.status).toBe(200);
  const names = await Promise.all(
    [1, 2, 3].map(async () => {
      const { body } = await callApi(sfu, 'GET', '/api/ice-servers');
      return (body as { iceServers: { username: string }[] }).iceServers[0]?.username;
    }),
  );
  expect(new Set(names).size).toBe(3);
});
