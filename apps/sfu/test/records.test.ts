import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CreatedRoom, MeetingRecord, RecordAccess } from '@parley/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { callApi } from './apiClient.ts';
import { joinPayload, type RunningServer, TestClient } from './TestClient.ts';

const apiKey = 'a-key-for-this-test';
let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-records-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

const start = () => startSfu({ PARLEY_DATA_DIR: dataDir, PARLEY_API_KEY: apiKey });

async function joinAsHost(sfu: RunningServer, roomId: string, hostKey: string): Promise<TestClient> {
  const client = await TestClient.connect(sfu);
  await client.request('join-room', { ...joinPayload(sfu, roomId), displayName: 'Anna', hostKey });
  return client;
}

async function makeRoom(sfu: Pick<RunningServer, 'localUrl'>, roomId: string): Promise<string> {
  const { body } = await callApi(sfu, 'POST', `/api/rooms/${roomId}`, { body: { name: '주간 회의' } });
  return (body as CreatedRoom).hostKey;
}

/** A meeting of a host and a guest who writes something. @returns the way to its record */
async function meet(sfu: Sfu, roomId: string, hostKey: string): Promise<RecordAccess> {
  const anna = await joinAsHost(sfu, roomId, hostKey);
  const { client: ben } = await TestClient.join(sfu, roomId, '=Ben');
  await ben.request('send-chat', { text: '안녕하세요' });
  await ben.request('leave-room', {});
  await anna.request('end-room', {});
  const { record } = await anna.next('room-closed');
  for (const client of [anna, ben]) client.close();
  if (record === undefined) throw new Error('the host got no way to the record');
  return record;
}

it('says who was there and what was written, to whoever has a key, also after a restart', async () => {
  let hostKey: string;
  let record: RecordAccess;
  {
    await using sfu = await start();
    hostKey = await makeRoom(sfu, 'team');
    record = await meet(sfu, 'team', hostKey);
  }
  await using sfu = await start();
  for (const key of [record.key, hostKey, apiKey]) {
    const { status, body } = await callApi(sfu, 'GET', `/api/records/${record.id}`, { key });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: record.id,
      roomId: 'team',
      roomName: '주간 회의',
      attendance: [
        { displayName: 'Anna', role: 'host' },
        { displayName: '=Ben', role: 'guest' },
      ],
      chat: [{ displayName: '=Ben', text: '안녕하세요' }],
    });
    const { startedAt, endedAt, attendance } = body as MeetingRecord;
    expect(endedAt).toBeGreaterThanOrEqual(startedAt);
    for (const { joinedAt, leftAt } of attendance) expect(leftAt).toBeGreaterThanOrEqual(joinedAt);
    expect(body).not.toHaveProperty('recordKeyHash');
  }
});

