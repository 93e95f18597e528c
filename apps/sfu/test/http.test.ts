import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { TestClient } from './TestClient.ts';

const apiKey = 'a-key-for-this-test';
let sfu: Sfu;
beforeAll(async () => {
  sfu = await startSfu({
    PARLEY_API_KEY: apiKey,
    PARLEY_TURN_URLS: 'turn:127.0.0.1:3478',
    PARLEY_TURN_SECRET: 'north',
  });
});
afterAll(() => sfu.close());

async function call(method: string, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(sfu.localUrl + path, { method, headers });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? null : (JSON.parse(text) as unknown),
  };
}

const error = (code: string) => ({ error: { code, message: expect.any(String) as string } });

it('makes, shows and deletes rooms', async () => {
  expect(await call('GET', '/api/rooms/team/entrance')).toMatchObject({
    status: 200,
    body: { displayNames: [], participantCount: 0, maxParticipants: 50 },
  });
  expect(await call('GET', '/api/rooms/team')).toMatchObject({ status: 404, body: error('ROOM_NOT_FOUND') });
  expect(await call('POST', '/api/rooms/Team')).toMatchObject({ status: 201, body: { roomId: 'team' } });
  expect(await call('POST', '/api/rooms/team')).toMatchObject({ status: 409, body: error('ROOM_EXISTS') });
  const { client } = await TestClient.join(sfu, 'team', '김지수');
  expect((await call('GET', '/api/rooms/team/entrance')).body).toEqual({
    name: '',
    needsPasscode: false,
    lobby: false,
    locked: false,
    waitsForHost: false,
    needsToken: false,
    allow: { share: 'everyone', chat: 'everyone', unmute: 'everyone', camera: 'everyone' },
    displayNames: ['김지수'],
    participantCount: 1,
    maxParticipants: 50,
  });
  expect(await call('GET', '/api/rooms/team')).toMatchObject({
    status: 200,
    body: { roomId: 'team', participantCount: 1, displayNames: ['김지수'] },
  });

  expect(await call('DELETE', '/api/rooms/team')).toMatchObject({ status: 401, body: error('UNAUTHORIZED') });
  const wrong = { Authorization: 'Bearer a-key-for-this-tesT' };
  expect(await call('DELETE', '/api/rooms/team', wrong)).toMatchObject({ status: 401 });
  const right = { Authorization: `Bearer ${apiKey}` };
  expect(await call('DELETE', '/api/rooms/team', right)).toMatchObject({ status: 204, body: null });
  // Who is alone is the host, and may read what the meeting was.
  const record = { id: expect.any(String) as string, key: expect.any(String) as string };
  expect(await client.next('room-closed')).toEqual({ reason: 'deleted', record });
  expect(await call('DELETE', '/api/rooms/team', right)).toMatchObject({ status: 404 });
  client.close();
});

it('chooses a room id when asked to', async () => {
  const { status, headers, body } = await call('POST', '/api/rooms');
  const { roomId } = body as { roomId: string };
  expect(status).toBe(201);
  expect(roomId).toMatch(/^[a-z]{4}-[a-z]{4}-[a-z]{3}$/);
  expect(headers.get('location')).toBe(`/api/rooms/${roomId}`);
});

it('takes Korean room ids', async () => {
  const path = `/api/rooms/${encodeURIComponent('주간-회의')}`;
  expect(await call('POST', path)).toMatchObject({ status: 201, body: { roomId: '주간-회의' } });
});

it.each([
  ['PUT', '/api/rooms/team', 405, 'METHOD_NOT_ALLOWED', 'GET, HEAD, POST, PATCH, DELETE'],
  ['DELETE', '/api/rooms', 405, 'METHOD_NOT_ALLOWED', 'GET, HEAD, POST'],
  ['GET', '/api/rooms', 401, 'UNAUTHORIZED', null],
  ['POST', '/healthz', 405, 'METHOD_NOT_ALLOWED', 'GET, HEAD'],
  ['GET', '/api/rooms/a%2Fb', 400, 'INVALID_ROOM_ID', null],
  ['POST', '/api/rooms/x', 400, 'INVALID_ROOM_ID', null],
  ['GET', '/api/rooms/%E0%A4%A', 400, 'INVALID_PAYLOAD', null],
  ['GET', '/api/nothing', 404, 'NOT_FOUND', null],
  ['GET', '/../../etc/passwd', 404, 'NOT_FOUND', null],
])('%s %s -> %i %s', async (method, path, status, code, allow) => {
  const answer = await call(method, path);
  expect(answer).toMatchObject({ status, body: error(code) });
  expect(answer.headers.get('allow')).toBe(allow);
});

it('says how it is', async () => {
  expect(await call('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
  expect(await call('GET', '/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });
  const metrics = await (await fetch(`${sfu.localUrl}/metrics`)).text();
  for (const name of ['rooms', 'participants', 'workers', 'producers', 'consumers', 'join_seconds_count']) {
    expect(metrics).toMatch(new RegExp(`^parley_${name} \\d`, 'm'));
  }
  expect(metrics).toMatch(/^parley_worker_cpu_seconds\{pid="\d+"\} /m);
  expect(metrics).toMatch(/^parley_event_loop_lag_p99_seconds /m);
});

it('hands out what the pre-join page needs', async () => {
  const { body } = await call('GET', '/api/media');
  const { codecs, headerExtensions } = (
    body as { rtpCapabilities: Record<string, Record<string, unknown>[]> }
  ).rtpCapabilities;
  const mimeTypes = codecs?.map(({ mimeType }) => mimeType);
  for (const codec of ['audio/opus', 'video/VP8', 'video/VP9', 'video/H264', 'video/AV1']) {
    expect(mimeTypes).toContain(codec);
  }
  expect(headerExtensions?.map(({ uri }) => uri)).not.toContain('urn:3gpp:video-orientation');
  expect((await call('GET', '/api/ice-servers')).body).toMatchObject({
    iceServers: [
      { urls: ['turn:127.0.0.1:3478'], username: expect.stringMatching(/^\d+:guest-[\w-]{36}$/) as string },
    ],
  });
});
