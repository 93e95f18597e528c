import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callApi } from './apiClient.ts';
import { ServerProcess } from './ServerProcess.ts';
import { joinPayload, TestClient } from './TestClient.ts';

const apiKey = 'api-key-nobody-may-read';
const turnSecret = 'turn-secret-nobody-may-read';
const passcode = 'passcode-nobody-may-read';
const wrongPasscode = 'wrong-passcode-nobody-may-read';
const chatText = 'a-word-between-two-people';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

it('secrets and what people write are in no line of the log, and passcodes and keys in no file', async () => {
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

  // Without this nothing would be looked through.
  await expect.poll(() => server.stdout).toContain('WRONG_PASSCODE');
  const secretOfSession = resumeToken.split('.').at(-1) ?? resumeToken;
  const secrets = [apiKey, turnSecret, passcode, wrongPasscode, hostKey, secretOfSession, ...credentials];
  for (const secret of [...secrets, chatText]) expect(server.stdout + server.stderr).not.toContain(secret);
  for (const name of await readdir(dataDir)) {
    const content = await readFile(join(dataDir, name)).catch(() => Buffer.alloc(0));
    for (const secret of secrets) expect(content.includes(secret)).toBe(false);
  }
});
