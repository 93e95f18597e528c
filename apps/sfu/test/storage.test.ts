import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openRoom } from '@parley/protocol';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StartupError } from '../src/errors.ts';
import type { MeetingJournal } from '../src/rooms/MeetingJournal.ts';
import type { StoredRoom } from '../src/rooms/RoomStorage.ts';
import { Database } from '../src/storage/Database.ts';
import { Storage } from '../src/storage/Storage.ts';

const DAY_MS = 86_400_000;
const silent = pino({ level: 'silent' });
const nobody: MeetingJournal = {
  started: () => undefined,
  resumed: () => undefined,
  joined: () => undefined,
  changed: () => undefined,
  left: () => undefined,
  said: () => undefined,
  ended: () => undefined,
};

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-storage-'));
});
afterEach(() => {
  chmodSync(dataDir, 0o700);
  rmSync(dataDir, { recursive: true });
});

const open = () => new Storage({ dataDir, retentionMs: 90 * DAY_MS }, silent);
const room = (id: string): StoredRoom => ({
  id,
  createdAt: 1_000_000,
  settings: { ...openRoom, name: '주간 회의', lobby: true },
  videoCodec: 'vp9',
  maxParticipants: 12,
  hostKeyHash: 'salt.hash',
  passcodeHash: null,
});
const meeting = (id: string, startedAt: number, roomId = 'team') => ({
  id,
  roomId,
  roomName: 'Team',
  startedAt,
  recordKeyHash: 'salt.hash',
});
const anna = { userId: 'anna', displayName: 'Anna', role: 'host' } as const;
const ben = { userId: 'ben', displayName: 'Ben', role: 'guest' } as const;

it('keeps rooms as they are, over a restart', () => {
  let storage = open();
  storage.rooms.save(room('team'));
  storage.rooms.save({ ...room('team'), passcodeHash: 'other.hash' });
  storage.close();
  storage = open();
  expect(storage.rooms.find('team')).toEqual({ ...room('team'), passcodeHash: 'other.hash' });
  storage.rooms.delete('team');
  expect(storage.rooms.find('team')).toBeNull();
  storage.close();
});

it('lists rooms in pages', () => {
  const storage = open();
  for (const id of ['c-c', 'a-a', '회의', 'b-b']) storage.rooms.save(room(id));
  const ids = (after: string | null, limit: number) =>
    storage.rooms.list({ after, limit }).map(({ id }) => id);
  expect(ids(null, 3)).toEqual(['a-a', 'b-b', 'c-c']);
  expect(ids('c-c', 3)).toEqual(['회의']);
  expect(ids('회의', 3)).toEqual([]);
  storage.close();
});

it('writes who was there and what was said, as it happens', () => {
  const storage = open();
  const journal = storage.openJournal(nobody);
  const team = meeting('m1', 1000);
  const message = { id: 'c1', userId: 'ben', displayName: 'Ben', text: '안녕', sentAt: 1500 };
  journal.started(team);
  journal.joined(team, anna, 1000);
  journal.joined(team, ben, 1200);
  journal.said(team, message);
  journal.changed(team, { ...ben, displayName: 'Benjamin', role: 'co-host' });
  journal.left(team, ben, 1800, 'left');
  journal.joined(team, { ...ben, userId: 'ben-again' }, 1900);
  journal.ended(team, 2000, 'ended');
  expect(storage.records.find('m1')).toEqual({
    id: 'm1',
    roomId: 'team',
    roomName: 'Team',
    startedAt: 1000,
    endedAt: 2000,
    attendance: [
      { ...anna, joinedAt: 1000, leftAt: 2000 },
      { ...ben, displayName: 'Benjamin', role: 'co-host', joinedAt: 1200, leftAt: 1800 },
      { ...ben, userId: 'ben-again', joinedAt: 1900, leftAt: 2000 },
    ],
    chat: [message],
  });
  storage.close();
});

it('ends what a crash has cut off, when it last knew something of it, and tells', () => {
  const first = open();
  const team = meeting('m1', 1000);
  const journal = first.openJournal(nobody);
  journal.started(team);
  journal.joined(team, anna, 1000);
  journal.joined(team, ben, 5000);
  first.close();

  const told: unknown[][] = [];
  const second = open();
  second.openJournal({
    ...nobody,
    left: (_meeting, { userId }, ...rest) => told.push(['left', userId, ...rest]),
    ended: ({ id, roomId }, ...rest) => told.push(['ended', id, roomId, ...rest]),
  });
  expect(told).toEqual([
    ['left', 'anna', 5000, 'disconnected'],
    ['left', 'ben', 5000, 'disconnected'],
    ['ended', 'm1', 'team', 5000, 'crashed'],
  ]);
  const record = second.records.find('m1');
  expect(record?.endedAt).toBe(5000);
  expect(record?.attendance.map(({ leftAt }) => leftAt)).toEqual([5000, 5000]);
  second.close();
});

