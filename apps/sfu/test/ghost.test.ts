import { setTimeout as sleep } from 'node:timers/promises';
import type { User } from '@parley/protocol';
import { expect, it } from 'vitest';
import { FlakyProxy } from '../../../packages/client/test/FlakyProxy.ts';
import { Bot } from '../../../tools/bots/src/index.ts';
import { startSfu } from '../testing/startSfu.ts';
import { BotProcess } from './BotProcess.ts';
import { backAtMs } from './MediaGap.ts';
import { joinPayload, publish, TestClient } from './TestClient.ts';
import { TestRoom } from './TestRoom.ts';

const SLOW = { timeout: 40_000 };

it('who comes anew while their ghost is inside is the same to everybody: past lobby, lock and a full room, with id, role, hand and stage', async () => {
  await using sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '120' });
  using room = await TestRoom.create(sfu, { maxParticipants: 2, lobby: true });
  const host = await room.joinAsHost();
  const { client: guest, entered } = await room.wait('Gina', { guestId: 'gina-keeps-this' });
  await host.client.request('admit-user', { lobbyId: entered.lobbyId });
  const { admission } = await guest.next('admitted');
  const { joined: before } = await room.joinBy(guest, 'Gina', { admission, guestId: 'gina-keeps-this' });
  await host.client.request('set-role', { userId: before.userId, role: 'co-host' });
  await host.client.request('set-spotlight', { userId: before.userId });
  await guest.request('raise-hand', { raised: true });
  await publish(guest, before.sendTransport.id, 'microphone');
  await host.client.request('mute-user', { userId: before.userId });
  await host.client.request('lock-room', { locked: true });
  const again = { guestId: 'gina-keeps-this' };
  await expect(room.join('Gina', again), 'she is connected').rejects.toThrow('ROOM_LOCKED');

  guest.drop();
  const isDetached = () => sfu.registry.get(room.id)?.peers.some(({ connected }) => !connected);
  await expect.poll(isDetached, SLOW).toBe(true);
  await expect(room.join('Somebody', { guestId: 'another-one' })).rejects.toThrow('ROOM_LOCKED');
  host.client.events.splice(0);
  const { client, joined } = await room.join('Gina the second', again);
  expect(joined.userId).toBe(before.userId);
  const isBack = (seen: User) => seen.connection === 'connected' && seen.sources.microphone === undefined;
  const told = () => host.client.events.map(({ name, data }) => ({ name, data: data as { user: User } }));
  const updates = () => told().flatMap(({ name, data }) => (name === 'user-updated' ? [data.user] : []));
  await expect.poll(() => updates().some(isBack), SLOW).toBe(true);
  expect(updates().at(-1)).toMatchObject({ id: before.userId, displayName: 'Gina the second' });
  expect(told().map(({ name }) => name)).not.toContain('user-left');
  expect(told().map(({ name }) => name)).not.toContain('user-joined');
  expect(sfu.registry.get(room.id)?.peers.map(({ id }) => id)).toEqual([host.joined.userId, joined.userId]);
  const now = sfu.registry.get(room.id);
  expect(now?.peers[1]?.toUser()).toMatchObject({ role: 'co-host', connection: 'connected' });
  expect(now?.peers[1]?.handRaisedAt).not.toBeNull();
  expect(now?.state.spotlightUserId).toBe(joined.userId);
  // Of what her first page was told the second one hears nothing.
  client.drop();
  await expect.poll(isDetached, SLOW).toBe(true);
  const later = await room.connect();
  const { missed } = await later.request('resume-session', { resumeToken: joined.resumeToken, heard: 0 });
  expect(missed).toEqual([]);
  await expect(later.request('resume-session', { resumeToken: before.resumeToken })).rejects.toThrow(
    'ALREADY_JOINED',
  );
  const thief = await room.connect();
  await expect(thief.request('resume-session', { resumeToken: before.resumeToken })).rejects.toThrow(
    'SESSION_NOT_FOUND',
  );
  // Two pages at once, in the place of none: the later one has it, and there is one of her.
  later.drop();
  await expect.poll(isDetached, SLOW).toBe(true);
  const pages = [await room.connect(), await room.connect()];
  await Promise.allSettled(pages.map((page) => room.joinBy(page, 'Gina', again)));
  const present = () => sfu.registry.get(room.id)?.peers.map(({ id, connected }) => [id, connected]);
  await expect.poll(() => pages.filter(({ socket }) => socket.connected).length, SLOW).toBe(1);
  expect(present()).toEqual([
    [host.joined.userId, true],
    [before.userId, true],
  ]);
  await pages.find(({ socket }) => socket.connected)?.request('raise-hand', { raised: false });
  await expect.poll(() => updates().at(-1)?.handRaisedAt, SLOW).toBeNull();
});

