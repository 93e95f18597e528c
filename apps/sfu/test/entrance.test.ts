import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { joinPayload, TestClient } from './TestClient.ts';
import { TestRoom } from './TestRoom.ts';

let sfu: Sfu;
beforeAll(async () => {
  sfu = await startSfu();
});
afterAll(() => sfu.close());

describe('passcodes', () => {
  it('are asked for, also in front of the lobby, and not of hosts', async () => {
    using room = await TestRoom.create(sfu, { passcode: '열려라 참깨', lobby: true });
    await expect(room.join('Anna')).rejects.toThrow('PASSCODE_REQUIRED');
    await expect(room.wait('Anna')).rejects.toThrow('PASSCODE_REQUIRED');
    await expect(room.wait('Anna', { passcode: '닫혀라' })).rejects.toThrow('WRONG_PASSCODE');
    const host = await room.joinAsHost();
    expect(host.joined.room.settings).toMatchObject({ hasPasscode: true });
    expect(JSON.stringify(host.joined)).not.toContain('열려라');

    const { client, entered } = await room.wait('Anna', { passcode: ' 열려라 참깨 ' });
    await host.client.request('admit-user', { lobbyId: entered.lobbyId });
    // It was shown in front of the lobby.
    await room.joinBy(client, 'Anna', await client.next('admitted'));
  });

  it('may be tried five times; then the right one waits as well, here and not elsewhere', async () => {
    using room = await TestRoom.create(sfu, { passcode: '123456' });
    using other = await TestRoom.create(sfu, { passcode: '123456' });
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => room.join('Mallory', { passcode: `00000${i}` })),
    );
    const codes = tries.map((result) => (result as PromiseRejectedResult).reason as Error);
    expect(codes.map(({ message }) => message).toSorted()).toEqual([
      ...Array<string>(3).fill('TOO_MANY_TRIES'),
      ...Array<string>(5).fill('WRONG_PASSCODE'),
    ]);
    using anna = await TestClient.connect(sfu);
    const answer = await anna.send('join-room', { ...joinPayload(sfu, room.id), passcode: '123456' });
    expect(answer).toMatchObject({ success: false, error: { code: 'TOO_MANY_TRIES' } });
    // The answer says how long it still is, in whole seconds: at first half a minute.
    const { retryAfterS } = (answer as { error: { retryAfterS: number } }).error;
    expect(Number.isInteger(retryAfterS)).toBe(true);
    expect(retryAfterS).toBeGreaterThan(15);
    expect(retryAfterS).toBeLessThanOrEqual(30);
    await other.join('Anna', { passcode: '123456' });
    // Guests who guess do not keep the host out.
    await room.joinAsHost();
  });

  it('are set, changed and taken away while people meet', async () => {
    using room = await TestRoom.create(sfu);
    const host = await room.joinAsHost();
    await host.client.request('update-room', { passcode: 'first one' });
    expect((await host.client.next('room-updated')).room.settings.hasPasscode).toBe(true);
    await expect(room.join('Anna')).rejects.toThrow('PASSCODE_REQUIRED');
    await host.client.request('update-room', { passcode: 'second one' });
    await expect(room.join('Anna', { passcode: 'first one' })).rejects.toThrow('WRONG_PASSCODE');
    await room.join('Anna', { passcode: 'second one' });
    await host.client.request('update-room', { passcode: null });
    await room.join('Ben');
    await expect(host.client.request('update-room', { passcode: '123' })).rejects.toThrow('INVALID_PAYLOAD');
  });
});

