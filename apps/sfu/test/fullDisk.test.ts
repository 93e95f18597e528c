import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventOf, MeetingRecord, MediaInfo } from '@parley/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Bot } from '../../../tools/bots/src/index.ts';
import { callApi } from './apiClient.ts';
import { ServerProcess } from './ServerProcess.ts';
import { ballastPath, fill, SMALL_DISK } from './smallDisk.ts';
import { TestClient } from './TestClient.ts';

const NO_MEDIA = { camera: false, microphone: false } as const;
const SLOW = { timeout: 30_000 };

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const texts = ({ events }: TestClient) =>
  events.flatMap(({ name, data }) =>
    name === 'chat-message' ? (data as EventOf<'chat-message'>).message.text : [],
  );

async function failures(localUrl: string): Promise<number> {
  const metrics = await (await fetch(`${localUrl}/metrics`)).text();
  return Number(/^parley_storage_failures (\d+)$/m.exec(metrics)?.[1]);
}

/** Somebody in the room, as a client without media. */
async function enter(localUrl: string, displayName: string) {
  const { body } = await callApi({ localUrl }, 'GET', '/api/media');
  const client = await TestClient.connect({ localUrl });
  const { rtpCapabilities } = body as MediaInfo;
  const joined = await client.request('join-room', { roomId: 'team', displayName, rtpCapabilities });
  return Object.assign(client, { joined });
}

it('lets meetings go on when the disk is full, tells those inside and the log, and keeps again what comes when it is not', async () => {
  await using server = new ServerProcess(dataDir, { PARLEY_LOG_FORMAT: 'json' }, SMALL_DISK);
  const localUrl = await server.started();
  const ballast = ballastPath(server, dataDir);
  using anna = await enter(localUrl, 'Anna');
  using ben = await enter(localUrl, 'Ben');
  await using dora = await Bot.join({ url: localUrl, roomId: 'team', displayName: 'Dora', ...NO_MEDIA });
  const isUnkept = () => dora.client.store.getSnapshot().room?.unkept === true;
  await anna.request('send-chat', { text: 'before' });
  expect((await ben.next('chat-message')).message.text).toBe('before');
  expect(await failures(localUrl)).toBe(0);
  expect(isUnkept()).toBe(false);
  expect((await ben.next('user-joined')).user.displayName).toBe('Dora');

  await fill(ballast);
  for (let count = 0; count < 5; count += 1) {
    const text = `${count} ${'가'.repeat(1900)}`;
    await anna.request('send-chat', { text });
    expect((await ben.next('chat-message')).message.text).toBe(text);
  }
  using carl = await enter(localUrl, 'Carl');
  expect((await ben.next('user-joined')).user.displayName).toBe('Carl');
  expect(await failures(localUrl)).toBeGreaterThanOrEqual(4);
  expect(server.stdout.match(/"msg":"storage failed"/g)).toHaveLength(1);
  expect(server.stdout).toMatch(/database or disk is full/);
  await expect.poll(isUnkept, SLOW).toBe(true);
  using late = await enter(localUrl, 'Late');
  expect(late.joined.room.unkept).toBe(true);

  await rm(ballast);
  const writes = async () => {
    await dora.client.sendChat('still?');
    return isUnkept();
  };
  await expect.poll(writes, { ...SLOW, interval: 1000 }).toBe(false);
  expect(server.stdout.match(/"msg":"storage works again"/g)).toHaveLength(1);
  await ben.request('send-chat', { text: 'after' });
  await expect.poll(() => texts(carl), SLOW).toContain('after');
  const { record } = await anna.request('leave-room', {});
  const answer = await callApi({ localUrl }, 'GET', `/api/records/${record?.id}`, { key: record?.key ?? '' });
  const { attendance, chat } = answer.body as MeetingRecord;
  expect(chat.map(({ text }) => text)).toEqual(expect.arrayContaining(['before', 'after']));
  expect(attendance.map(({ displayName }) => displayName)).toEqual(expect.arrayContaining(['Anna', 'Ben']));
});
