import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sfu } from '../src/Sfu.ts';
import { startSfu } from '../testing/startSfu.ts';
import { publish } from './TestClient.ts';
import { type Person, TestRoom } from './TestRoom.ts';

let sfu: Sfu;
beforeAll(async () => {
  sfu = await startSfu();
});
afterAll(() => sfu.close());

const send = ({ client, joined }: Person, source: 'camera' | 'screen' | 'microphone') =>
  publish(client, joined.sendTransport.id, source);

/** What the server forwards of somebody. */
function sourcesOf(room: TestRoom, { joined }: Person) {
  return sfu.registry.get(room.id)?.peers.find(({ id }) => id === joined.userId)?.media.sources;
}

describe('microphones', () => {
  it('are muted by a host, on the server; whoever is muted may unmute themselves', async () => {
    using room = await TestRoom.create(sfu);
    const host = await room.joinAsHost();
    const anna = await room.join('Anna');
    const producerId = await send(anna, 'microphone');
    const { userId } = anna.joined;
    await host.client.request('mute-user', { userId });
    expect(await anna.client.next('muted')).toEqual({ source: 'microphone', byUserId: host.joined.userId });
    expect(sourcesOf(room, anna)).toEqual({ microphone: { paused: true } });
    // Muted is muted: nothing more is said.
    await host.client.request('mute-user', { userId });
    expect(anna.client.events.map(({ name }) => name)).not.toContain('muted');

    await host.client.request('ask-unmute', { userId });
    expect(await anna.client.next('unmute-asked')).toEqual({ byUserId: host.joined.userId });
    expect(sourcesOf(room, anna)).toEqual({ microphone: { paused: true } });
    await anna.client.request('resume-producer', { producerId });
    expect(sourcesOf(room, anna)).toEqual({ microphone: { paused: false } });
  });

  it('of guests are all muted at once, and of hosts none', async () => {
    using room = await TestRoom.create(sfu);
    const host = await room.joinAsHost();
    const guests = [await room.join('Anna'), await room.join('Ben')];
    for (const person of [host, ...guests]) await send(person, 'microphone');
    await host.client.request('mute-all', {});
    for (const guest of guests) {
      expect((await guest.client.next('muted')).source).toBe('microphone');
      expect(sourcesOf(room, guest)).toEqual({ microphone: { paused: true } });
    }
    expect(sourcesOf(room, host)).toEqual({ microphone: { paused: false } });
    expect(host.client.events.map(({ name }) => name)).not.toContain('muted');
  });

  it('that begin while a host mutes everyone are muted as well, whichever comes first', async () => {
    using room = await TestRoom.create(sfu);
    const host = await room.joinAsHost();
    const muted = { source: 'microphone', byUserId: host.joined.userId };
    for (let round = 0; round < 8; round += 1) {
      const anna = await room.join('Anna');
      const producing = send(anna, 'microphone');
      // Before, while and after the server makes the microphone.
      if (round > 0) await sleep(round - 1);
      const muting = host.client.request('mute-all', {});
      await Promise.all([producing, muting]);
      expect(await anna.client.next('muted'), `round ${round}`).toEqual(muted);
      expect(sourcesOf(room, anna)).toEqual({ microphone: { paused: true } });
      await anna.client.request('resume-producer', { producerId: await producing });
      expect(sourcesOf(room, anna)).toEqual({ microphone: { paused: false } });
      // It was said once.
      expect(anna.client.events.map(({ name }) => name)).not.toContain('muted');
      await anna.client.request('leave-room', {});
    }
  });

  it('that are sent a moment after a host’s mute begin muted, unless the host asks for them', async () => {
    using room = await TestRoom.create(sfu);
    const host = await room.joinAsHost();
    const anna = await room.join('Anna');
    const { userId } = anna.joined;
    await host.client.request('mute-user', { userId });
    const producerId = await send(anna, 'microphone');
    expect(await anna.client.next('muted')).toEqual({ source: 'microphone', byUserId: host.joined.userId });
    expect(sourcesOf(room, anna)).toEqual({ microphone: { paused: true } });
    await anna.client.request('close-producer', { producerId });

    await host.client.request('mute-all', {});
    await host.client.request('ask-unmute', { userId });
    await send(anna, 'microphone');
    expect(sourcesOf(room, anna)).toEqual({ microphone: { paused: false } });
  });

  it('that begin later than that are heard: whoever was not muted turns it on themselves', async () => {
    using room = await TestRoom.create(sfu);
    const host = await room.joinAsHost();
    const anna = await room.join('Anna');
    await host.client.request('mute-all', {});
    await sleep(2100);
    await send(anna, 'microphone');
    expect(sourcesOf(room, anna)).toEqual({ microphone: { paused: false } });
  });

  it('stay off where only hosts unmute, except for whom a host has asked', async () => {
    using room = await TestRoom.create(sfu, { allow: { unmute: 'hosts' } });
    const host = await room.joinAsHost();
    const anna = await room.join('Anna');
    const { userId } = anna.joined;
    const producerId = await send(anna, 'microphone');
    expect(await anna.client.next('muted')).toEqual({ source: 'microphone', byUserId: null });
    expect(sourcesOf(room, anna)).toEqual({ microphone: { paused: true } });
    const unmute = () => anna.client.request('resume-producer', { producerId });
    await expect(unmute()).rejects.toThrow('NOT_ALLOWED');
    // No way around it by sending it anew.
    await anna.client.request('close-producer', { producerId });
    const again = await send(anna, 'microphone');
    expect(sourcesOf(room, anna)).toEqual({ microphone: { paused: true } });

    await host.client.request('ask-unmute', { userId });
    await anna.client.request('resume-producer', { producerId: again });
    await host.client.request('mute-user', { userId });
    await expect(anna.client.request('resume-producer', { producerId: again })).rejects.toThrow(
      'NOT_ALLOWED',
    );
  });

  it('begin muted where the room says so: of guests, and only the first time', async () => {
    using room = await TestRoom.create(sfu, { joinMuted: true });
    const host = await room.joinAsHost();
    await send(host, 'microphone');
    expect(sourcesOf(room, host)).toEqual({ microphone: { paused: false } });
    const anna = await room.join('Anna');
    const producerId = await send(anna, 'microphone');
    expect(await anna.client.next('muted')).toEqual({ source: 'microphone', byUserId: null });
    expect(sourcesOf(room, anna)).toEqual({ microphone: { paused: true } });
    await anna.client.request('resume-producer', { producerId });
    await anna.client.request('close-producer', { producerId });
    await send(anna, 'microphone');
    expect(sourcesOf(room, anna)).toEqual({ microphone: { paused: false } });
  });
});