describe('host keys', () => {
  it('bring the host past passcode, lobby, lock and waiting, but not past a full room', async () => {
    using room = await TestRoom.create(sfu, {
      passcode: 'secret',
      lobby: true,
      waitForHost: true,
      maxParticipants: 2,
    });
    const first = await room.joinAsHost();
    expect(first.joined.self.role).toBe('host');
    await first.client.request('lock-room', { locked: true });
    const second = await room.joinAsHost('On a phone');
    expect(second.joined.room.hostId).toBe(second.joined.userId);
    await expect(room.joinAsHost('On a tablet')).rejects.toThrow('ROOM_FULL');
  });

  it('are refused when they are wrong, for another room, or for a room that has none', async () => {
    using room = await TestRoom.create(sfu);
    using other = await TestRoom.create(sfu);
    await expect(room.join('Mallory', { hostKey: 'guessed' })).rejects.toThrow('WRONG_HOST_KEY');
    await expect(room.join('Mallory', { hostKey: other.hostKey })).rejects.toThrow('WRONG_HOST_KEY');
    using client = await TestClient.connect(sfu);
    await expect(
      client.request('join-room', { ...joinPayload(sfu, 'nobody-s'), hostKey: room.hostKey }),
    ).rejects.toThrow('WRONG_HOST_KEY');
    expect(sfu.registry.get('nobody-s')).toBeUndefined();
  });

  it('may be tried five times as well', async () => {
    using room = await TestRoom.create(sfu);
    for (let i = 0; i < 5; i += 1)
      await expect(room.join('Mallory', { hostKey: `guess ${i}` })).rejects.toThrow('WRONG_HOST_KEY');
    await expect(room.join('Mallory', { hostKey: 'guess 6' })).rejects.toThrow('TOO_MANY_TRIES');
    await room.join('Anna');
  });

  it('are said once and kept only as a hash', async () => {
    using room = await TestRoom.create(sfu, { passcode: 'open sesame' });
    const kept = JSON.stringify(sfu.registry.find(room.id));
    expect(kept).not.toContain(room.hostKey);
    expect(kept).not.toContain('open sesame');
    using client = await TestClient.connect(sfu);
    await expect(client.request('create-room', { roomId: room.id })).rejects.toThrow('ROOM_EXISTS');
  });
});

describe('the door', () => {
  it('is shut while the room is locked, for those who wait as well', async () => {
    using room = await TestRoom.create(sfu);
    const host = await room.joinAsHost();
    const anna = await room.join('Anna');
    await host.client.request('lock-room', { locked: true });
    expect((await anna.client.next('room-updated')).room.settings.locked).toBe(true);
    await expect(room.join('Ben')).rejects.toThrow('ROOM_LOCKED');
    await expect(room.wait('Ben')).rejects.toThrow('ROOM_LOCKED');
    // Whoever lost the connection is inside.
    anna.client.drop();
    const back = await room.connect();
    await back.request('resume-session', { resumeToken: anna.joined.resumeToken });
    await host.client.request('lock-room', { locked: false });
    await room.join('Ben');
  });

  it('is shut when a host allows fewer people than are inside; nobody is put out', async () => {
    using room = await TestRoom.create(sfu, { maxParticipants: 5 });
    const host = await room.joinAsHost();
    const people = [await room.join('Anna'), await room.join('Ben')];
    await host.client.request('update-room', { maxParticipants: 2 });
    for (const { client } of people) expect((await client.next('room-updated')).room.maxParticipants).toBe(2);
    await expect(room.join('Late')).rejects.toThrow('ROOM_FULL');
    expect(sfu.registry.get(room.id)?.peers).toHaveLength(3);
    // One seat too many is gone; the next one who goes leaves room.
    await people[0]?.client.request('leave-room', {});
    await expect(room.join('Late')).rejects.toThrow('ROOM_FULL');
    await people[1]?.client.request('leave-room', {});
    await room.join('Late');
    await host.client.request('update-room', { maxParticipants: 10_000 });
    expect(sfu.registry.get(room.id)?.maxParticipants).toBe(50);
    await expect(host.client.request('update-room', { maxParticipants: 1 })).rejects.toThrow(
      'INVALID_PAYLOAD',
    );
  });

  it('lets in whom the host admits, though it was locked meanwhile', async () => {
    using room = await TestRoom.create(sfu, { lobby: true });
    const host = await room.joinAsHost();
    const { client, entered } = await room.wait('Anna');
    await host.client.request('lock-room', { locked: true });
    await host.client.request('admit-user', { lobbyId: entered.lobbyId });
    await room.joinBy(client, 'Anna', await client.next('admitted'));
  });

  it('stays shut for somebody who was removed, until the meeting ends', async () => {
    using room = await TestRoom.create(sfu);
    const host = await room.joinAsHost();
    const anna = await room.join('Anna', { guestId: 'annas-browser' });
    const { userId, resumeToken } = anna.joined;
    await host.client.request('remove-user', { userId });
    expect(await anna.client.next('removed')).toEqual({ reason: 'removed' });
    expect(await host.client.next('user-left')).toEqual({ userId, reason: 'removed' });
    await expect(room.joinBy(anna.client, 'Not Anna')).rejects.toThrow('REMOVED');
    await expect(room.join('Not Anna', { guestId: 'annas-browser' })).rejects.toThrow('REMOVED');
    await expect(room.wait('Not Anna', { guestId: 'annas-browser' })).rejects.toThrow('REMOVED');
    const thief = await room.connect();
    await expect(thief.request('resume-session', { resumeToken })).rejects.toThrow('SESSION_NOT_FOUND');

    await host.client.request('end-room', {});
    await room.join('Anna', { guestId: 'annas-browser' });
  });
});
