import { limits } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { publish, type TestClient } from './TestClient.ts';
import { TestRoom } from './TestRoom.ts';

let sfu: Sfu;
beforeAll(async () => {
  sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '6' });
});
afterAll(() => sfu.close());

/** The names in the latest list a host has got, once it is as long as it should be. */
async function listed(host: TestClient, names: string[]): Promise<void> {
  const latest = () =>
    host.events.findLast(({ name }) => name === 'lobby-updated')?.data as
      { guests: { displayName: string }[] } | undefined;
  await expect
    .poll(() => latest()?.guests.map(({ displayName }) => displayName), { timeout: 20_000 })
    .toEqual(names);
}

describe('the lobby', () => {
  it('holds guests until a host lets them in, without any media', async () => {
    using room = await TestRoom.create(sfu, { lobby: true, name: '주간 회의' });
    const host = await room.joinAsHost();
    const transports = () =>
      sfu.pool.workers.map(({ consumerCount, producerCount }) => [consumerCount, producerCount]);
    await expect(room.join('Guest')).rejects.toThrow('LOBBY_REQUIRED');
    const before = transports();
    const { client: guest, entered } = await room.wait('Guest');
    expect(entered).toMatchObject({ reason: 'lobby', roomName: '주간 회의' });
    await listed(host.client, ['Guest']);
    expect(transports()).toEqual(before);
    // Nothing of the room reaches somebody who waits.
    await host.client.request('send-chat', { text: 'between us' });

    await host.client.request('admit-user', { lobbyId: entered.lobbyId });
    const { admission } = await guest.next('admitted');
    expect(guest.events).toEqual([]);
    const { joined } = await room.joinBy(guest, 'Guest', { admission });
    expect(joined.self).toMatchObject({ displayName: 'Guest', role: 'guest' });
    expect(joined.lobby).toEqual([]);
    await listed(host.client, []);
  });

  it('lets in with an admission once, only whom it was given to, under the name the host saw', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    using other = await TestRoom.create(sfu, { lobby: true });
    const host = await room.joinAsHost();
    await other.joinAsHost();
    const { client: guest, entered } = await room.wait('Guest', { guestId: 'guest-device' });
    await host.client.request('admit-user', { lobbyId: entered.lobbyId });
    const { admission } = await guest.next('admitted');

    await expect(room.join('Friend', { admission })).rejects.toThrow('LOBBY_REQUIRED');
    await expect(other.join('Guest', { admission, guestId: 'guest-device' })).rejects.toThrow(
      'LOBBY_REQUIRED',
    );
    // The same person on a new connection.
    const { joined } = await room.join('The Boss', { admission, guestId: 'guest-device' });
    expect(joined.self.displayName).toBe('Guest');
    await expect(room.joinBy(guest, 'Guest', { admission })).rejects.toThrow('LOBBY_REQUIRED');
    await expect(host.client.request('admit-user', { lobbyId: entered.lobbyId })).rejects.toThrow(
      'LOBBY_GUEST_NOT_FOUND',
    );
  });

  it('tells whoever is turned away, and lets all others in at once', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    const host = await room.joinAsHost();
    const unwanted = await room.wait('Unwanted');
    const guests = [await room.wait('Anna'), await room.wait('Ben')];
    await listed(host.client, ['Unwanted', 'Anna', 'Ben']);
    await host.client.request('deny-user', { lobbyId: unwanted.entered.lobbyId });
    expect(await unwanted.client.next('denied')).toEqual({ reason: 'denied' });
    await host.client.request('admit-all', {});
    for (const { client } of guests) {
      const { admission } = await client.next('admitted');
      await room.joinBy(client, 'Somebody', { admission });
    }
    expect(unwanted.client.events).toEqual([]);
  });

  it('shows hosts alone who waits, and whoever becomes one', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    const host = await room.joinAsHost();
    const anna = await room.wait('Anna');
    await room.wait('Ben');
    await host.client.request('admit-user', { lobbyId: anna.entered.lobbyId });
    const { joined } = await room.joinBy(anna.client, 'Anna', await anna.client.next('admitted'));
    expect(joined.lobby).toEqual([]);
    await room.wait('Chris');
    await listed(host.client, ['Ben', 'Chris']);
    expect(anna.client.events.map(({ name }) => name)).not.toContain('lobby-updated');
    const { userId } = joined;
    await host.client.request('set-role', { userId, role: 'co-host' });
    await listed(anna.client, ['Ben', 'Chris']);
    await host.client.request('set-role', { userId, role: 'guest' });
    await listed(anna.client, []);
    const second = await room.joinAsHost('Host on a phone');
    expect(second.joined.lobby.map(({ displayName }) => displayName)).toEqual(['Ben', 'Chris']);
  });

  it('keeps a place over a lost connection, for a while, and gives it up after a goodbye', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    const host = await room.joinAsHost();
    const anna = await room.wait('Anna', { guestId: 'anna' });
    const ben = await room.wait('Ben', { guestId: 'ben' });
    const chris = await room.wait('Chris', { guestId: 'chris' });
    await listed(host.client, ['Anna', 'Ben', 'Chris']);
    anna.client.drop();
    const back = await room.wait('Anna', { guestId: 'anna' });
    expect(back.entered.lobbyId).toBe(anna.entered.lobbyId);
    chris.client.close();
    await listed(host.client, ['Anna', 'Ben']);
    ben.client.drop();
    await listed(host.client, ['Anna']);
    await back.client.request('leave-lobby', {});
    await listed(host.client, []);
  });

  it('tells an admission again to somebody whose connection was lost meanwhile', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    const host = await room.joinAsHost();
    const { client, entered } = await room.wait('Anna', { guestId: 'anna' });
    await host.client.request('admit-user', { lobbyId: entered.lobbyId });
    await client.next('admitted');
    client.drop();
    const back = await room.wait('Anna', { guestId: 'anna' });
    await room.joinBy(back.client, 'Anna', { ...(await back.client.next('admitted')), guestId: 'anna' });
  });

  it('leaves the place to the newer one of two connections of the same person', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    const host = await room.joinAsHost();
    const older = await room.wait('Anna', { guestId: 'anna' });
    const newer = await room.wait('Anna', { guestId: 'anna' });
    expect(await older.client.next('error')).toMatchObject({ code: 'SESSION_REPLACED' });
    await host.client.request('admit-user', { lobbyId: older.entered.lobbyId });
    await newer.client.next('admitted');
  });

  it('has as many places as it may, and no more', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    await room.joinAsHost();
    for (let i = 0; i < limits.lobbyMaxLength; i += 1) await room.wait(`Guest ${i}`);
    await expect(room.wait('One more')).rejects.toThrow('LOBBY_FULL');
  });

  it('lets nobody in for whom there is no seat', async () => {
    using room = await TestRoom.create(sfu, { lobby: true, maxParticipants: 2 });
    const host = await room.joinAsHost();
    const anna = await room.wait('Anna');
    const ben = await room.wait('Ben');
    await host.client.request('admit-user', { lobbyId: anna.entered.lobbyId });
    // The one seat is promised.
    await expect(host.client.request('admit-user', { lobbyId: ben.entered.lobbyId })).rejects.toThrow(
      'ROOM_FULL',
    );
    await expect(host.client.request('admit-all', {})).rejects.toThrow('ROOM_FULL');
    const inside = await room.joinBy(anna.client, 'Anna', await anna.client.next('admitted'));
    await expect(host.client.request('admit-all', {})).rejects.toThrow('ROOM_FULL');
    await inside.client.request('leave-room', {});
    await host.client.next('user-left');
    await host.client.request('admit-all', {});
    await ben.client.next('admitted');
  });

  it('opens by itself when the host turns it off', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    const host = await room.joinAsHost();
    const { client } = await room.wait('Anna');
    await host.client.request('update-room', { lobby: false });
    await room.joinBy(client, 'Anna', await client.next('admitted'));
    await room.join('Ben');
  });

  it('is over with the meeting', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    const host = await room.joinAsHost();
    const { client } = await room.wait('Anna');
    await host.client.request('end-room', {});
    expect(await client.next('denied')).toEqual({ reason: 'closed' });
  });

  it('is not for somebody who is inside', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    const host = await room.joinAsHost();
    await expect(
      host.client.request('enter-lobby', { roomId: room.id, displayName: 'Host' }),
    ).rejects.toThrow('ALREADY_JOINED');
  });
});