it('a page that is loaded again beside its ghost is seen and heard once, and stays the host without a key', async () => {
  await using sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '120' });
  await using proxy = await FlakyProxy.inFrontOf(sfu.localUrl);
  const door = { guestId: 'ben-keeps-this' };
  const ben = { roomId: 'ghost', displayName: 'Ben', door, onProblem: () => undefined };
  await using lost = await Bot.join({ ...ben, url: proxy.url });
  await using anna = await Bot.join({ url: sfu.localUrl, roomId: 'ghost', displayName: 'Anna' });
  const bens = () => anna.client.store.getSnapshot().users.map(({ id, role }) => ({ id, role }));
  const voices = () => anna.stats().remotes.filter(({ source }) => source === 'microphone');
  await expect.poll(() => voices()[0]?.received.packets ?? 0, SLOW).toBeGreaterThan(10);

  const tiles = new Set<number>();
  const stopWatching = anna.client.store.subscribe(() => tiles.add(bens().length));
  const brokenAtMs = performance.now();
  proxy.breakDown();
  await expect.poll(() => anna.client.store.getSnapshot().users[0]?.connection, SLOW).toBe('reconnecting');
  await using back = await Bot.join({ ...ben, url: sfu.localUrl });
  expect(back.userId).toBe(lost.userId);
  await expect.poll(bens, SLOW).toEqual([{ id: back.userId, role: 'host' }]);
  await expect.poll(() => backAtMs(anna, back.userId, brokenAtMs), SLOW).not.toBeNull();
  expect(voices()).toHaveLength(1);
  await expect.poll(() => anna.client.store.getSnapshot().users[0]?.connection, SLOW).toBe('connected');
  stopWatching();
  expect([...tiles], 'one tile all the time').toEqual([1]);
  expect(lost.client.store.getSnapshot().status).toBe('reconnecting');
});

it('who vanished without a word is a ghost as soon as they come anew; another window of theirs, which answers, stays', async () => {
  await using sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '120' });
  await using proxy = await FlakyProxy.inFrontOf(sfu.localUrl);
  const marks = { guestId: 'gina-keeps-this' };
  using room = await TestRoom.create(sfu, { maxParticipants: 3, lobby: true });
  const host = await room.joinAsHost();
  const { client: window, entered } = await room.wait('Gina', marks);
  await host.client.request('admit-user', { lobbyId: entered.lobbyId });
  const first = await room.joinBy(window, 'Gina', { ...marks, ...(await window.next('admitted')) });
  await host.client.request('set-role', { userId: first.joined.userId, role: 'co-host' });
  // By now she needs nobody's word any more; the seat is one of her own.
  await host.client.request('update-room', { lobby: false });
  using lost = await TestClient.connect({ localUrl: proxy.url });
  const second = await lost.request('join-room', { ...joinPayload(sfu, room.id), ...marks });
  await lost.request('raise-hand', { raised: true });
  const present = () => sfu.registry.get(room.id)?.peers.map(({ id }) => id);
  expect(present()).toEqual([host.joined.userId, first.joined.userId, second.userId]);
  await expect(room.join('Gina', marks), 'both windows answer').rejects.toThrow('ROOM_FULL');

  proxy.stall();
  await expect(room.join('Somebody', { guestId: 'another-one' })).rejects.toThrow('ROOM_FULL');
  const startedAtMs = performance.now();
  const third = await room.join('Gina', marks);
  expect(performance.now() - startedAtMs).toBeLessThan(12_000); // the engine takes up to fifteen
  expect(present()).toEqual([host.joined.userId, first.joined.userId, third.joined.userId]);
  expect(third.joined.self.handRaisedAt).not.toBeNull();
  expect(first.client.events.map(({ name }) => name)).not.toContain('error');
  await first.client.request('raise-hand', { raised: true });
});

it('a machine that sends nothing and loses its power is out soon after the time of grace; one that is only cut off stays', async () => {
  await using sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '10', PARLEY_MEDIA_GRACE_S: '60' });
  await using proxy = await FlakyProxy.inFrontOf(sfu.localUrl);
  const quiet = { roomId: 'quiet', camera: false, onProblem: () => undefined };
  await using anna = await Bot.join({ ...quiet, url: sfu.localUrl, displayName: 'Anna' });
  await anna.mute();
  await using ben = await Bot.join({ ...quiet, url: proxy.url, displayName: 'Ben', microphone: false });
  await using mina = new BotProcess({ url: sfu.localUrl, roomId: 'quiet', sends: false });
  const linkOf = (name: string) =>
    anna.client.store.getSnapshot().users.find(({ displayName }) => displayName === name)?.connection;
  await expect.poll(() => linkOf('Mina'), SLOW).toBe('connected');
  await expect.poll(() => ben.client.store.getSnapshot().mediaConnection, SLOW).toBe('connected');

  proxy.breakDown();
  mina.kill();
  await expect.poll(() => [linkOf('Ben'), linkOf('Mina')], SLOW).toEqual(['reconnecting', 'reconnecting']);
  const lostAtMs = performance.now();
  await expect.poll(() => linkOf('Mina'), SLOW).toBeUndefined();
  expect(performance.now() - lostAtMs).toBeGreaterThan(9000);
  expect(performance.now() - lostAtMs, 'ICE alone would take thirty').toBeLessThan(25_000);
  await sleep(4500);
  expect(linkOf('Ben'), 'his media still ask').toBe('reconnecting');
});
