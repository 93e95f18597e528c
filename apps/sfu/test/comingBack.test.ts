import type { PayloadOf, Role } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { publish } from './TestClient.ts';
import { type Person, TestRoom } from './TestRoom.ts';

const SLOW = { timeout: 20_000 };

let sfu: Sfu;
beforeAll(async () => {
  sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '0.2' });
});
afterAll(() => sfu.close());

function roles(room: TestRoom): Record<string, Role> {
  const peers = sfu.registry.get(room.id)?.peers ?? [];
  return Object.fromEntries(peers.map(({ displayName, role }) => [displayName, role]));
}

function idsOf(room: TestRoom): string[] {
  return sfu.registry.get(room.id)?.peers.map(({ id }) => id) ?? [];
}

/** Their connection breaks, and the time of grace goes by. */
async function lose(room: TestRoom, { client, joined }: Person): Promise<void> {
  client.drop();
  await expect.poll(() => idsOf(room), SLOW).not.toContain(joined.userId);
}

/** As the client does it: the session is asked for first. */
async function comeBack(
  room: TestRoom,
  { joined }: Person,
  more: Partial<PayloadOf<'join-room'>> = {},
): Promise<Person> {
  const { resumeToken, self } = joined;
  const client = await room.connect();
  await expect(client.request('resume-session', { resumeToken })).rejects.toThrow('SESSION_NOT_FOUND');
  return room.joinBy(client, self.displayName, { resumeToken, ...more });
}

async function admit(room: TestRoom, host: Person, displayName: string): Promise<Person> {
  const { client, entered } = await room.wait(displayName);
  await host.client.request('admit-user', { lobbyId: entered.lobbyId });
  return room.joinBy(client, displayName, await client.next('admitted'));
}