it('gives it as a table, by query or by header', async () => {
  await using sfu = await start();
  const { id, key } = await meet(sfu, 'team', await makeRoom(sfu, 'team'));
  const byQuery = await callApi(sfu, 'GET', `/api/records/${id}?format=csv&lang=ko&timeZone=Asia/Seoul`, {
    key,
  });
  expect(byQuery.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(byQuery.headers.get('content-disposition')).toMatch(/filename\*=UTF-8''team-\d{4}-\d\d-\d\d\.csv$/);
  expect(byQuery.text).toMatch(/^\uFEFF구분,시작 \(Asia\/Seoul\),.*\r\n참석,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,/);
  expect(byQuery.text).toContain(",'=Ben,게스트,");
  const headers = { accept: 'text/csv' };
  const byHeader = await callApi(sfu, 'GET', `/api/records/${id}`, { key, headers });
  expect(byHeader.text).toContain('What,From (UTC),To (UTC)');
  const browser = { accept: '*/*' };
  const json = await callApi(sfu, 'GET', `/api/records/${id}`, { key, headers: browser });
  expect(json.body).toMatchObject({ id });
});

it('is for nobody else, and makes guessing slow', async () => {
  await using sfu = await start();
  const hostKey = await makeRoom(sfu, 'team');
  const otherKey = await makeRoom(sfu, 'other');
  const one = await meet(sfu, 'team', hostKey);
  const two = await meet(sfu, 'other', otherKey);
  const path = `/api/records/${one.id}`;
  expect((await callApi(sfu, 'GET', path)).status).toBe(401);
  for (const key of [two.key, otherKey]) expect((await callApi(sfu, 'GET', path, { key })).status).toBe(401);
  expect(await callApi(sfu, 'GET', '/api/rooms/team/records', { key: otherKey })).toMatchObject({
    status: 401,
  });
  for (let tries = 0; tries < 5; tries += 1) await callApi(sfu, 'GET', path, { key: `wrong-${tries}` });
  const refused = await callApi(sfu, 'GET', path, { key: 'wrong' });
  expect(refused).toMatchObject({ status: 429, body: { error: { code: 'TOO_MANY_TRIES' } } });
  const { error } = refused.body as { error: { retryAfterS: number } };
  expect(error.retryAfterS).toBeGreaterThan(0);
  expect(error.retryAfterS).toBeLessThanOrEqual(900);
  expect(refused.headers.get('retry-after')).toBe(String(error.retryAfterS));
  // Operators are not slowed down by somebody at the same address.
  expect((await callApi(sfu, 'GET', path, { key: apiKey })).status).toBe(200);
});

it('lists the meetings of a room for its host, newest first and in pages', async () => {
  await using sfu = await start();
  const hostKey = await makeRoom(sfu, 'team');
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) ids.unshift((await meet(sfu, 'team', hostKey)).id);
  const list = async (query = '') => {
    const { body } = await callApi(sfu, 'GET', `/api/rooms/team/records${query}`, { key: hostKey });
    const { records, next } = body as { records: MeetingRecord[]; next: number | null };
    return { ids: records.map(({ id }) => id), next };
  };
  expect(await list()).toEqual({ ids, next: null });
  const first = await list('?limit=2');
  expect(first.ids).toEqual(ids.slice(0, 2));
  expect(await list(`?limit=2&before=${String(first.next)}`)).toEqual({ ids: ids.slice(2), next: null });
});

it('goes on while the meeting does', async () => {
  await using sfu = await start();
  const hostKey = await makeRoom(sfu, 'team');
  const anna = await joinAsHost(sfu, 'team', hostKey);
  const { body } = await callApi(sfu, 'GET', '/api/rooms/team/records', { key: hostKey });
  const { records } = body as { records: MeetingRecord[] };
  const { body: open } = await callApi(sfu, 'GET', `/api/records/${records[0]?.id ?? ''}`, { key: hostKey });
  expect(open).toMatchObject({ endedAt: null, attendance: [{ displayName: 'Anna', leftAt: null }] });
  anna.close();
});

it('survives a server that is killed in the middle of a meeting', async () => {
  const program = fileURLToPath(new URL('../src/index.ts', import.meta.url));
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      PARLEY_HOST: '127.0.0.1',
      PARLEY_PORT: '0',
      PARLEY_MEDIA_PORT: '0',
      PARLEY_WORKERS: '1',
      PARLEY_DATA_DIR: dataDir,
      PARLEY_API_KEY: apiKey,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  const urlOf = () => /https?:\/\/\S+/.exec(output)?.[0];
  await expect.poll(urlOf, { timeout: 60_000 }).toBeDefined();
  const localUrl = urlOf() ?? '';
  const { body: media } = await callApi({ localUrl }, 'GET', '/api/media');
  const remote = { localUrl, pool: media as RunningServer['pool'] };
  const hostKey = await makeRoom(remote, 'team');
  const anna = await joinAsHost(remote, 'team', hostKey);
  await anna.request('send-chat', { text: 'the last words' });
  child.kill('SIGKILL');
  await once(child, 'exit');
  anna.close();

  await using sfu = await start();
  const { body } = await callApi(sfu, 'GET', '/api/rooms/team/records', { key: hostKey });
  const [head] = (body as { records: MeetingRecord[] }).records;
  const { body: record } = await callApi(sfu, 'GET', `/api/records/${head?.id ?? ''}`, { key: hostKey });
  const { endedAt, chat, attendance } = record as MeetingRecord;
  expect(chat.map(({ text }) => text)).toEqual(['the last words']);
  expect(endedAt).toBe(chat[0]?.sentAt);
  expect(attendance[0]?.leftAt).toBe(endedAt);
}, 90_000);
