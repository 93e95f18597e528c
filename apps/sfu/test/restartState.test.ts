import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { MediaInfo, MeetingRecord } from '@parley/protocol';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bot } from '../../../tools/bots/src/index.ts';
import type { MeetingJournal } from '../src/rooms/MeetingJournal.ts';
import { newTenure } from '../src/rooms/Tenure.ts';
import { Storage } from '../src/storage/Storage.ts';
import { callApi } from './apiClient.ts';
import { freePort } from './freePort.ts';
import { ServerProcess } from './ServerProcess.ts';
import { TestClient } from './TestClient.ts';

const SOON = { timeout: 40_000 };
const ignore = () => undefined;
const quiet = { camera: false, onProblem: ignore } as const;
const tellsNobody: MeetingJournal = {
  started: ignore,
  resumed: ignore,
  joined: ignore,
  changed: ignore,
  left: ignore,
  said: ignore,
  ended: ignore,
};

let dataDir: string;
let environment: Record<string, string>;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-'));
  environment = { PARLEY_PORT: String(await freePort()), PARLEY_DRAIN_S: '0.5' };
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const snapshotOf = (bot: Bot) => bot.client.store.getSnapshot();

const statusOf = (bot: Bot) => snapshotOf(bot).status;

/** One process ends, and another one takes its place. */
async function replace(first: ServerProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<ServerProcess> {
  first.child.kill(signal);
  await first.exit;
  const second = new ServerProcess(dataDir, environment);
  await second.started();
  return second;
}

/** What somebody sees of the meeting that is no rule and no role. */
function stateFor(bot: Bot) {
  const { chat, self, users, room } = snapshotOf(bot);
  const people = [...(self === null ? [] : [self]), ...users];
  const hands = people.filter(({ handRaisedAt }) => handRaisedAt !== null);
  hands.sort((a, b) => (a.handRaisedAt ?? 0) - (b.handRaisedAt ?? 0));
  return {
    people: Object.fromEntries(people.map(({ id, displayName }) => [displayName, id])),
    chat: chat.map(({ userId, text }) => [userId, text]),
    hands: hands.map(({ displayName }) => displayName),
    stage: room?.spotlightUserId,
  };
}

const recordOf = async (localUrl: string, id: string, key: string) =>
  (await callApi({ localUrl }, 'GET', `/api/records/${id}`, { key })).body as MeetingRecord;

it('chat, hands, stage, ids and the record go on in the next process, after a crash and after a stop', async () => {
  await using first = new ServerProcess(dataDir, environment);
  const url = await first.started();
  const { rtpCapabilities } = (await callApi({ localUrl: url }, 'GET', '/api/media')).body as MediaInfo;
  const visit = { roomId: 'team', displayName: 'Nora', rtpCapabilities };
  using maker = await TestClient.connect({ localUrl: url });
  const { hostKey } = await maker.request('create-room', { roomId: 'team' });
  const inRoom = { ...quiet, url, roomId: 'team' };
  await using host = await Bot.join({ ...inRoom, displayName: 'Host', door: { hostKey } });
  await using gina = await Bot.join({ ...inRoom, displayName: 'Gina' });
  await using hank = await Bot.join({ ...inRoom, displayName: 'Hank' });
  const all = [host, gina, hank];
  await gina.client.sendChat('one');
  await hank.client.sendChat('two');
  await hank.client.raiseHand(true);
  await gina.client.raiseHand(true);
  await host.client.setSpotlight(gina.userId);
  await host.client.host.setRole(hank.userId, 'co-host');
  const before = {
    people: { Host: host.userId, Gina: gina.userId, Hank: hank.userId },
    chat: [
      [gina.userId, 'one'],
      [hank.userId, 'two'],
    ],
    hands: ['Hank', 'Gina'],
    stage: gina.userId,
  };
  await expect.poll(() => all.map(stateFor), SOON).toEqual([before, before, before]);
  // A host who leaves has a way to the record; it shall lead to all of it.
  await hank.client.leave();
  await expect.poll(() => snapshotOf(hank).record, SOON).not.toBeNull();
  const early = snapshotOf(hank).record;
  const without = ({ people, hands, ...rest }: typeof before) => ({
    ...rest,
    people: { Host: people.Host, Gina: people.Gina },
    hands: hands.filter((name) => name !== 'Hank'),
  });
  const still = [host, gina];
  await expect.poll(() => still.map(stateFor), SOON).toEqual([without(before), without(before)]);

  await using second = await replace(first, 'SIGKILL');
  await expect.poll(() => still.map(statusOf), SOON).toEqual(['joined', 'joined']);
  await expect.poll(() => still.map(stateFor), SOON).toEqual([without(before), without(before)]);
  await gina.client.sendChat('three');

  await using third = await replace(second, 'SIGTERM');
  const now = { ...without(before), chat: [...before.chat, [gina.userId, 'three']] };
  await expect.poll(() => still.map(statusOf), SOON).toEqual(['joined', 'joined']);
  await expect.poll(() => still.map(stateFor), SOON).toEqual([now, now]);
  using nora = await TestClient.connect({ localUrl: url });
  const late = await nora.request('join-room', visit);
  expect(late.chat.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  expect(late.room.spotlightUserId).toBe(gina.userId);
  await nora.request('leave-room', {});

  // One record, for every key there has been.
  await host.client.host.end();
  await expect.poll(() => snapshotOf(host).record, SOON).not.toBeNull();
  const { id = '', key: lateKey = '' } = snapshotOf(host).record ?? {};
  expect(early?.id).toBe(id);
  const record = await recordOf(url, id, lateKey);
  expect(await recordOf(url, id, early?.key ?? '')).toEqual(record);
  expect(record.chat.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  const stays = Object.groupBy(record.attendance, ({ displayName }) => displayName);
  expect([stays['Host']?.length, stays['Gina']?.length, stays['Hank']?.length]).toEqual([3, 3, 1]);
  expect(record.attendance.every(({ leftAt }) => leftAt !== null)).toBe(true);
  const list = await callApi({ localUrl: url }, 'GET', '/api/rooms/team/records', { key: hostKey });
  expect(list.body).toMatchObject({ records: [{ id }], next: null });
  // It is over: of it nothing is in the next one.
  const again = await nora.request('join-room', visit);
  expect(again.chat).toEqual([]);
  await third.started();
}, 180_000);

describe('of what is kept for the next process', () => {
  const meeting = { id: 'm1', roomId: 'team', roomName: 'Team', recordKeyHash: 'salt.hash' };
  const tenures = [newTenure(), newTenure()] as const;
  const secrets = tenures.map(({ secret }) => secret.toString('base64url'));
  const open = () => new Storage({ dataDir, retentionMs: 86_400_000 }, pino({ level: 'silent' }));

  /** A meeting of two people is cut off, and a moment later somebody changes the file. */
  function cutOff(sql = ''): Storage {
    const storage = open();
    const startedAt = Date.now();
    storage.openJournal(tellsNobody).started({ ...meeting, startedAt });
    storage.continuity.keepMeeting('team', { id: 'm1', spotlightUserId: 'anna' });
    storage.continuity.keepTenure('team', { id: 'anna', tenure: tenures[0], handRaisedAt: 5 });
    storage.continuity.keepTenure('team', { id: 'ben', tenure: tenures[1], handRaisedAt: null });
    storage.close();
    const next = open();
    next.openJournal(tellsNobody);
    const file = new DatabaseSync(join(dataDir, 'parley.db'));
    file.exec(sql);
    file.close();
    return next;
  }

  const placesIn = ({ continuity }: Storage) =>
    secrets.map((secret) => continuity.findTenure('team', secret)?.before?.userId);

  it('all is found, but for a meeting that is over', () => {
    const storage = cutOff();
    expect(storage.continuity.findMeeting('team')).toMatchObject({
      meeting,
      chat: [],
      spotlightUserId: 'anna',
    });
    expect(placesIn(storage)).toEqual(['anna', 'ben']);
    storage.continuity.end('team');
    expect(storage.continuity.findMeeting('team')).toBeNull();
    expect(placesIn(storage)).toEqual([undefined, undefined]);
    storage.close();
  });

  it.each([
    ['a damaged person is left out', "UPDATE tenures SET standing = 'king' WHERE user_id = 'anna'", 1, true],
    ['a meeting without its record', 'DELETE FROM meetings', 0, false],
    ['a meeting of long ago', 'UPDATE meetings SET ended_at = ended_at - 601000', 0, false],
  ])('%s', (_what, sql, failures, isFound) => {
    const storage = cutOff(sql);
    expect(placesIn(storage)).toEqual([failures > 0 ? undefined : 'anna', 'ben']);
    expect(storage.continuity.findMeeting('team') !== null).toBe(isFound);
    expect(storage.failures.count).toBe(failures);
    storage.close();
  });
});
