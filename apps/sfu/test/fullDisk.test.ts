import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MeetingRecord, MediaInfo } from '@parley/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { callApi } from './apiClient.ts';
import { ServerProcess, type Wrapper } from './ServerProcess.ts';
import { TestClient } from './TestClient.ts';

/** A disk of one megabyte that only the server sees, and that goes with it. */
const SMALL_DISK: Wrapper = {
  command: 'unshare',
  args: [
    ...(process.geteuid?.() === 0 ? ['--mount'] : ['--map-root-user', '--mount']),
    'sh',
    '-c',
    'mount -t tmpfs -o size=1m tmpfs "$PARLEY_DATA_DIR" && exec "$@"',
    'sh',
  ],
};

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function failures(localUrl: string): Promise<number> {
  const metrics = await (await fetch(`${localUrl}/metrics`)).text();
  return Number(/^parley_storage_failures (\d+)$/m.exec(metrics)?.[1]);
}

/** Somebody in the room, as a client without media. */
async function enter(localUrl: string, displayName: string) {
  const { body } = await callApi({ localUrl }, 'GET', '/api/media');
  const client = await TestClient.connect({ localUrl });
  const { rtpCapabilities } = body as MediaInfo;
  await client.request('join-room', { roomId: 'team', displayName, rtpCapabilities });
  return client;
}

it('lets meetings go on when the disk is full, says so once, and keeps again what comes when it is not', async () => {
  await using server = new ServerProcess(dataDir, { PARLEY_LOG_FORMAT: 'json' }, SMALL_DISK);
  const localUrl = await server.started();
  const ballast = `/proc/${server.pid}/root${dataDir}/ballast`;
  using anna = await enter(localUrl, 'Anna');
  using ben = await enter(localUrl, 'Ben');
  await anna.request('send-chat', { text: 'before' });
  expect((await ben.next('chat-message')).message.text).toBe('before');
  expect(await failures(localUrl)).toBe(0);

  await expect(appendFile(ballast, Buffer.alloc(2 ** 20))).rejects.toMatchObject({ code: 'ENOSPC' });
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

  await rm(ballast);
  await ben.request('send-chat', { text: 'after' });
  expect((await carl.next('chat-message')).message.text).toBe('after');
  const { record } = await anna.request('leave-room', {});
  const answer = await callApi({ localUrl }, 'GET', `/api/records/${record?.id}`, { key: record?.key ?? '' });
  const { attendance, chat } = answer.body as MeetingRecord;
  expect(chat.map(({ text }) => text)).toEqual(expect.arrayContaining(['before', 'after']));
  expect(attendance.map(({ displayName }) => displayName)).toEqual(expect.arrayContaining(['Anna', 'Ben']));
});
