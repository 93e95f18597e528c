import { expect, it } from 'vitest';
import { Bot } from '../../../tools/bots/src/index.ts';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { backAtMs, hears, type Source } from './MediaGap.ts';
import { publish, TestClient } from './TestClient.ts';
import { TestRoom } from './TestRoom.ts';

/** A worker is full with its first peer, so that the next one goes to the other. */
const SPREAD = { PARLEY_WORKERS: '2', PARLEY_WORKER_MAX_CONSUMERS: '2' };
/** Of a machine that has other things to do; what is promised is measured by the bench. */
const SOON = { timeout: 20_000 };

/** What nobody may hear of when a worker dies. */
const LEAVES = ['user-left', 'user-joined', 'room-closed', 'removed', 'error'];
const namesOf = ({ events }: TestClient) => events.map(({ name }) => name);
const told = (client: TestClient, names: readonly string[]) =>
  namesOf(client).filter((name) => names.includes(name));
const snapshotOf = (bot: Bot) => bot.client.store.getSnapshot();
const producerCounts = (sfu: Sfu) => sfu.pool.workers.map(({ producerCount }) => producerCount);
const pidOf = (sfu: Sfu, index: number) => sfu.pool.workers[index]?.pid ?? 0;

function hearEachOther(...bots: Bot[]): boolean {
  return bots.every((listener) =>
    bots.every((other) => other === listener || hears(listener, other.userId, 'microphone')),
  );
}

/** All of the others' sources come again, over streams made after this time. */
function areBack(sinceMs: number, ...bots: Bot[]): boolean {
  const sources: Source[] = ['microphone', 'camera'];
  return bots.every((listener) =>
    bots.every(
      (other) =>
        other === listener ||
        sources.every((source) => backAtMs(listener, other.userId, sinceMs, source) !== null),
    ),
  );
}

it('gives the people of a dead worker new media, and everything else stays as it was', async () => {
  await using sfu = await startSfu({ PARLEY_WORKERS: '2' });
  const options = { url: sfu.localUrl, roomId: 'hit' } as const;
  await using anna = await Bot.join({ ...options, displayName: 'Anna' });
  await using ben = await Bot.join({ ...options, displayName: 'Ben' });
  const { client: watcher } = await TestClient.join(sfu, 'hit', 'Watcher');
  const { client: spared, joined } = await TestClient.join(sfu, 'spared');
  await publish(spared, joined.sendTransport.id, 'camera');
  expect(producerCounts(sfu).toSorted()).toEqual([1, 4]);
  await anna.client.setSpotlight(ben.userId);
  await anna.client.host.setRole(ben.userId, 'co-host');
  await ben.client.raiseHand(true);
  await ben.client.sendChat('before');
  await ben.mute();
  await expect.poll(() => hears(ben, anna.userId) && hears(anna, ben.userId, 'camera'), SOON).toBe(true);
  await expect.poll(() => snapshotOf(anna).users[0]?.sources.microphone?.paused, SOON).toBe(true);
  const before = [anna, ben].map((bot) => ({ id: bot.userId, joinedAt: snapshotOf(bot).self?.joinedAt }));
  watcher.events.length = 0;

  const killedAtMs = performance.now();
  process.kill(pidOf(sfu, producerCounts(sfu).indexOf(4)), 'SIGKILL');
  expect(await watcher.next('media-lost')).toEqual({});
  const reset = await watcher.next('media-reset');
  expect(reset.sendTransport.id).not.toBe(joined.sendTransport.id);
  // There is another worker: nobody waits until the dead one has a successor.
  await expect.poll(() => backAtMs(ben, anna.userId, killedAtMs), SOON).not.toBeNull();
  await expect.poll(() => backAtMs(anna, ben.userId, killedAtMs, 'camera'), SOON).not.toBeNull();
  // Whoever was muted comes back muted, and is heard again when they unmute.
  await expect.poll(() => snapshotOf(anna).users[0]?.sources.microphone, SOON).toEqual({ paused: true });
  await ben.mute(false);
  await expect.poll(() => hearEachOther(anna, ben), SOON).toBe(true);
  expect([anna, ben].map((bot) => ({ id: bot.userId, joinedAt: snapshotOf(bot).self?.joinedAt }))).toEqual(
    before,
  );
  expect(snapshotOf(ben)).toMatchObject({
    status: 'joined',
    mediaConnection: 'connected',
    self: { role: 'co-host', handRaisedAt: expect.any(Number) as number },
    room: { hostId: anna.userId, spotlightUserId: ben.userId },
    chat: [{ text: 'before' }],
  });
  await anna.client.sendChat('after');
  expect((await watcher.next('chat-message')).message.text).toBe('after');
  expect(told(watcher, LEAVES)).toEqual([]);
  expect(told(spared, [...LEAVES, 'media-lost', 'media-reset'])).toEqual([]);
  await expect.poll(() => sfu.pool.complete, SOON).toBe(true);
  for (const client of [watcher, spared]) client.close();
});

