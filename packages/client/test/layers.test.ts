import { afterEach, expect, it, vi } from 'vitest';
import { startSfu } from '../../../apps/sfu/testing/startSfu.ts';
import { Bot, ensureMedia, VideoClipTrack } from '../../../tools/bots/src/index.ts';
import { CameraPublisher } from './CameraPublisher.ts';
import { FlakyProxy } from './FlakyProxy.ts';

const SLOW = { timeout: 15_000 };

afterEach(() => vi.unstubAllGlobals());

const joinBen = (url: string, roomId: string) =>
  Bot.join({ url, roomId, displayName: 'Ben', camera: false, microphone: false });

function show(viewer: Bot, userId: string, width: number, height: number): void {
  viewer.client.setViews([{ userId, source: 'camera', width, height, onStage: true }], 'desktop');
}

/** Behind the SDK's back. */
async function setActive(sender: RTCRtpSender, active: boolean): Promise<void> {
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) encoding.active = active;
  await sender.setParameters(parameters);
}

const receiving = (viewer: Bot) => viewer.client.store.getSnapshot().users[0]?.receiving.camera;

it('shows which layer comes, and forgets it with the stream', async () => {
  await using sfu = await startSfu();
  await using anna = await CameraPublisher.join(sfu.localUrl, 'known');
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

it('says that a picture does not come because its sender sends none, until it does', async () => {
  await using sfu = await startSfu();
  await using anna = await CameraPublisher.join(sfu.localUrl, 'dry');
  await using ben = await joinBen(sfu.localUrl, 'dry');
  await expect.poll(() => ben.client.store.getSnapshot().users[0]?.sources.camera).toBeDefined();
  show(ben, anna.userId, 1280, 720);
  await expect.poll(() => receiving(ben)?.layers?.spatialLayer, SLOW).toBe(2);
  // As an encoder that has failed: the camera is on as far as everybody knows.
  await setActive(anna.sender, false);
  await expect.poll(() => receiving(ben), SLOW).toEqual({ layers: null, reason: 'sender' });
  expect(ben.client.store.getSnapshot().users[0]?.sources.camera).toEqual({ paused: false });
  await setActive(anna.sender, true);
  await expect.poll(() => receiving(ben)?.layers?.spatialLayer, SLOW).toBe(2);
  expect(receiving(ben)?.reason).toBeNull();
}, 60_000);

it('sends nothing that nobody watches, and everything again in the moment somebody does', async () => {
  await using sfu = await startSfu();
  await using anna = await CameraPublisher.join(sfu.localUrl, 'unwatched');
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
  await using anna = await CameraPublisher.join(proxy.url, 'unheard');
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
  await using anna = await CameraPublisher.join(proxy.url, 'again');
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

it('sends another camera as it sent the one before: what nobody wants stays off', async () => {
  await using sfu = await startSfu();
  await using anna = await CameraPublisher.join(sfu.localUrl, 'switch');
  await using ben = await joinBen(sfu.localUrl, 'switch');
  await expect.poll(() => ben.client.store.getSnapshot().users[0]?.tracks.camera, SLOW).toBeDefined();
  ben.client.setViews([]);
  await expect.poll(() => anna.layers, SLOW).toBe('000');
  const media = await ensureMedia();
  await anna.client.setSource('camera', { track: new VideoClipTrack(media.camera(1)), paused: false });
  expect(anna.layers).toBe('000');
  expect(anna.senderCount).toBe(1);

  const sinceMs = performance.now();
  show(ben, anna.userId, 1280, 720);
  await expect.poll(() => ben.firstFrameAtMs(anna.userId, { sinceMs, minHeight: 720 }), SLOW).not.toBeNull();
  await anna.client.setSource('camera', { track: new VideoClipTrack(media.camera(2)), paused: false });
  expect(anna.layers).toMatch(/1$/);
  expect(anna.senderCount).toBe(1);
}, 60_000);

it('computes anew what is sent when the phone was turned, and leaves off what is off', async () => {
  // Node has no screen that could be turned; everything behind it is real.
  const orientation = new EventTarget();
  vi.stubGlobal('screen', { orientation });
  await using sfu = await startSfu();
  await using anna = await CameraPublisher.join(sfu.localUrl, 'turned');
  await using ben = await joinBen(sfu.localUrl, 'turned');
  await expect.poll(() => ben.client.store.getSnapshot().users[0]?.tracks.camera, SLOW).toBeDefined();
  show(ben, anna.userId, 1280, 720);
  await expect.poll(() => receiving(ben)?.layers?.spatialLayer, SLOW).toBe(2);
  expect(anna.scales.at(-1)).toBe(1);

  const { track } = anna.client.store.getSnapshot().local.camera ?? {};
  if (!track) throw new Error('no camera');
  track.getSettings = () => ({ width: 1080, height: 1920 });
  orientation.dispatchEvent(new Event('change'));
  await expect.poll(() => anna.scales.at(-1), SLOW).toBe(1.5);
  expect(anna.layers).toMatch(/1$/);
  expect(anna.senderCount).toBe(1);

  ben.client.setViews([]);
  await expect.poll(() => anna.layers, SLOW).toBe('000');
  track.getSettings = () => ({ width: 1280, height: 720 });
  orientation.dispatchEvent(new Event('change'));
  await expect.poll(() => anna.scales.at(-1), SLOW).toBe(1);
  expect(anna.layers).toBe('000');
}, 60_000);

it('sets again what something has undone at the sender, in the moment its connection is back', async () => {
  await using sfu = await startSfu();
  await using proxy = await FlakyProxy.inFrontOf(sfu.localUrl);
  await using anna = await CameraPublisher.join(proxy.url, 'undone');
  await using ben = await joinBen(sfu.localUrl, 'undone');
  await expect.poll(() => ben.client.store.getSnapshot().users[0]?.tracks.camera, SLOW).toBeDefined();
  ben.client.setViews([]);
  await expect.poll(() => anna.layers, SLOW).toBe('000');
  await setActive(anna.sender, true);
  expect(anna.layers).toBe('111');
  proxy.breakDown();
  await expect.poll(() => anna.client.store.getSnapshot().status, SLOW).toBe('reconnecting');
  proxy.heal();
  await expect.poll(() => anna.client.store.getSnapshot().status, SLOW).toBe('joined');
  await expect.poll(() => anna.layers, SLOW).toBe('000');
}, 60_000);
