import type { Role } from '@parley/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { type Person, TestRoom } from './TestRoom.ts';

let sfu: Sfu;
beforeAll(async () => {
  sfu = await startSfu();
});
afterAll(() => sfu.close());

/** What the server holds, and what this person has last been told of everybody. */
function roles(room: TestRoom): Record<string, Role> {
  const peers = sfu.registry.get(room.id)?.peers ?? [];
  return Object.fromEntries(peers.map(({ displayName, role }) => [displayName, role]));
}

function lastRoleOf(witness: Person, { joined }: Person): Role | undefined {
  const told = witness.client.events.findLast(
    ({ name, data }) =>
      name === 'user-updated' && (data as { user: { id: string } }).user.id === joined.userId,
  );
  return (told?.data as { user: { role: Role } } | undefined)?.user.role;
}

it('whoever comes with the host key is the host, and who stood in is a guest again', async () => {
  using room = await TestRoom.create(sfu);
  const anna = await room.join('Anna');
  expect(anna.joined.self.role).toBe('host');
  const ben = await room.join('Ben');
  expect(ben.joined.existingUsers).toMatchObject([{ displayName: 'Anna', role: 'host' }]);

  const host = await room.joinAsHost();
  expect(host.joined.self.role).toBe('host');
  expect(roles(room)).toEqual({ Anna: 'guest', Ben: 'guest', Host: 'host' });
  for (const witness of [anna, ben]) {
    expect((await witness.client.next('room-updated')).room.hostId).toBe(host.joined.userId);
    expect(lastRoleOf(witness, anna)).toBe('guest');
  }
  await expect(anna.client.request('lock-room', { locked: true })).rejects.toThrow('NOT_ALLOWED');
});

it('the host comes back on another device, and is the one host', async () => {
  using room = await TestRoom.create(sfu);
  await room.joinAsHost('Laptop');
  await room.joinAsHost('Phone');
  expect(roles(room)).toEqual({ Laptop: 'co-host', Phone: 'host' });
});

it('the host makes co-hosts and guests, and hands over', async () => {
  using room = await TestRoom.create(sfu);
  const host = await room.joinAsHost();
  const anna = await room.join('Anna');
  const ben = await room.join('Ben');
  const setRole = (person: Person, role: Role) =>
    host.client.request('set-role', { userId: person.joined.userId, role });
  await setRole(anna, 'co-host');
  expect(roles(room)).toEqual({ Host: 'host', Anna: 'co-host', Ben: 'guest' });
  await anna.client.request('lock-room', { locked: true });
  await setRole(anna, 'guest');
  await expect(anna.client.request('lock-room', { locked: false })).rejects.toThrow('NOT_ALLOWED');

  await setRole(ben, 'host');
  expect(roles(room)).toEqual({ Host: 'co-host', Anna: 'guest', Ben: 'host' });
  await expect(setRole(anna, 'co-host')).rejects.toThrow('NOT_ALLOWED');
  await expect.poll(() => lastRoleOf(anna, ben), { timeout: 20_000 }).toBe('host');
  await expect.poll(() => lastRoleOf(host, host), { timeout: 20_000 }).toBe('co-host');
  // The new host goes; the former one is a co-host and takes over.
  await ben.client.request('leave-room', {});
  expect(roles(room)).toEqual({ Host: 'host', Anna: 'guest' });
});

it('a host who goes is succeeded by the co-host who has been there longest', async () => {
  using room = await TestRoom.create(sfu, { succession: 'end' });
  const host = await room.joinAsHost();
  await room.join('Anna');
  const ben = await room.join('Ben');
  const chris = await room.join('Chris');
  for (const { joined } of [chris, ben])
    await host.client.request('set-role', { userId: joined.userId, role: 'co-host' });
  await host.client.request('leave-room', {});
  expect(roles(room)).toEqual({ Anna: 'guest', Ben: 'host', Chris: 'co-host' });
  expect((await chris.client.next('user-left')).reason).toBe('left');
  await expect.poll(() => lastRoleOf(chris, ben), { timeout: 20_000 }).toBe('host');
  // The real one is the host again, and Ben what he was.
  await room.joinAsHost('Host again');
  expect(roles(room)).toEqual({ Anna: 'guest', Ben: 'co-host', Chris: 'co-host', 'Host again': 'host' });
});

