import type { CreatedRoom, User } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { type ApiCall, callApi, refusal } from './apiClient.ts';
import { joinPayload, publish, TestClient } from './TestClient.ts';

const key = 'a-key-for-this-test';
let sfu: Sfu;
beforeAll(async () => {
  sfu = await startSfu({ PARLEY_API_KEY: key, PARLEY_EMPTY_ROOM_TTL_S: '0.2' });
});
afterAll(() => sfu.close());

const call = (method: string, path: string, options: ApiCall = {}) => callApi(sfu, method, path, options);
const asOperator = (method: string, path: string, body?: object) =>
  call(method, path, { key, ...(body !== undefined && { body }) });

async function participants(roomId: string): Promise<User[]> {
  const { body } = await asOperator('GET', `/api/rooms/${roomId}/participants`);
  return (body as { participants: User[] }).participants;
}

describe('rooms', () => {
  it('are made with options and a host key, and stay when nobody is there', async () => {
    const choices = { name: '주간 회의', lobby: true, maxParticipants: 5, allow: { share: 'hosts' } };
    const { status, body } = await asOperator('POST', '/api/rooms/weekly', choices);
    expect(status).toBe(201);
    const { hostKey, ...made } = body as CreatedRoom;
    expect(hostKey).toMatch(/^[\w-]{22}$/);
    expect(made).toMatchObject({ roomId: 'weekly', maxParticipants: 5, kept: true });
    await expect.poll(() => sfu.registry.get('weekly')).toBeUndefined();
    const { body: seen } = await asOperator('GET', '/api/rooms/weekly');
    expect(seen).toEqual(made);
    expect(seen).toMatchObject({
      participantCount: 0,
      settings: {
        name: '주간 회의',
        lobby: true,
        hasPasscode: false,
        allow: { share: 'hosts', chat: 'everyone' },
      },
    });
    expect(await asOperator('POST', '/api/rooms/weekly')).toMatchObject({ status: 409 });
  });

  it('never say their secrets', async () => {
    const { body } = await asOperator('POST', '/api/rooms/secret', { passcode: 'open sesame' });
    const { hostKey } = body as CreatedRoom;
    const said = await Promise.all(
      ['/api/rooms/secret', '/api/rooms/secret/entrance', '/api/rooms'].map((path) =>
        asOperator('GET', path),
      ),
    );
    for (const { text } of said) {
      expect(text).not.toContain(hostKey);
      expect(text).not.toContain('sesame');
      expect(text).not.toMatch(/hash/i);
    }
  });

  it('are listed in pages, the passing ones among them', async () => {
    for (const id of ['list-a', 'list-c']) await asOperator('POST', `/api/rooms/${id}`);
    const { client } = await TestClient.join(sfu, 'list-b');
    const list = async (query: string) => {
      const { body } = await asOperator('GET', `/api/rooms?${query}`);
      const { rooms, next } = body as { rooms: { roomId: string; kept: boolean }[]; next: string | null };
      return { ids: rooms.map(({ roomId, kept }) => `${roomId} ${kept}`), next };
    };
    const first = await list('after=list&limit=2');
    expect(first).toEqual({ ids: ['list-a true', 'list-b false'], next: 'list-b' });
    expect((await list('after=list-b&limit=1')).ids).toEqual(['list-c true']);
    client.close();
  });

  it('change for those who are inside, too', async () => {
    await asOperator('POST', '/api/rooms/changing');
    const { client } = await TestClient.join(sfu, 'changing');
    const changes = { name: 'New', passcode: 'secret', joinMuted: true, locked: true };
    const { status, body } = await asOperator('PATCH', '/api/rooms/changing', changes);
    expect(status).toBe(200);
    const settings = { name: 'New', hasPasscode: true, joinMuted: true, locked: true, lobby: false };
    expect(body).toMatchObject({ settings });
    await expect.poll(() => sfu.registry.get('changing')?.settings).toMatchObject(settings);
    expect((await client.next('room-updated')).room.settings).toMatchObject({
      name: 'New',
      hasPasscode: true,
    });
    await asOperator('PATCH', '/api/rooms/changing', { passcode: null, locked: false });
    expect((await asOperator('GET', '/api/rooms/changing')).body).toMatchObject({
      settings: { name: 'New', hasPasscode: false, joinMuted: true, locked: false },
    });
    client.close();
  });

  it('stay when their meeting is ended, and are gone when they are deleted', async () => {
    await asOperator('POST', '/api/rooms/ending');
    const { client } = await TestClient.join(sfu, 'ending');
    expect((await asOperator('POST', '/api/rooms/ending/end')).status).toBe(204);
    expect(await client.next('room-closed')).toMatchObject({ reason: 'ended' });
    expect((await asOperator('GET', '/api/rooms/ending')).status).toBe(200);
    const { client: again } = await TestClient.join(sfu, 'ending');
    expect((await asOperator('DELETE', '/api/rooms/ending')).status).toBe(204);
    expect(await again.next('room-closed')).toMatchObject({ reason: 'deleted' });
    expect(await asOperator('GET', '/api/rooms/ending')).toMatchObject({ status: 404 });
    for (const each of [client, again]) each.close();
  });
});

