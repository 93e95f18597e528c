import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sfu } from '../../../apps/sfu/src/Sfu.ts';
import { startSfu } from '../../../apps/sfu/testing/startSfu.ts';
import { Bot, createNativeHandlerFactory } from '../../../tools/bots/src/index.ts';
import { type Moderation, RoomClient } from '../src/index.ts';
import { FlakyProxy } from './FlakyProxy.ts';

const ROOM = 'guarded';
const clients: RoomClient[] = [];
let sfu: Sfu;
let hostKey: string;

beforeEach(async () => {
  sfu = await startSfu();
  ({ hostKey } = await createClient().createRoom(ROOM, { name: 'Weekly', lobby: true }));
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await sfu.close();
});

function createClient(url = sfu.localUrl): RoomClient {
  const client = new RoomClient({
    url,
    handlerFactory: createNativeHandlerFactory(),
    onProblem: () => undefined,
  });
  clients.push(client);
  return client;
}

async function joinAsHost(): Promise<RoomClient> {
  const host = createClient();
  await host.join({ roomId: ROOM, displayName: 'Hana', hostKey });
  return host;
}

/** Busy machines take their time. */
const poll = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 });

const names = (host: RoomClient) => host.store.getSnapshot().lobby.map(({ displayName }) => displayName);
const waiter = (host: RoomClient, name: string) =>
  host.store.getSnapshot().lobby.find(({ displayName }) => displayName === name)?.id ?? '';
const state = (client: RoomClient) => client.store.getSnapshot();