describe('waiting for the host', () => {
  it('ends for everybody when a host comes', async () => {
    using room = await TestRoom.create(sfu, { waitForHost: true });
    await expect(room.join('Anna')).rejects.toThrow('HOST_ABSENT');
    const { client, entered } = await room.wait('Anna');
    expect(entered.reason).toBe('host-absent');
    await room.joinAsHost();
    await room.joinBy(client, 'Anna', await client.next('admitted'));
    await room.join('Ben');
  });

  it('goes over into the lobby, where there is one', async () => {
    using room = await TestRoom.create(sfu, { waitForHost: true, lobby: true });
    const { client, entered } = await room.wait('Anna');
    expect(entered.reason).toBe('host-absent');
    const host = await room.joinAsHost();
    expect(host.joined.lobby).toMatchObject([{ id: entered.lobbyId, displayName: 'Anna' }]);
    expect(await client.next('still-waiting')).toEqual({ reason: 'lobby' });
    expect(client.events).toEqual([]);
    host.client.close();
    expect(await client.next('still-waiting')).toEqual({ reason: 'host-absent' });
    const again = await room.joinAsHost();
    expect(await client.next('still-waiting')).toEqual({ reason: 'lobby' });
    await again.client.request('admit-all', {});
    await client.next('admitted');
  });

  it('never makes a guest the host, and holds no media', async () => {
    await using own = await startSfu({ PARLEY_EMPTY_ROOM_TTL_S: '0.3' });
    using room = await TestRoom.create(own, { lobby: true });
    const routers = () => own.pool.workers.reduce((sum, { routerCount }) => sum + routerCount, 0);
    const anna = await room.wait('Anna', { guestId: 'anna' });
    expect(routers()).toBe(0);
    // Longer than an empty room is kept: they still wait.
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(anna.client.events).toEqual([]);
    await room.joinAsHost();
    expect(routers()).toBe(1);
  });

  it('needs no wait when the host came meanwhile', async () => {
    using room = await TestRoom.create(sfu, { waitForHost: true });
    await room.joinAsHost();
    const { client } = await room.wait('Anna');
    await room.joinBy(client, 'Anna', await client.next('admitted'));
  });
});

