import { setTimeout as sleep } from 'node:timers/promises';
import { isRoomId } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { startSfu } from '../testing/startSfu.ts';
import { joinPayload, TestClient } from './TestClient.ts';

describe('rooms', () => {
  it('lets people meet, tells them of each other, and of leaving', async () => {
    await using sfu = await startSfu();
    using creator = await TestClient.connect(sfu);
    const { roomId } = await creator.request('create-room', {});
    expect(isRoomId(roomId)).toBe(true);

    const { client: anna, joined: annaJoined } = await TestClient.join(sfu, roomId, '  김지수 ');
    expect(annaJoined.existingUsers).toEqual([]);
    const { client: ben, joined: benJoined } = await TestClient.join(sfu, roomId.toUpperCase(), 'Ben');
    expect(benJoined.roomId).toBe(roomId);
    expect(benJoined.existingUsers).toMatchObject([{ id: annaJoined.userId, displayName: '김지수' }]);
    expect(await anna.next('user-joined')).toMatchObject({ user: { id: benJoined.userId, sources: {} } });

    await ben.request('leave-room', {});
    expect(await anna.next('user-left')).toEqual({ userId: benJoined.userId, reason: 'left' });
    await ben.request('join-room', joinPayload(sfu, roomId));
    anna.close();
    ben.close();
  });

  it('brings people who open a new link at once into one room', async () => {
    await using sfu = await startSfu();
    using first = await TestClient.connect(sfu);
    using second = await TestClient.connect(sfu);
    await Promise.all(
      [first, second].map((client) => client.request('join-room', joinPayload(sfu, 'together'))),
    );
    expect(sfu.registry.rooms).toHaveLength(1);
    expect(sfu.registry.participantCount).toBe(2);
  });

  it('refuses with stable codes', async () => {
    await using sfu = await startSfu({
      PARLEY_MAX_PARTICIPANTS: '2',
      PARLEY_MAX_ROOMS: '2',
      PARLEY_CREATE_ON_JOIN: '0',
    });
    using client = await TestClient.connect(sfu);
    await expect(client.request('join-room', joinPayload(sfu, 'nobody'))).rejects.toThrow('ROOM_NOT_FOUND');
    await client.request('create-room', { roomId: '주간 회의' });
    await expect(client.request('create-room', { roomId: '주간-회의' })).rejects.toThrow('ROOM_EXISTS');
    await expect(client.request('create-room', { roomId: 'a/b' })).rejects.toThrow('INVALID_ROOM_ID');
    await expect(
      client.request('join-room', { ...joinPayload(sfu, '주간-회의'), displayName: '\u202e \u200b' }),
    ).rejects.toThrow('INVALID_DISPLAY_NAME');
    await client.request('create-room', { roomId: 'second' });
    await expect(client.request('create-room', {})).rejects.toThrow('SERVER_FULL');
    await expect(client.request('leave-room', {})).rejects.toThrow('NOT_JOINED');
  });

  it('keeps a full room full, also when many join at once', async () => {
    await using sfu = await startSfu({ PARLEY_MAX_PARTICIPANTS: '3' });
    const clients = await Promise.all(Array.from({ length: 6 }, () => TestClient.connect(sfu)));
    const answers = await Promise.allSettled(
      clients.map((client) => client.request('join-room', joinPayload(sfu, 'popular'))),
    );
    const refusals = answers.filter((answer) => answer.status === 'rejected');
    expect(refusals.map(({ reason }) => (reason as Error).message)).toEqual(Array(3).fill('ROOM_FULL'));
    expect(sfu.registry.get('popular')?.peers).toHaveLength(3);
    for (const client of clients) client.close();
  });

  it('is joined once per connection, even when asked twice at once', async () => {
    await using sfu = await startSfu();
    using client = await TestClient.connect(sfu);
    const answers = await Promise.allSettled([
      client.request('join-room', joinPayload(sfu, 'room-a')),
      client.request('join-room', joinPayload(sfu, 'room-b')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(sfu.registry.participantCount).toBe(1);
  });

  it('closes a room some time after its last person left', async () => {
    await using sfu = await startSfu({ PARLEY_EMPTY_ROOM_TTL_S: '0.2' });
    const { client } = await TestClient.join(sfu, 'short');
    await sleep(400);
    expect(sfu.registry.get('short')).toBeDefined();
    await client.request('leave-room', {});
    await expect.poll(() => sfu.registry.get('short')).toBeUndefined();
    client.close();
  });

  it('gives a participant back to a new connection, and only to the holder of its token', async () => {
    await using sfu = await startSfu();
    const { client: watcher } = await TestClient.join(sfu, 'resume');
    const { client: lost, joined } = await TestClient.join(sfu, 'resume', 'Ben');
    lost.drop();
    await expect.poll(async () => (await watcher.next('user-updated')).user.connection).toBe('reconnecting');

    using back = await TestClient.connect(sfu);
    const forged = joined.resumeToken.slice(0, -4) + 'AAAA';
    await expect(back.request('resume-session', { resumeToken: forged })).rejects.toThrow(
      'SESSION_NOT_FOUND',
    );
    const resumed = await back.request('resume-session', { resumeToken: joined.resumeToken });
    expect(resumed.userId).toBe(joined.userId);
    expect((await watcher.next('user-updated')).user.connection).toBe('connected');

    using thief = await TestClient.connect(sfu);
    await thief.request('resume-session', { resumeToken: joined.resumeToken });
    expect(await back.next('error')).toMatchObject({ code: 'SESSION_REPLACED' });
    expect(watcher.events.filter(({ name }) => name === 'user-left')).toEqual([]);
    watcher.close();
  });

  it('lets go at once of a participant who says goodbye by disconnecting', async () => {
    await using sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '60' });
    const { client: watcher } = await TestClient.join(sfu, 'bye');
    const { client, joined } = await TestClient.join(sfu, 'bye');
    client.close();
    expect(await watcher.next('user-left')).toEqual({ userId: joined.userId, reason: 'left' });
    watcher.close();
  });

  it('lets go of a participant who does not come back', async () => {
    await using sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '0.2' });
    const { client: watcher } = await TestClient.join(sfu, 'gone');
    const { client: lost, joined } = await TestClient.join(sfu, 'gone');
    lost.drop();
    expect(await watcher.next('user-left')).toEqual({ userId: joined.userId, reason: 'disconnected' });
    watcher.close();
  });

  it('keeps a chat for those who come later', async () => {
    await using sfu = await startSfu();
    const { client: anna } = await TestClient.join(sfu, 'chatty', 'Anna');
    const { client: ben } = await TestClient.join(sfu, 'chatty', 'Ben');
    const { message } = await anna.request('send-chat', { text: ' 안녕하세요 ' });
    expect(message.text).toBe('안녕하세요');
    expect(await ben.next('chat-message')).toEqual({ message });
    await expect(anna.request('send-chat', { text: ' ' })).rejects.toThrow('INVALID_PAYLOAD');
    const { client: late, joined } = await TestClient.join(sfu, 'chatty', 'Late');
    expect(joined.chat).toEqual([message]);
    for (const client of [anna, ben, late]) client.close();
  });
});