it('leaves the meetings of a server alone that runs beside it', () => {
  const storage = open();
  storage.openJournal(nobody).started(meeting('m1', 1000));
  storage.close();
  const other = new DatabaseSync(join(dataDir, 'parley.db'));
  other.prepare('UPDATE meetings SET pid = ?').run(process.ppid);
  other.close();
  const again = open();
  again.openJournal(nobody);
  expect(again.records.find('m1')?.endedAt).toBeNull();
  again.close();
});

it('deletes what is older than the retention time, and nothing else', () => {
  const storage = open();
  const journal = storage.openJournal(nobody);
  const now = Date.now();
  const old = meeting('old', now - 200 * DAY_MS, 'old-room');
  const recent = meeting('recent', now - 80 * DAY_MS, 'used-room');
  const running = meeting('running', now - 200 * DAY_MS, 'running-room');
  for (const each of [old, recent, running]) {
    storage.rooms.save(room(each.roomId));
    journal.started(each);
    journal.joined(each, anna, each.startedAt);
  }
  journal.ended(old, now - 91 * DAY_MS, 'ended');
  journal.ended(recent, now - 79 * DAY_MS, 'ended');
  storage.outbox.add({ id: 'w', url: 'https://a.example', roomId: 'r', body: '{}' }, now - 91 * DAY_MS);
  storage.close();
  // Rooms count as used when they are saved, which was a moment ago.
  const file = new DatabaseSync(join(dataDir, 'parley.db'));
  file.prepare('UPDATE rooms SET used_at = ?').run(now - 100 * DAY_MS);
  file.prepare("UPDATE rooms SET used_at = ? WHERE id = 'used-room'").run(now - 79 * DAY_MS);
  file.close();

  const again = open();
  expect(again.records.find('old')).toBeNull();
  expect(again.records.find('recent')?.attendance).toHaveLength(1);
  expect(again.records.find('running')).not.toBeNull();
  expect(again.rooms.list({ after: null, limit: 9 }).map(({ id }) => id)).toEqual([
    'running-room',
    'used-room',
  ]);
  expect(again.outbox.pendingCount).toBe(0);
  again.close();
  const count = new DatabaseSync(join(dataDir, 'parley.db'));
  expect(count.prepare('SELECT count(*) AS n FROM attendance').get()).toEqual({ n: 2 });
  count.close();
});

it('lets a meeting go on when nothing can be written, and counts that', () => {
  const storage = open();
  const journal = storage.openJournal(nobody);
  const team = meeting('m1', 1000);
  journal.started(team);
  const other = new DatabaseSync(join(dataDir, 'parley.db'));
  other.exec('DROP TABLE attendance');
  expect(() => journal.joined(team, anna, 1000)).not.toThrow();
  expect(() => journal.ended(team, 2000, 'ended')).not.toThrow();
  expect(storage.failures.count).toBe(2);
  other.close();
  storage.close();
});

it('says of a folder that cannot be written, in one sentence', () => {
  chmodSync(dataDir, 0o500);
  // Root may write anywhere; what counts is how it is for others.
  const asRoot = process.geteuid?.() === 0;
  if (asRoot) chmodSync(dataDir, 0o555);
  if (asRoot) process.seteuid?.(65_534);
  try {
    expect(() => Database.open(dataDir)).toThrow(StartupError);
    expect(() => Database.open(dataDir)).toThrow(
      `The data folder ${dataDir} cannot be written (EACCES); choose another one with --data-dir.`,
    );
  } finally {
    if (asRoot) process.seteuid?.(0);
  }
});

it('says of a file that cannot be written, in one sentence', () => {
  open().close();
  const path = join(dataDir, 'parley.db');
  chmodSync(path, 0o444);
  chmodSync(dataDir, 0o555);
  const asRoot = process.geteuid?.() === 0;
  if (asRoot) process.seteuid?.(65_534);
  try {
    expect(() => Database.open(dataDir)).toThrow(/ cannot be written \(EACCES\)/);
  } finally {
    if (asRoot) process.seteuid?.(0);
  }
});

it.each([
  ['no database', () => Buffer.from('x'.repeat(5000))],
  ['a torn one', (file: Buffer) => file.fill(0xee, 4096, 20_000)],
])('says of a file that is %s, in one sentence', (_what, spoil) => {
  open().close();
  const path = join(dataDir, 'parley.db');
  writeFileSync(path, spoil(readFileSync(path)));
  expect(() => Database.open(dataDir)).toThrow(StartupError);
  expect(() => Database.open(dataDir)).toThrow(`${path} is damaged; put a backup in its place`);
});

it('does not touch a file of a later version', () => {
  open().close();
  const file = new DatabaseSync(join(dataDir, 'parley.db'));
  file.exec('PRAGMA user_version = 99');
  file.close();
  expect(() => Database.open(dataDir)).toThrow(/was written by a later version of Parley/);
});

it('keeps its file from other users', () => {
  open().close();
  expect(statSync(join(dataDir, 'parley.db')).mode & 0o777).toBe(0o600);
});