describe('back to the lobby', () => {
  it('puts somebody out who has to be let in again, also where no lobby is', async () => {
    using room = await TestRoom.create(sfu);
    const host = await room.joinAsHost();
    const anna = await room.join('Anna', { guestId: 'anna' });
    await publish(anna.client, anna.joined.sendTransport.id, 'camera');
    await host.client.request('return-to-lobby', { userId: anna.joined.userId });
    expect(await anna.client.next('removed')).toEqual({ reason: 'returned-to-lobby' });
    expect(await host.client.next('user-left')).toEqual({ userId: anna.joined.userId, reason: 'removed' });
    await expect(room.joinBy(anna.client, 'Anna', { guestId: 'anna' })).rejects.toThrow('LOBBY_REQUIRED');
    await expect(room.join('Anna again', { guestId: 'anna' })).rejects.toThrow('LOBBY_REQUIRED');
    await room.join('Ben', { guestId: 'ben' });

    const { lobbyId } = await anna.client.request('enter-lobby', {
      roomId: room.id,
      displayName: 'Anna',
      guestId: 'anna',
    });
    await listed(host.client, ['Anna']);
    await host.client.request('admit-user', { lobbyId });
    await room.joinBy(anna.client, 'Anna', { ...(await anna.client.next('admitted')), guestId: 'anna' });
    await anna.client.request('leave-room', {});
    await room.joinBy(anna.client, 'Anna', { guestId: 'anna' });
  });
});