it('without a co-host by whoever has been there longest, also in a room with a lobby', async () => {
  using room = await TestRoom.create(sfu, { lobby: true });
  const host = await room.joinAsHost();
  for (const name of ['Anna', 'Ben']) {
    const { client, entered } = await room.wait(name);
    await host.client.request('admit-user', { lobbyId: entered.lobbyId });
    await room.joinBy(client, name, await client.next('admitted'));
  }
  await room.wait('Chris');
  await host.client.request('leave-room', {});
  expect(roles(room)).toEqual({ Anna: 'host', Ben: 'guest' });
});

it('or by nobody, until a host comes', async () => {
  using room = await TestRoom.create(sfu, { succession: 'nobody' });
  const anna = await room.join('Anna');
  expect(anna.joined.room.hostId).toBeNull();
  const host = await room.joinAsHost();
  await host.client.request('leave-room', {});
  await anna.client.next('user-left');
  expect(roles(room)).toEqual({ Anna: 'guest' });
  expect(sfu.registry.get(room.id)?.state.hostId).toBeNull();
});

it('or the meeting ends, and everybody hears why', async () => {
  using room = await TestRoom.create(sfu, { succession: 'end' });
  const early = await room.join('Early');
  expect(early.joined.room.hostId).toBeNull();
  const host = await room.joinAsHost();
  const { record } = await host.client.request('leave-room', {});
  expect(record).not.toBeNull();
  expect(await early.client.next('room-closed')).toEqual({ reason: 'host-left' });
});

it('a lost connection is no leave, until the time of grace is over', async () => {
  await using own = await startSfu({ PARLEY_RESUME_GRACE_S: '6' });
  using room = await TestRoom.create(own, { succession: 'end' });
  const anna = await room.join('Anna');
  const host = await room.joinAsHost();
  host.client.drop();
  await expect
    .poll(async () => (await anna.client.next('user-updated')).user.connection, { timeout: 20_000 })
    .toBe('reconnecting');
  const back = await room.connect();
  const resumed = await back.request('resume-session', { resumeToken: host.joined.resumeToken });
  expect(resumed.self.role).toBe('host');
  expect(anna.client.events.map(({ name }) => name)).not.toContain('room-closed');
  back.drop();
  const closed = () => anna.client.events.find(({ name }) => name === 'room-closed')?.data;
  await expect.poll(closed, { timeout: 20_000 }).toEqual({ reason: 'host-left' });
});

it('a host who loads the page again does not end the meeting that would end without them', async () => {
  using room = await TestRoom.create(sfu, { succession: 'end' });
  const anna = await room.join('Anna');
  const host = await room.joinAsHost();
  host.client.close();
  await expect
    .poll(async () => (await anna.client.next('user-updated')).user.connection, { timeout: 20_000 })
    .toBe('reconnecting');
  const again = await room.joinAsHost();
  expect(roles(room)).toMatchObject({ Anna: 'guest', Host: 'host' });
  expect(again.joined.room.hostId).toBe(again.joined.userId);
  expect(anna.client.events.map(({ name }) => name)).not.toContain('room-closed');
});

it('ending the meeting says so to all, and gives hosts the way to the record', async () => {
  using room = await TestRoom.create(sfu);
  const host = await room.joinAsHost();
  const coHost = await room.join('Co');
  const guest = await room.join('Guest');
  await host.client.request('set-role', { userId: coHost.joined.userId, role: 'co-host' });
  await host.client.request('end-room', {});
  const record = { id: expect.any(String) as string, key: expect.any(String) as string };
  expect(await host.client.next('room-closed')).toEqual({ reason: 'ended', record });
  expect(await coHost.client.next('room-closed')).toEqual({ reason: 'ended', record });
  expect(await guest.client.next('room-closed')).toEqual({ reason: 'ended' });
  // The room is kept: its next meeting can begin.
  expect(sfu.registry.get(room.id)).toBeUndefined();
  expect((await room.joinAsHost()).joined.existingUsers).toEqual([]);
});
