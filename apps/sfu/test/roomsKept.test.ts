import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { joinPayload, TestClient } from './TestClient.ts';
import { TestRoom } from './TestRoom.ts';

let sfu: Sfu;
beforeAll(async () => {
  sfu = await startSfu({
    PARLEY_EMPTY_ROOM_TTL_S: '0.2',
    PARLEY_CREATE_ON_JOIN: '0',
    PARLEY_MAX_PARTICIPANTS: '8',
  });
});
afterAll(() => sfu.close());

/** Waits until nobody is in the room and its meeting is over. */
async function over(room: TestRoom): Promise<void> {
  await expect.poll(() => sfu.registry.get(room.id), { timeout: 20_000 }).toBeUndefined();
}

it('a room that was made outlives its meetings, with its rules', async () => {
  using room = await TestRoom.create(sfu, {
    name: '  주간   회의 ',
    passcode: '1234',
    joinMuted: true,
    allow: { chat: 'hosts' },
    succession: 'nobody',
    maxParticipants: 100,
    videoCodec: 'vp9',
  });
  await over(room);
  const settings = {
    name: '주간 회의',
    hasPasscode: true,
    lobby: false,
    waitForHost: false,
    locked: false,
    joinMuted: true,
    allow: { share: 'everyone', chat: 'hosts', unmute: 'everyone', camera: 'everyone' },
    succession: 'nobody',
  };
  for (let meeting = 0; meeting < 2; meeting += 1) {
    await expect(room.join('Anna')).rejects.toThrow('PASSCODE_REQUIRED');
    const host = await room.joinAsHost();
    // As many as the server allows, whatever was asked for.
    expect(host.joined.room).toMatchObject({ settings, maxParticipants: 8, videoCodec: 'vp9' });
    await host.client.request('lock-room', { locked: true });
    await host.client.request('leave-room', {});
    await over(room);
  }
  using client = await TestClient.connect(sfu);
  await expect(client.request('create-room', { roomId: room.id })).rejects.toThrow('ROOM_EXISTS');
});

it('what a host changes is kept; what somebody changes who stands in for one is not', async () => {
  using room = await TestRoom.create(sfu, { name: 'Planning' });
  const standIn = await room.join('Anna');
  expect(standIn.joined.self.role).toBe('host');
  await standIn.client.request('update-room', { name: 'Mine now', passcode: 'mine' });
  expect((await standIn.client.next('room-updated')).room.settings).toMatchObject({ name: 'Mine now' });
  const host = await room.joinAsHost();
  await host.client.request('update-room', { lobby: true, maxParticipants: 4 });
  for (const { client } of [standIn, host]) client.close();
  await over(room);

  const again = await room.joinAsHost();
  expect(again.joined.room).toMatchObject({
    settings: { name: 'Planning', lobby: true, hasPasscode: false },
    maxParticipants: 4,
  });
});

it('a room is changed, ended and deleted while nobody or somebody is in it', async () => {
  using room = await TestRoom.create(sfu);
  await over(room);
  await sfu.registry.update(room.id, { name: 'Changed' });
  const host = await room.joinAsHost();
  expect(host.joined.room.settings.name).toBe('Changed');
  await sfu.registry.update(room.id, { name: 'Changed again' });
  expect((await host.client.next('room-updated')).room.settings.name).toBe('Changed again');
  sfu.registry.end(room.id);
  expect((await host.client.next('room-closed')).reason).toBe('ended');
  const again = await room.joinAsHost();
  sfu.registry.delete(room.id);
  expect((await again.client.next('room-closed')).reason).toBe('deleted');
  await expect(room.join('Anna')).rejects.toThrow('ROOM_NOT_FOUND');
  await expect(sfu.registry.update(room.id, {})).rejects.toThrow('There is no room');
  expect(() => sfu.registry.end(room.id)).toThrow('There is no room');
  expect(() => sfu.registry.delete(room.id)).toThrow('There is no room');
});

it('only one of two who make a room at once has it', async () => {
  using first = await TestClient.connect(sfu);
  using second = await TestClient.connect(sfu);
  const answers = await Promise.allSettled(
    [first, second].map((client) => client.request('create-room', { roomId: 'twice' })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

it('a room nobody made on purpose is gone after its meeting, with what was changed in it', async () => {
  await using own = await startSfu({ PARLEY_EMPTY_ROOM_TTL_S: '0.2' });
  const { client, joined } = await TestClient.join(own, 'by-chance');
  expect(joined.self.role).toBe('host');
  await client.request('update-room', { passcode: 'for now' });
  using other = await TestClient.connect(own);
  await expect(other.request('join-room', joinPayload(own, 'by-chance'))).rejects.toThrow(
    'PASSCODE_REQUIRED',
  );
  client.close();
  await expect.poll(() => own.registry.get('by-chance'), { timeout: 20_000 }).toBeUndefined();
  await sleep(50);
  await other.request('join-room', joinPayload(own, 'by-chance'));
});