describe('after the time of grace', () => {
  it('the host is the host again by key, whoever has succeeded them', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    const host = await room.joinAsHost();
    await admit(room, host, 'Anna');
    await lose(room, host);
    expect(roles(room)).toEqual({ Anna: 'host' });
    const { joined } = await comeBack(room, host, { hostKey: room.hostKey });
    expect(joined.room.hostId).toBe(joined.userId);
    expect(roles(room)).toEqual({ Anna: 'guest', Host: 'host' });
  });

  it('who was the host without a key is it again, and not a guest in front of her own lobby', async () => {
    using room = await TestRoom.create(sfu);
    const anna = await room.join('Anna');
    const ben = await room.join('Ben');
    await anna.client.request('update-room', { lobby: true });
    await lose(room, anna);
    // Where guests wait, none of them becomes the host of itself.
    expect(roles(room)).toEqual({ Ben: 'guest' });
    const back = await comeBack(room, anna);
    expect(back.joined.self.role).toBe('host');

    // Where none waits, it falls to whoever is there, one after the other, and goes back the same way.
    await back.client.request('update-room', { lobby: false });
    await room.join('Chris');
    await lose(room, back);
    expect(roles(room)).toEqual({ Ben: 'host', Chris: 'guest' });
    await lose(room, ben);
    expect(roles(room)).toEqual({ Chris: 'host' });
    const benAgain = await comeBack(room, ben);
    expect(roles(room)).toEqual({ Chris: 'guest', Ben: 'host' });
    await comeBack(room, anna);
    expect(roles(room)).toEqual({ Chris: 'guest', Ben: 'guest', Anna: 'host' });
    await lose(room, benAgain);
    await comeBack(room, benAgain);
    expect(roles(room)).toEqual({ Chris: 'guest', Anna: 'host', Ben: 'guest' });
  });

  it('whom the meeting was handed over to has it back; a host by key keeps it', async () => {
    using room = await TestRoom.create(sfu);
    const host = await room.joinAsHost();
    const anna = await room.join('Anna');
    await host.client.request('set-role', { userId: anna.joined.userId, role: 'host' });
    await lose(room, anna);
    expect(roles(room)).toEqual({ Host: 'host' });
    const back = await comeBack(room, anna);
    expect(roles(room)).toEqual({ Host: 'co-host', Anna: 'host' });

    await lose(room, back);
    await room.joinAsHost('Host on a phone');
    await comeBack(room, back);
    expect(roles(room)).toEqual({ Host: 'co-host', 'Host on a phone': 'host', Anna: 'co-host' });
  });

  it('a co-host is one still, unless they were made a guest since, whatever token they show', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    const host = await room.joinAsHost();
    const anna = await admit(room, host, 'Anna');
    await host.client.request('set-role', { userId: anna.joined.userId, role: 'co-host' });
    await lose(room, anna);
    const back = await comeBack(room, anna);
    expect(back.joined.self.role).toBe('co-host');
    expect(back.joined.lobby).toEqual([]);
    await host.client.request('set-role', { userId: back.joined.userId, role: 'guest' });
    await lose(room, back);
    expect((await comeBack(room, anna)).joined.self.role).toBe('guest');
  });

  it('a guest who was let in does not wait again, nor knock at a lock, nor need the new passcode', async () => {
    using room = await TestRoom.create(sfu, { lobby: true, passcode: 'first one' });
    const host = await room.joinAsHost();
    const { client, entered } = await room.wait('Gil', { passcode: 'first one' });
    await host.client.request('admit-user', { lobbyId: entered.lobbyId });
    const gil = await room.joinBy(client, 'Gil', await client.next('admitted'));
    await host.client.request('update-room', { passcode: 'second one' });
    await host.client.request('lock-room', { locked: true });
    await lose(room, gil);
    await expect(room.join('Otto', { passcode: 'second one' })).rejects.toThrow('ROOM_LOCKED');
    const back = await comeBack(room, gil);
    expect(back.joined.self.role).toBe('guest');
    // Without a host inside as well.
    await lose(room, back);
    await lose(room, host);
    await comeBack(room, gil);
  });

  it('of somebody who was put out nothing is left, also where they have another token', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    const host = await room.joinAsHost();
    const gil = await admit(room, host, 'Gil');
    const { resumeToken } = gil.joined;
    await lose(room, gil);
    const back = await comeBack(room, gil, { guestId: 'gil' });
    await host.client.request('remove-user', { userId: back.joined.userId });
    for (const token of [resumeToken, back.joined.resumeToken]) {
      const proof = { resumeToken: token };
      await expect(room.join('Gil', { ...proof, guestId: 'gil' })).rejects.toThrow('REMOVED');
      // On a device that nobody knows they are a newcomer.
      await expect(room.join('Gil', proof)).rejects.toThrow('LOBBY_REQUIRED');
    }
    const hugo = await admit(room, host, 'Hugo');
    await host.client.request('set-role', { userId: hugo.joined.userId, role: 'co-host' });
    await host.client.request('return-to-lobby', { userId: hugo.joined.userId });
    await expect(room.join('Hugo', { resumeToken: hugo.joined.resumeToken })).rejects.toThrow(
      'LOBBY_REQUIRED',
    );
  });

  it('a token proves nothing in another meeting, or with another secret', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    using other = await TestRoom.create(sfu, { lobby: true });
    const host = await room.joinAsHost();
    const { resumeToken } = (await other.joinAsHost()).joined;
    const gil = await admit(room, host, 'Gil');
    await lose(room, gil);
    const forged = `${gil.joined.resumeToken.slice(0, -4)}AAAA`;
    for (const token of [resumeToken, forged, 'a.b.c'])
      await expect(room.join('Gil', { resumeToken: token })).rejects.toThrow('LOBBY_REQUIRED');
  });

  it('nobody is inside twice: whoever an answer that was lost has left there is taken over', async () => {
    using room = await TestRoom.create(sfu);
    const anna = await room.join('Anna');
    const ben = await room.join('Ben');
    await lose(room, anna);
    const ghost = await comeBack(room, anna);
    await publish(ghost.client, ghost.joined.sendTransport.id, 'camera');
    // The client never saw that answer, and shows its first token once more.
    ben.client.events.length = 0;
    const back = await comeBack(room, anna);
    expect(back.joined.userId).toBe(ghost.joined.userId);
    expect(idsOf(room)).toEqual([ben.joined.userId, back.joined.userId]);
    expect(roles(room)).toEqual({ Ben: 'guest', Anna: 'host' });
    expect(await ghost.client.next('error')).toMatchObject({ code: 'SESSION_REPLACED' });
    const updates = () => ben.client.events.filter(({ name }) => name === 'user-updated');
    await expect
      .poll(() => updates().at(-1)?.data, SLOW)
      .toMatchObject({ user: { id: back.joined.userId, connection: 'connected', sources: {} } });
    expect(ben.client.events.map(({ name }) => name)).not.toContain('user-left');
    expect(ben.client.events.map(({ name }) => name)).not.toContain('user-joined');
  });
});