describe('waiting in front of a room', () => {
  it('ends with the call when a host lets one in, and with a reason when not', async () => {
    const host = await joinAsHost();
    const [guest, other] = [createClient(), createClient()];
    const entered = guest.join({ roomId: ROOM, displayName: 'Gil' });
    await poll(() => state(guest)).toMatchObject({
      status: 'waiting',
      waiting: { reason: 'lobby', roomName: 'Weekly' },
    });
    const refused = other.join({ roomId: ROOM, displayName: 'Otto' });
    refused.catch(() => undefined);
    await poll(() => names(host)).toEqual(['Gil', 'Otto']);

    await host.host.admit(waiter(host, 'Gil'));
    await entered;
    expect(state(guest)).toMatchObject({ status: 'joined', waiting: null, self: { role: 'guest' } });
    await host.host.deny(waiter(host, 'Otto'));
    await expect(refused).rejects.toMatchObject({ code: 'DENIED' });
    expect(state(other)).toMatchObject({ status: 'idle', waiting: null });
    await poll(() => names(host)).toEqual([]);
    await expect(guest.host.admitAll()).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('begins before the host is there, and keeps its place over a lost connection', async () => {
    await using proxy = await FlakyProxy.inFrontOf(sfu.localUrl);
    const guest = createClient(proxy.url);
    const entered = guest.join({ roomId: ROOM, displayName: 'Gil' });
    await poll(() => state(guest).waiting?.reason).toBe('host-absent');
    const host = await joinAsHost();
    const lobbyId = waiter(host, 'Gil');
    expect(lobbyId).not.toBe('');
    await poll(() => state(guest).waiting?.reason).toBe('lobby');
    proxy.breakDown();
    await poll(() => sfu.connectionCount).toBe(2); // the room's maker and the host
    proxy.heal();
    await poll(() => sfu.connectionCount).toBe(3);
    await poll(() => waiter(host, 'Gil')).toBe(lobbyId);
    expect(state(guest).status).toBe('waiting');
    await host.host.admit(lobbyId);
    await entered;
    expect(state(guest).status).toBe('joined');
  });

  it.each(['leave', 'close'] as const)('%s gives the place up', async (end) => {
    const host = await joinAsHost();
    const guest = createClient();
    const entered = guest.join({ roomId: ROOM, displayName: 'Gil' });
    entered.catch(() => undefined);
    await poll(() => names(host)).toEqual(['Gil']);
    await guest[end]();
    await expect(entered).rejects.toMatchObject({ code: 'DISCONNECTED' });
    await poll(() => names(host)).toEqual([]);
    expect(state(guest)).toMatchObject({ status: 'closed', waiting: null });
  });

  it('is over when the meeting is', async () => {
    const host = await joinAsHost();
    const guest = createClient();
    const entered = guest.join({ roomId: ROOM, displayName: 'Gil' });
    entered.catch(() => undefined);
    await poll(() => names(host)).toEqual(['Gil']);
    await host.host.end();
    await expect(entered).rejects.toMatchObject({ code: 'MEETING_OVER' });
    await poll(() => state(host)).toMatchObject({ status: 'closed', closeReason: 'ended-by-me' });
    expect(state(host).record).toMatchObject({ id: expect.any(String) as string });
  });
});

describe('after the time of grace', () => {
  it('the host and a guest who was let in come back as what they were, and do not wait', async () => {
    await using hasty = await startSfu({ PARLEY_RESUME_GRACE_S: '0.2' });
    await using proxy = await FlakyProxy.inFrontOf(hasty.localUrl);
    const [host, guest] = [createClient(proxy.url), createClient(proxy.url)];
    // Nobody made this room: she is the host because she came first.
    await host.join({ roomId: 'unmade', displayName: 'Hana' });
    await host.host.update({ lobby: true });
    const entered = guest.join({ roomId: 'unmade', displayName: 'Gil' });
    await poll(() => names(host)).toEqual(['Gil']);
    await host.host.admitAll();
    await entered;
    const room = hasty.registry.get('unmade');
    const before = [state(host).userId, state(guest).userId];

    proxy.breakDown();
    await poll(() => room?.peers.length).toBe(0);
    proxy.heal();
    for (const client of [host, guest]) await poll(() => state(client).status).toBe('joined');
    await poll(() => room?.peers.length).toBe(2);
    expect(before).not.toContain(state(host).userId);
    await poll(() => state(host).self?.role).toBe('host');
    await poll(() => state(guest).self?.role).toBe('guest');
    expect(hasty.registry.get('unmade')).toBe(room);
  });
});

describe('under a host', () => {
  it('one goes back to the lobby and comes in again with what one sent', async () => {
    const host = await joinAsHost();
    const joining = Bot.join({
      url: sfu.localUrl,
      roomId: ROOM,
      displayName: 'Gil',
      onProblem: () => undefined,
    });
    await poll(() => names(host)).toEqual(['Gil']);
    await host.host.admitAll();
    await using bot = await joining;
    const sources = () => Object.keys(state(host).users[0]?.sources ?? {}).sort();
    await poll(sources).toEqual(['camera', 'microphone']);
    await host.host.rename(bot.userId, 'Gil Kim');
    await poll(() => state(bot.client).self?.displayName).toBe('Gil Kim');

    await host.host.returnToLobby(bot.userId);
    await poll(() => state(bot.client)).toMatchObject({
      status: 'waiting',
      waiting: { reason: 'returned-to-lobby', roomName: 'Weekly' },
      users: [],
    });
    await poll(() => state(host).users).toEqual([]);
    await poll(() => names(host)).toEqual(['Gil Kim']);
    await host.host.admit(waiter(host, 'Gil Kim'));
    await poll(() => state(bot.client)).toMatchObject({ status: 'joined', waiting: null });
    await poll(sources).toEqual(['camera', 'microphone']);
  });

  it('one is removed, and stays out', async () => {
    const host = await joinAsHost();
    await host.host.update({ lobby: false });
    const guest = createClient();
    const guestId = 'gil-and-nobody-else';
    await guest.join({ roomId: ROOM, displayName: 'Gil', guestId });
    await host.host.remove(state(guest).userId ?? '');
    await poll(() => state(guest)).toMatchObject({ status: 'closed', closeReason: 'removed' });
    await expect(createClient().join({ roomId: ROOM, displayName: 'Gil', guestId })).rejects.toMatchObject({
      code: 'REMOVED',
    });
  });

  it('what is turned off is off here too, and can be turned on again', async () => {
    const host = await joinAsHost();
    await host.host.update({ lobby: false });
    await using bot = await Bot.join({ url: sfu.localUrl, roomId: ROOM, displayName: 'Gil' });
    const told: Moderation[] = [];
    bot.client.onModeration((moderation) => told.push(moderation));
    const sources = () => state(host).users[0]?.sources;
    await poll(sources).toEqual({ camera: { paused: false }, microphone: { paused: false } });
    await poll(() => state(bot.client).local.camera?.state).toBe('live');

    await host.host.mute(bot.userId);
    await poll(() => state(bot.client).local.microphone).toMatchObject({ paused: true, state: 'live' });
    await host.host.stopSource(bot.userId, 'camera');
    await poll(() => state(bot.client).local.camera).toBeUndefined();
    await poll(sources).toEqual({ microphone: { paused: true } });
    await host.host.askToUnmute(bot.userId);
    const byUserId = state(host).userId;
    await poll(() => told).toEqual([
      { type: 'muted', source: 'microphone', byUserId },
      { type: 'muted', source: 'camera', byUserId },
      { type: 'unmute-asked', byUserId },
    ]);

    await bot.mute(false);
    await bot.showCamera(true);
    await poll(sources).toEqual({ camera: { paused: false }, microphone: { paused: false } });
  });

  it('a hand is raised and lowered, roles change, and a host who leaves has the record', async () => {
    const host = await joinAsHost();
    await host.host.update({ lobby: false });
    const guest = createClient();
    await guest.join({ roomId: ROOM, displayName: 'Gil' });
    const guestId = state(guest).userId ?? '';
    await guest.raiseHand(true);
    await poll(() => state(host).users[0]?.handRaisedAt).toBeTypeOf('number');
    expect(state(guest).self?.handRaisedAt).toBeTypeOf('number');
    await host.host.lowerHand(null);
    await poll(() => state(guest).self?.handRaisedAt).toBeNull();
    await host.host.setRole(guestId, 'co-host');
    await poll(() => state(guest).self?.role).toBe('co-host');
    await host.leave();
    expect(state(host)).toMatchObject({ closeReason: 'left', record: { key: expect.any(String) as string } });
    await poll(() => state(guest).self?.role).toBe('host');
  });
});
