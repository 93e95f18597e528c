import { afterEach, describe, expect, it } from 'vitest';
import { startSfu } from '../../../apps/sfu/testing/startSfu.ts';
import { Bot, createNativeHandlerFactory } from '../../../tools/bots/src/index.ts';
import { RoomClient } from '../src/index.ts';
import { FlakyProxy } from './FlakyProxy.ts';

const clients: RoomClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

/** A client that can take part, but sends nothing. */
function createClient(url: string): RoomClient {
  const client = new RoomClient({ url, handlerFactory: createNativeHandlerFactory() });
  clients.push(client);
  return client;
}

describe('joining', () => {
  it('says why it was refused and may be tried again', async () => {
    await using sfu = await startSfu({ PARLEY_MAX_PARTICIPANTS: '2' });
    const [anna, ben, carl] = [1, 2, 3].map(() => createClient(sfu.localUrl));
    await expect(anna?.join({ roomId: 'small', displayName: ' ' })).rejects.toMatchObject({
      code: 'INVALID_DISPLAY_NAME',
    });
    expect(anna?.store.getSnapshot()).toMatchObject({ status: 'idle', roomId: null });
    await anna?.join({ roomId: 'small', displayName: 'Anna' });
    await ben?.join({ roomId: 'small', displayName: 'Ben' });
    await expect(carl?.join({ roomId: 'small', displayName: 'Carl' })).rejects.toMatchObject({
      code: 'ROOM_FULL',
    });
    await expect(anna?.join({ roomId: 'small', displayName: 'Anna' })).rejects.toMatchObject({
      code: 'ALREADY_JOINED',
    });
    await ben?.leave();
    await carl?.join({ roomId: 'small', displayName: 'Carl' });
    await expect
      .poll(() => anna?.store.getSnapshot().users.map(({ displayName }) => displayName))
      .toEqual(['Carl']);
  });

  it('fails to prepare without a server, and succeeds when there is one', async () => {
    await using sfu = await startSfu();
    await using proxy = await FlakyProxy.inFrontOf(sfu.localUrl);
    proxy.breakDown();
    const client = createClient(proxy.url);
    await expect(client.prepare()).rejects.toMatchObject({ name: 'SignalError', code: 'DISCONNECTED' });
    proxy.heal();
    await client.prepare();
    await client.join({ roomId: 'later', displayName: 'Anna' });
    expect(client.store.getSnapshot()).toMatchObject({
      status: 'joined',
      roomId: 'later',
      displayName: 'Anna',
    });
  });

  it('makes rooms with the id that was wished for, or a new one', async () => {
    await using sfu = await startSfu();
    const client = createClient(sfu.localUrl);
    expect(await client.createRoom('Team Meeting')).toEqual({
      roomId: 'team-meeting',
      hostKey: expect.stringMatching(/^[\w-]{22}$/) as string,
    });
    await expect(client.createRoom('team-meeting')).rejects.toMatchObject({ code: 'ROOM_EXISTS' });
    expect((await client.createRoom()).roomId).toMatch(/^[a-z]{4}-[a-z]{4}-[a-z]{3}$/);
  });
});

describe('in a room', () => {
  it('sends and receives, and shows what the server has', async () => {
    await using sfu = await startSfu();
    await using anna = await Bot.join({ url: sfu.localUrl, roomId: 'pair', displayName: 'Anna' });
    await using ben = await Bot.join({ url: sfu.localUrl, roomId: 'pair', displayName: 'Ben' });
    const seen = () => ben.client.store.getSnapshot().users[0];
    await expect.poll(() => Object.keys(seen()?.tracks ?? {}).sort()).toEqual(['camera', 'microphone']);
    await ben.until(({ timing }) => timing.firstAudioMs !== null && timing.firstVideoMs !== null);
    // Pictures may be there before the send transport is.
    await expect
      .poll(() => ben.client.store.getSnapshot())
      .toMatchObject({
        mediaConnection: 'connected',
        local: { camera: { state: 'live' }, microphone: { state: 'live', paused: false } },
      });

    await anna.mute();
    await expect.poll(() => seen()?.sources.microphone).toEqual({ paused: true });
    await anna.showCamera(false);
    await expect.poll(() => seen()?.sources.camera).toEqual({ paused: true });
    expect(anna.client.store.getSnapshot().local.camera).toBeUndefined();
    await anna.showCamera(true);
    await expect.poll(() => seen()?.sources.camera).toEqual({ paused: false });

    await anna.shareScreen();
    await expect.poll(() => seen()?.sources.screen).toEqual({ paused: false });
    await anna.stopSharing();
    await expect.poll(() => seen()?.sources.screen).toBeUndefined();
    await expect.poll(() => seen()?.tracks.screen).toBeUndefined();
  });

  it('ends in the latest of wishes that come faster than they can be fulfilled', async () => {
    await using sfu = await startSfu();
    await using anna = await Bot.join({ url: sfu.localUrl, roomId: 'hasty', displayName: 'Anna' });
    await using ben = await Bot.join({
      url: sfu.localUrl,
      roomId: 'hasty',
      displayName: 'Ben',
      camera: false,
    });
    const wishes = [true, false, true, false, true].map((on) => anna.showCamera(on));
    wishes.push(anna.mute(true), anna.mute(false), anna.mute(true));
    await Promise.all(wishes);
    await expect
      .poll(() => ben.client.store.getSnapshot().users[0]?.sources)
      .toEqual({ camera: { paused: false }, microphone: { paused: true } });
  });

  it('chats, and shows each message once to everyone', async () => {
    await using sfu = await startSfu();
    const [anna, ben] = [createClient(sfu.localUrl), createClient(sfu.localUrl)];
    await anna.join({ roomId: 'chatty', displayName: 'Anna' });
    await ben.join({ roomId: 'chatty', displayName: 'Ben' });
    const message = await anna.sendChat('안녕하세요');
    expect(anna.store.getSnapshot().chat).toEqual([message]);
    await expect.poll(() => ben.store.getSnapshot().chat).toEqual([message]);
    const late = createClient(sfu.localUrl);
    await late.join({ roomId: 'chatty', displayName: 'Late' });
    expect(late.store.getSnapshot().chat).toEqual([message]);
  });

  it.each(['leave', 'close'] as const)(
    '%s is seen by the others at once and leaves no connection',
    async (end) => {
      await using sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '60' });
      const [anna, ben] = [createClient(sfu.localUrl), createClient(sfu.localUrl)];
      await anna.join({ roomId: 'brief', displayName: 'Anna' });
      await ben.join({ roomId: 'brief', displayName: 'Ben' });
      await ben[end]();
      expect(ben.store.getSnapshot()).toMatchObject({ status: 'closed', closeReason: 'left', local: {} });
      await expect.poll(() => anna.store.getSnapshot().users).toEqual([]);
      await expect.poll(() => sfu.connectionCount).toBe(1);
      ben.close();
      await expect(ben.join({ roomId: 'brief', displayName: 'Ben' })).rejects.toMatchObject({
        code: 'DISCONNECTED',
      });
    },
  );

  it('closes when the room is deleted', async () => {
    const apiKey = 'a key of sixteen or more';
    await using sfu = await startSfu({ PARLEY_API_KEY: apiKey });
    const client = createClient(sfu.localUrl);
    await client.join({ roomId: 'doomed', displayName: 'Anna' });
    await fetch(`${sfu.localUrl}/api/rooms/doomed`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${apiKey}` },
    });
    await expect
      .poll(() => client.store.getSnapshot())
      .toMatchObject({ status: 'closed', closeReason: 'deleted' });
  });
});
