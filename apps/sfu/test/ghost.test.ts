import { expect, it } from 'vitest';
import { FlakyProxy } from '../../../packages/client/test/FlakyProxy.ts';
import { Bot } from '../../../tools/bots/src/index.ts';
import { startSfu } from '../testing/startSfu.ts';
import { TestRoom } from './TestRoom.ts';

const SLOW = { timeout: 40_000 };

it('who comes anew while their ghost is inside takes its place: past lobby, lock and a full room, with role, hand and stage', async () => {
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
  await host.client.request('lock-room', { locked: true });
  const again = { guestId: 'gina-keeps-this' };
  await expect(room.join('Gina', again), 'she is connected').rejects.toThrow('ROOM_LOCKED');

  guest.drop();
  const isDetached = () => sfu.registry.get(room.id)?.peers.some(({ connected }) => !connected);
  await expect.poll(isDetached, SLOW).toBe(true);
  await expect(room.join('Somebody', { guestId: 'another-one' })).rejects.toThrow('ROOM_LOCKED');
  host.client.events.splice(0);
  const { client, joined } = await room.join('Gina', again);
  expect(await host.client.next('user-left')).toEqual({ userId: before.userId, reason: 'disconnected' });
  expect(joined.userId).not.toBe(before.userId);
  expect(sfu.registry.get(room.id)?.peers.map(({ id }) => id)).toEqual([host.joined.userId, joined.userId]);
  const now = sfu.registry.get(room.id);
  expect(now?.peers[1]?.toUser()).toMatchObject({ role: 'co-host', connection: 'connected' });
  expect(now?.peers[1]?.handRaisedAt).not.toBeNull();
  expect(now?.state.spotlightUserId).toBe(joined.userId);
  await expect(client.request('resume-session', { resumeToken: before.resumeToken })).rejects.toThrow(
    'ALREADY_JOINED',
  );
  const thief = await room.connect();
  await expect(thief.request('resume-session', { resumeToken: before.resumeToken })).rejects.toThrow(
    'SESSION_NOT_FOUND',
  );
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

  proxy.breakDown();
  await expect.poll(() => anna.client.store.getSnapshot().users[0]?.connection, SLOW).toBe('reconnecting');
  await using back = await Bot.join({ ...ben, url: sfu.localUrl });
  await expect.poll(bens, SLOW).toEqual([{ id: back.userId, role: 'host' }]);
  await expect.poll(() => voices()[0]?.received.packets ?? 0, SLOW).toBeGreaterThan(10);
  expect(voices()).toHaveLength(1);
  expect(lost.client.store.getSnapshot().status).toBe('reconnecting');
});