describe('cameras and screens', () => {
  it('are ended by a host, and may be started again', async () => {
    using room = await TestRoom.create(sfu);
    const host = await room.joinAsHost();
    const anna = await room.join('Anna');
    for (const source of ['camera', 'screen'] as const) {
      await send(anna, source);
      await host.client.request('stop-source', { userId: anna.joined.userId, source });
      expect(await anna.client.next('muted')).toEqual({ source, byUserId: host.joined.userId });
      expect(sourcesOf(room, anna)).toEqual({});
    }
    await send(anna, 'camera');
  });

  it('that run already go on when only hosts may, also in another codec', async () => {
    using room = await TestRoom.create(sfu);
    const host = await room.joinAsHost();
    const anna = await room.join('Anna');
    const producerId = await send(anna, 'camera');
    await host.client.request('update-room', { allow: { camera: 'hosts', share: 'hosts' } });
    expect(sourcesOf(room, anna)).toEqual({ camera: { paused: false } });
    await expect(send(anna, 'screen')).rejects.toThrow('NOT_ALLOWED');
    await anna.client.request('close-producer', { producerId });
    await send(anna, 'camera');
    await host.client.request('stop-source', { userId: anna.joined.userId, source: 'camera' });
  });

  it('do not come back by themselves after a host has ended them', async () => {
    using room = await TestRoom.create(sfu, { allow: { camera: 'hosts' } });
    const host = await room.joinAsHost();
    const anna = await room.join('Anna');
    await expect(send(anna, 'camera')).rejects.toThrow('NOT_ALLOWED');
    await host.client.request('update-room', { allow: { camera: 'everyone' } });
    await send(anna, 'camera');
    await host.client.request('update-room', { allow: { camera: 'hosts' } });
    await host.client.request('stop-source', { userId: anna.joined.userId, source: 'camera' });
    await expect(send(anna, 'camera')).rejects.toThrow('NOT_ALLOWED');
  });
});

