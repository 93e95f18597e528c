import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callApi } from './apiClient.ts';
import { ServerProcess } from './ServerProcess.ts';
import { joinPayload, type RunningServer, TestClient } from './TestClient.ts';

const apiKey = 'api-key-nobody-may-read';
const turnSecret = 'turn-secret-nobody-may-read';
const passcode = 'passcode-nobody-may-read';
const wrongPasscode = 'wrong-passcode-nobody-may-read';
const chatText = 'a-word-between-two-people';
const guestId = 'guest-id-nobody-may-read';
/** On a machine that has much else to do. */
const SOON = { timeout: 20_000 };
/** A server is started, and somebody comes four times. */
const TIMEOUT_MS = 60_000;

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Somebody else waits, and is let in. @returns with what */
async function admitted(host: TestClient, running: RunningServer): Promise<string> {
  await host.request('update-room', { lobby: true });
  using waiting = await TestClient.connect(running);
  const { lobbyId } = await waiting.request('enter-lobby', {
    roomId: 'team',
    displayName: 'Cleo',
    passcode,
    guestId,
  });
  await host.request('admit-user', { lobbyId });
  const { admission } = await waiting.next('admitted');
  await waiting.request('join-room', { ...joinPayload(running, 'team'), admission, guestId });
  return admission;
}

it(
  'secrets and what people write are in no line of the log, and passcodes and keys in no file',
  async () => {
    await using server = new ServerProcess(dataDir, {
      PARLEY_LOG_LEVEL: 'trace',
      PARLEY_LOG_FORMAT: 'json',
      PARLEY_API_KEY: apiKey,
      PARLEY_TURN_SECRET: turnSecret,
      PARLEY_TURN_URLS: 'turn:127.0.0.1:3478',
    });
    const localUrl = await server.started();
    const { rtpCapabilities } = (await callApi({ localUrl }, 'GET', '/api/media')).body as {
      rtpCapabilities: object;
    };
    const running = { localUrl, pool: { rtpCapabilities } };
    expect((await callApi({ localUrl }, 'GET', '/api/rooms', { key: apiKey })).status).toBe(200);

    using host = await TestClient.connect(running);
    const { hostKey } = await host.request('create-room', { roomId: 'team', passcode });
    const joined = await host.request('join-room', { ...joinPayload(running, 'team'), hostKey });
    using stranger = await TestClient.connect(running);
    const wrong = { ...joinPayload(running, 'team'), passcode: wrongPasscode };
    await expect(stranger.request('join-room', wrong)).rejects.toThrow('WRONG_PASSCODE');
    await expect(stranger.request('resume-session', { resumeToken: 'team.x.forged' })).rejects.toThrow(
      'SESSION',
    );
    await stranger.request('join-room', { ...wrong, passcode });
    await host.request('send-chat', { text: chatText });
    const { resumeToken, iceServers } = joined;
    const credentials = iceServers.map(({ credential }) => credential ?? '').filter(Boolean);
    expect(credentials).toHaveLength(1);

    const admission = await admitted(host, running);
    await stranger.send(`an-event-${wrongPasscode}`, { hostKey });
    const { record } = await host.request('leave-room', {});
    if (record === null) throw new Error('no way to the record');
    const kept = { key: record.key };
    expect((await callApi({ localUrl }, 'GET', `/api/records/${record.id}`, kept)).status).toBe(200);

    // Without this nothing would be looked through.
    await expect.poll(() => server.stdout, SOON).toContain('WRONG_PASSCODE');
    await expect.poll(() => server.stdout, SOON).toContain('"event":"unknown"');
    const secretOfSession = resumeToken.split('.')[2] ?? resumeToken;
    const secrets = [apiKey, turnSecret, passcode, wrongPasscode, hostKey, secretOfSession, ...credentials];
    secrets.push(admission, guestId, record.key);
    for (const secret of secrets) expect(secret.length).toBeGreaterThan(15);
    for (const secret of [...secrets, chatText]) expect(server.stdout + server.stderr).not.toContain(secret);
    for (const name of await readdir(dataDir)) {
      const content = await readFile(join(dataDir, name)).catch(() => Buffer.alloc(0));
      for (const secret of secrets) expect(content.includes(secret)).toBe(false);
    }
  },
  TIMEOUT_MS,
);

it(
  'tokens are in no line of the log, right or wrong',
  async () => {
    const key = randomBytes(32);
    const k = key.toString('base64url');
    await using server = new ServerProcess(dataDir, {
      PARLEY_LOG_LEVEL: 'trace',
      PARLEY_LOG_FORMAT: 'json',
      PARLEY_JWT_KEYS: JSON.stringify({ kty: 'oct', alg: 'HS256', k }),
    });
    const localUrl = await server.started();
    const sign = (room: string, expires: string) =>
      new SignJWT({ room, name: '김지수' })
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime(expires)
        .sign(key);
    const tokens = [await sign('club', '-5m'), await sign('other', '5m'), await sign('club', '5m')];
    using client = await TestClient.connect({ localUrl });
    const codes = [];
    for (const token of tokens) {
      const wanted = { roomId: 'club', displayName: 'Eve', rtpCapabilities: { codecs: [] }, token };
      codes.push(((await client.send('join-room', wanted)) as { error?: { code: string } }).error?.code);
    }
    expect(codes.map((code) => code === 'INVALID_TOKEN')).toEqual([true, true, false]);
    await expect.poll(() => server.stdout, SOON).toContain('INVALID_TOKEN');
    const parts = tokens.flatMap((token) => token.split('.').slice(1));
    for (const secret of [k, ...parts]) expect(server.stdout + server.stderr).not.toContain(secret);
  },
  TIMEOUT_MS,
);