it.each([
  ['the main one: everybody gets new media', 0],
  ['the other one: only those who were there', 1],
])('survives the death of a worker of two, %s', async (_what, index) => {
  await using sfu = await startSfu(SPREAD);
  const options = { url: sfu.localUrl, roomId: 'torn' } as const;
  await using anna = await Bot.join({ ...options, displayName: 'Anna' });
  await expect.poll(() => producerCounts(sfu), SOON).toEqual([2, 0]);
  await using ben = await Bot.join({ ...options, displayName: 'Ben' });
  await expect.poll(() => producerCounts(sfu), SOON).toEqual([2, 2]);
  await expect.poll(() => hearEachOther(anna, ben), SOON).toBe(true);
  const annasMedia = sfu.registry.get('torn')?.peers[0]?.media;

  const killedAtMs = performance.now();
  process.kill(pidOf(sfu, index), 'SIGKILL');
  await expect.poll(() => areBack(killedAtMs, anna, ben), SOON).toBe(true);
  expect(sfu.registry.get('torn')?.peers[0]?.media === annasMedia).toBe(index === 1);
  await expect.poll(() => hearEachOther(anna, ben), SOON).toBe(true);
  await expect.poll(() => sfu.pool.complete, SOON).toBe(true);
  await anna.leave();
  await ben.leave();
  await expect
    .poll(() => sfu.pool.workers.map(({ streamCount }) => streamCount), { timeout: 20_000 })
    .toEqual([0, 0]);
});

it('lets in who joins while the only worker is being replaced, and who was away when it died', async () => {
  await using sfu = await startSfu();
  const { client: anna, joined } = await TestClient.join(sfu, 'alone', 'Anna');
  anna.drop();
  await expect.poll(() => sfu.registry.get('alone')?.peers[0]?.connected).toBe(false);
  process.kill(pidOf(sfu, 0), 'SIGKILL');
  await expect.poll(() => sfu.pool.complete, { interval: 1 }).toBe(false);
  using ben = (await TestClient.join(sfu, 'alone', 'Ben')).client;
  using again = await TestClient.connect(sfu);
  const { resumeToken } = joined;
  const resumed = await again.request('resume-session', { resumeToken });
  expect(resumed.userId).toBe(joined.userId);
  expect(resumed.sendTransport.id).not.toBe(joined.sendTransport.id);
  const producerId = await publish(again, resumed.sendTransport.id, 'microphone');
  expect((await ben.next('new-consumers')).consumers).toMatchObject([{ producerId }]);
});

it('keeps what a rule would no longer let one begin, and what a host has said meanwhile', async () => {
  await using sfu = await startSfu();
  using room = await TestRoom.create(sfu, { joinMuted: true });
  const { client: host } = await room.joinAsHost();
  const { client: guest, joined } = await room.join('Guest');
  const producerId = await publish(guest, joined.sendTransport.id, 'microphone');
  await guest.request('resume-producer', { producerId });
  await publish(guest, joined.sendTransport.id, 'camera');
  await host.request('update-room', { allow: { unmute: 'hosts', camera: 'hosts' } });
  process.kill(pidOf(sfu, 0), 'SIGKILL');
  const first = await guest.next('media-reset');
  await publish(guest, first.sendTransport.id, 'camera');
  await publish(guest, first.sendTransport.id, 'microphone');
  const peer = () => sfu.registry.get(room.id)?.peers[1];
  await expect.poll(() => peer()?.media.sources.microphone).toEqual({ paused: false });

  guest.events.length = 0;
  await expect.poll(() => sfu.pool.complete).toBe(true);
  process.kill(pidOf(sfu, 0), 'SIGKILL');
  const second = await guest.next('media-reset');
  await host.request('mute-user', { userId: joined.userId });
  await publish(guest, second.sendTransport.id, 'microphone');
  expect(await guest.next('muted')).toMatchObject({ source: 'microphone' });
  expect(peer()?.media.sources.microphone).toEqual({ paused: true });
});

it('ends a meeting whose media bring down one worker after another', async () => {
  await using sfu = await startSfu();
  using client = (await TestClient.join(sfu, 'poison')).client;
  for (let count = 0; count < 5; count += 1) {
    process.kill(pidOf(sfu, 0), 'SIGKILL');
    await client.next('media-reset');
  }
  process.kill(pidOf(sfu, 0), 'SIGKILL');
  expect(await client.next('room-closed')).toMatchObject({ reason: 'media-failed' });
});

it('notices a worker that stands still, replaces it, and leaves alone one that is only busy', async () => {
  await using sfu = await startSfu({ PARLEY_WORKERS: '2' });
  const options = { url: sfu.localUrl, roomId: 'stuck' } as const;
  await using anna = await Bot.join({ ...options, displayName: 'Anna' });
  await using ben = await Bot.join({ ...options, displayName: 'Ben' });
  await expect.poll(() => hearEachOther(anna, ben), SOON).toBe(true);
  const [stuck, busy] = producerCounts(sfu)[0] === 4 ? [0, 1] : [1, 0];
  const [stuckPid, busyPid] = [pidOf(sfu, stuck), pidOf(sfu, busy)];
  const { worker } = sfu.pool.workers[busy] ?? {};
  let stopped = false;
  // Thousands of questions at a time: it answers none of them quickly.
  const keepBusy = async () => {
    while (!stopped && worker) await Promise.all(Array.from({ length: 500 }, () => worker.dump()));
  };
  void keepBusy().catch(() => undefined);

  const stoppedAtMs = performance.now();
  process.kill(stuckPid, 'SIGSTOP');
  await expect.poll(() => areBack(stoppedAtMs, anna, ben), SOON).toBe(true);
  stopped = true;
  await expect.poll(() => sfu.pool.complete, SOON).toBe(true);
  const pids = sfu.pool.workers.map(({ pid }) => pid);
  expect(pids).toContain(busyPid);
  expect(pids).not.toContain(stuckPid);
});