describe('names', () => {
  it('are changed by oneself and by hosts, normalised, and may be somebody else’s', async () => {
    using room = await TestRoom.create(sfu);
    const host = await room.joinAsHost();
    const anna = await room.join('Anna');
    const { userId } = anna.joined;
    await anna.client.request('rename-user', { userId, displayName: '  Host\u202e \u200b ' });
    expect((await host.client.next('user-updated')).user).toMatchObject({ id: userId, displayName: 'Host' });
    expect((await anna.client.next('user-updated')).user).toMatchObject({ id: userId, displayName: 'Host' });
    await host.client.request('rename-user', { userId, displayName: '김지수' });
    const { message } = await anna.client.request('send-chat', { text: 'hello' });
    expect(message.displayName).toBe('김지수');
    await expect(anna.client.request('rename-user', { userId, displayName: '\u200b' })).rejects.toThrow(
      'INVALID_DISPLAY_NAME',
    );
  });
});

it('a guest who sends everything a host could changes nothing', async () => {
  using room = await TestRoom.create(sfu, { lobby: true });
  const host = await room.joinAsHost();
  const { client, entered } = await room.wait('Mallory');
  await host.client.request('admit-user', { lobbyId: entered.lobbyId });
  const mallory = await room.joinBy(client, 'Mallory', await client.next('admitted'));
  const waiting = await room.wait('Friend');
  await send(host, 'microphone');
  await send(host, 'camera');
  const before = JSON.stringify([sfu.registry.get(room.id)?.state, sourcesOf(room, host)]);
  const { userId } = host.joined;
  const attempts: [string, object][] = [
    ['admit-user', { lobbyId: waiting.entered.lobbyId }],
    ['admit-all', {}],
    ['deny-user', { lobbyId: waiting.entered.lobbyId }],
    ['set-spotlight', { userId: mallory.joined.userId }],
    ['mute-user', { userId }],
    ['mute-all', {}],
    ['ask-unmute', { userId }],
    ['stop-source', { userId, source: 'camera' }],
    ['lower-hand', { userId }],
    ['lower-hand', { userId: null }],
    ['rename-user', { userId, displayName: 'Nobody' }],
    ['set-role', { userId: mallory.joined.userId, role: 'host' }],
    ['set-role', { userId, role: 'guest' }],
    ['return-to-lobby', { userId }],
    ['remove-user', { userId }],
    ['lock-room', { locked: true }],
    ['update-room', { passcode: null, lobby: false }],
    ['end-room', {}],
  ];
  for (const [name, payload] of attempts) {
    expect(await mallory.client.send(name, payload), name).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
  }
  expect(JSON.stringify([sfu.registry.get(room.id)?.state, sourcesOf(room, host)])).toBe(before);
  expect(waiting.client.events).toEqual([]);
});

it('hosts cannot flood a person with questions', async () => {
  using room = await TestRoom.create(sfu);
  const host = await room.joinAsHost();
  const anna = await room.join('Anna');
  const { userId } = anna.joined;
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => host.client.send('ask-unmute', { userId })),
  );
  expect(answers).toContainEqual({
    success: false,
    error: { code: 'RATE_LIMITED', message: expect.any(String) as string },
  });
});