describe('participants', () => {
  it('are listed, muted and removed', async () => {
    const { client: anna, joined } = await TestClient.join(sfu, 'people', 'Anna');
    const { client: ben, joined: benJoined } = await TestClient.join(sfu, 'people', 'Ben');
    await publish(ben, benJoined.sendTransport.id, 'microphone');
    const base = '/api/rooms/people/participants';
    expect(await participants('people')).toMatchObject([
      { id: joined.userId, displayName: 'Anna', role: 'host' },
      { id: benJoined.userId, displayName: 'Ben', sources: { microphone: { paused: false } } },
    ]);

    expect((await asOperator('POST', `${base}/${benJoined.userId}/mute`)).status).toBe(204);
    expect(await ben.next('muted')).toEqual({ source: 'microphone', byUserId: null });
    expect((await participants('people'))[1]?.sources).toEqual({ microphone: { paused: true } });

    expect((await asOperator('DELETE', `${base}/${benJoined.userId}`)).status).toBe(204);
    expect(await ben.next('removed')).toEqual({ reason: 'removed' });
    expect(await anna.next('user-left')).toEqual({ userId: benJoined.userId, reason: 'removed' });
    expect(await asOperator('DELETE', `${base}/${benJoined.userId}`)).toMatchObject({
      status: 404,
      body: refusal('USER_NOT_FOUND'),
    });
    for (const client of [anna, ben]) client.close();
  });

  it('are those of the room that is named', async () => {
    const { client: anna, joined } = await TestClient.join(sfu, 'here', 'Anna');
    const { client: ben } = await TestClient.join(sfu, 'there', 'Ben');
    expect(await asOperator('DELETE', `/api/rooms/there/participants/${joined.userId}`)).toMatchObject({
      status: 404,
      body: refusal('USER_NOT_FOUND'),
    });
    expect(await participants('here')).toHaveLength(1);
    for (const client of [anna, ben]) client.close();
  });
});

describe('the entrance', () => {
  it.each([
    ['passcode', { passcode: 'secret' }, { needsPasscode: true }],
    ['lobby', { lobby: true }, { lobby: true, waitsForHost: false }],
  ])('of a room with a %s does not say who is inside', async (what, choices, rules) => {
    const roomId = `guarded-${what}`;
    const { body } = await asOperator('POST', `/api/rooms/${roomId}`, choices);
    const client = await TestClient.connect(sfu);
    const { hostKey } = body as CreatedRoom;
    await client.request('join-room', { ...joinPayload(sfu, roomId), displayName: 'Anna', hostKey });
    for (const path of [`/api/rooms/${roomId}/entrance`, `/api/rooms/${roomId}`]) {
      expect((await call('GET', path)).body).toMatchObject({ displayNames: [], participantCount: 1 });
    }
    expect((await call('GET', `/api/rooms/${roomId}/entrance`)).body).toMatchObject(rules);
    expect((await asOperator('GET', `/api/rooms/${roomId}`)).body).toMatchObject({ displayNames: ['Anna'] });
    client.close();
  });

  it('says that guests wait for a host, until one is there', async () => {
    const { body } = await asOperator('POST', '/api/rooms/waiting', { waitForHost: true });
    expect((await call('GET', '/api/rooms/waiting/entrance')).body).toMatchObject({ waitsForHost: true });
    const client = await TestClient.connect(sfu);
    const { hostKey } = body as CreatedRoom;
    await client.request('join-room', { ...joinPayload(sfu, 'waiting'), displayName: 'Anna', hostKey });
    expect((await call('GET', '/api/rooms/waiting/entrance')).body).toMatchObject({ waitsForHost: false });
    client.close();
  });

  it('is no way to look for rooms', async () => {
    await using other = await startSfu({ PARLEY_API_KEY: key });
    const ask = (roomId: string, options: ApiCall = {}) =>
      callApi(other, 'GET', `/api/rooms/${roomId}/entrance`, options);
    for (let index = 0; index < 60; index += 1) expect((await ask(`room-${index}`)).status).toBe(200);
    expect(await ask('room-60')).toMatchObject({ status: 429, body: refusal('RATE_LIMITED') });
    expect((await callApi(other, 'GET', '/api/rooms/room-61')).status).toBe(429);
    expect((await ask('room-0')).status).toBe(200);
    expect((await ask('room-60', { key })).status).toBe(200);
  });
});

it('needs no key to exist for nobody to have it', async () => {
  await using other = await startSfu();
  for (const wrong of ['', 'undefined', 'null']) {
    expect((await callApi(other, 'GET', '/api/rooms', { key: wrong })).status).toBe(401);
  }
});
