import type { types } from 'mediasoup-client';
import { expect, it } from 'vitest';
import { startSfu } from '../../../apps/sfu/testing/startSfu.ts';
import {
  Bot,
  createNativeHandlerFactory,
  ensureMedia,
  VideoClipTrack,
} from '../../../tools/bots/src/index.ts';
import { RoomClient } from '../src/index.ts';
import { FlakyProxy } from './FlakyProxy.ts';

const SLOW = { timeout: 15_000 };

/** Somebody with a camera, whose sender can be looked at. */
class Publisher implements AsyncDisposable {
  readonly client: RoomClient;
  readonly #senders: RTCRtpSender[] = [];

  static async join(url: string, roomId: string): Promise<Publisher> {
    const publisher = new Publisher(url);
    const track = new VideoClipTrack((await ensureMedia()).camera(0));
    const camera = publisher.client.setSource('camera', { track, paused: false });
    await publisher.client.join({ roomId, displayName: 'Anna' });
    await camera;
    return publisher;
  }

  private constructor(url: string) {
    const native = createNativeHandlerFactory();
    const factory: types.HandlerFactory['factory'] = (options) => {
      const handler = native.factory(options);
      const send = handler.send.bind(handler);
      handler.send = async (sending) => {
        const result = await send(sending);
        if (result.rtpSender) this.#senders.push(result.rtpSender);
        return result;
      };
      return handler;
    };
    this.client = new RoomClient({ url, handlerFactory: { ...native, factory } });
  }

  get userId(): string {
    return this.client.store.getSnapshot().userId ?? '';
  }

  /** As '110': the lower two layers are on. */
  get layers(): string {
    const encodings = this.#senders.at(-1)?.getParameters().encodings ?? [];
    return encodings.map(({ active }) => (active === true ? '1' : '0')).join('');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.leave();
  }
}

const joinBen = (url: string, roomId: string) =>
  Bot.join({ url, roomId, displayName: 'Ben', camera: false, microphone: false });

function show(viewer: Bot, userId: string, width: number, height: number): void {
  viewer.client.setViews([{ userId, source: 'camera', width, height, onStage: true }], 'desktop');
}
const receiving = (viewer: Bot) => viewer.client.store.getSnapshot().users[0]?.receiving.camera;

it('shows which layer comes, and forgets it with the stream', async () => {
  await using sfu = await startSfu();
  await using anna = await Publisher.join(sfu.localUrl, 'known');
  await using ben = await joinBen(sfu.localUrl, 'known');
  await expect.poll(() => ben.client.store.getSnapshot().users[0]?.sources.camera).toBeDefined();
  show(ben, anna.userId, 1280, 720);
  await expect.poll(() => receiving(ben)?.layers?.spatialLayer, SLOW).toBe(2);
  expect(receiving(ben)?.reason).toBeNull();
  show(ben, anna.userId, 160, 90);
  await expect.poll(() => receiving(ben)?.layers?.spatialLayer, SLOW).toBe(0);
  // A camera with fewer layers needs another producer, and with the old one goes what was known of it.
  const before = ben.client.store.getSnapshot().users[0]?.tracks.camera;
  const layers = (await ensureMedia()).camera(0).layers.slice(0, 1);
  await anna.client.setSource('camera', { track: new VideoClipTrack({ layers }), paused: false });
  await expect
    .poll(() => ben.client.store.getSnapshot().users[0]?.tracks.camera, SLOW)
    .toSatisfy((track) => track !== undefined && track !== before);
  expect(receiving(ben)).toBeUndefined();
}, 60_000);

it('sends nothing that nobody watches, and everything again in the moment somebody does', async () => {
  await using sfu = await startSfu();
  await using anna = await Publisher.join(sfu.localUrl, 'unwatched');
  await using ben = await joinBen(sfu.localUrl, 'unwatched');
  expect(anna.layers).toBe('111');
  await expect.poll(() => ben.client.store.getSnapshot().users[0]?.tracks.camera, SLOW).toBeDefined();
  ben.client.setViews([]);
  await expect.poll(() => anna.layers, SLOW).toBe('000');
  expect(anna.client.store.getSnapshot().local.camera).toMatchObject({ state: 'live', paused: false });
  expect(ben.client.store.getSnapshot().users[0]?.sources.camera).toEqual({ paused: false }); // not muted

  const sinceMs = performance.now();
  show(ben, anna.userId, 1280, 720);
  await expect.poll(() => anna.layers).toMatch(/1$/);
  await expect.poll(() => ben.firstFrameAtMs(anna.userId, { sinceMs, minHeight: 720 }), SLOW).not.toBeNull();
}, 60_000);

it('sends again when somebody began to watch while the server could not say so', async () => {
  await using sfu = await startSfu();
  await using proxy = await FlakyProxy.inFrontOf(sfu.localUrl);
  await using anna = await Publisher.join(proxy.url, 'unheard');
  await using ben = await joinBen(sfu.localUrl, 'unheard');
  await expect.poll(() => ben.client.store.getSnapshot().users[0]?.tracks.camera, SLOW).toBeDefined();
  ben.client.setViews([]);
  await expect.poll(() => anna.layers, SLOW).toBe('000');
  proxy.breakDown();
  await expect.poll(() => anna.client.store.getSnapshot().status, SLOW).toBe('reconnecting');
  const sinceMs = performance.now();
  show(ben, anna.userId, 1280, 720);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(anna.layers).toBe('000');
  proxy.heal();
  await expect.poll(() => anna.layers, SLOW).toMatch(/1$/);
  await expect.poll(() => ben.firstFrameAtMs(anna.userId, { sinceMs, minHeight: 720 }), SLOW).not.toBeNull();
}, 60_000);

it('begins anew with every layer after a new join', async () => {
  await using sfu = await startSfu({ PARLEY_RESUME_GRACE_S: '0.2' });
  await using proxy = await FlakyProxy.inFrontOf(sfu.localUrl);
  await using anna = await Publisher.join(proxy.url, 'again');
  await using ben = await joinBen(sfu.localUrl, 'again');
  await expect.poll(() => ben.client.store.getSnapshot().users[0]?.tracks.camera, SLOW).toBeDefined();
  ben.client.setViews([]);
  await expect.poll(() => anna.layers, SLOW).toBe('000');
  const { userId } = anna;
  proxy.breakDown();
  await expect.poll(() => ben.client.store.getSnapshot().users, SLOW).toEqual([]);
  proxy.heal();
  await expect
    .poll(() => anna.client.store.getSnapshot(), SLOW)
    .toMatchObject({
      status: 'joined',
      local: { camera: { state: 'live' } },
    });
  expect(anna.userId).not.toBe(userId);
  expect(anna.layers).toBe('111');
}, 60_000);
