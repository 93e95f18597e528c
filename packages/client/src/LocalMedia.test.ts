import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PHONE_STYLE } from './constraints.ts';
import { LocalMedia } from './LocalMedia.ts';
import { SimulatedPlatform } from './testing/SimulatedPlatform.ts';

const SOON = { timeout: 10_000 };

let platform: SimulatedPlatform;
let media: LocalMedia;
beforeEach(() => {
  platform = new SimulatedPlatform();
  media = new LocalMedia(platform);
});
afterEach(() => {
  media.close();
  expect(platform.live()).toEqual([]);
});

const both = { camera: true, microphone: true };
const camera = () => media.getSnapshot().camera;
const microphone = () => media.getSnapshot().microphone;
const screen = () => media.getSnapshot().screen;

describe('starting', () => {
  it('asks once for both', async () => {
    await media.start(both);
    expect(platform.calls).toHaveLength(1);
    expect(camera()).toMatchObject({ state: 'on', deviceId: 'cam-1', error: null });
    expect(microphone()).toMatchObject({ state: 'on', deviceId: 'mic-1', muted: false });
    expect(platform.calls[0]).toMatchObject({
      video: { width: { ideal: 1280 }, height: { ideal: 720 } },
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
  });

  it('takes the microphone where there is no camera', async () => {
    platform.devices = platform.devices.filter(({ kind }) => kind === 'audio');
    await media.start(both);
    expect(camera()).toMatchObject({ state: 'failed', error: { reason: 'not-found' } });
    expect(microphone().state).toBe('on');
  });

  it('takes the camera where another program holds the microphone', async () => {
    for (const device of platform.devices) if (device.kind === 'audio') device.busy = true;
    await media.start(both);
    expect(camera().state).toBe('on');
    expect(microphone()).toMatchObject({ state: 'failed', error: { reason: 'in-use' } });
  });

  it('takes what is allowed where one kind is blocked, without asking for the other again', async () => {
    platform.permission.video = 'denied';
    await media.start(both);
    expect(camera()).toMatchObject({ state: 'failed', error: { reason: 'denied' } });
    expect(microphone().state).toBe('on');
    expect(platform.calls).toHaveLength(2);
  });

  it('does not ask again after a refusal', async () => {
    platform.permission = { video: 'prompt', audio: 'prompt' };
    platform.answer = 'deny';
    await media.start(both);
    expect(platform.calls).toHaveLength(1);
    expect([camera().error?.reason, microphone().error?.reason]).toEqual(['denied', 'denied']);
  });

  it('tells a closed question from a refusal', async () => {
    platform.permission = { video: 'prompt', audio: 'prompt' };
    platform.answer = 'dismiss';
    await media.start(both);
    expect(platform.calls).toHaveLength(1);
    expect([camera().error?.reason, microphone().error?.reason]).toEqual(['dismissed', 'dismissed']);
  });

  it('takes another camera where the chosen one is gone, and keeps the chosen microphone', async () => {
    await media.selectCamera('cam-of-yesterday');
    await media.selectMicrophone('mic-2');
    await media.start(both);
    expect(camera()).toMatchObject({ state: 'on', deviceId: 'cam-1' });
    expect(microphone()).toMatchObject({ state: 'on', deviceId: 'mic-2' });
    expect(platform.calls.at(-2)?.video).toBe(true);
  });

  it.each([
    ['insecure-context', false],
    ['unsupported', true],
  ])('says %s without asking anybody when there is no capture API (secure: %s)', async (reason, secure) => {
    const elsewhere = new LocalMedia({
      mediaDevices: undefined,
      permissions: undefined,
      isSecureContext: secure,
    });
    await elsewhere.start(both);
    expect(elsewhere.getSnapshot().camera.error?.reason).toBe(reason);
    expect(elsewhere.getSnapshot().microphone.error?.reason).toBe(reason);
  });
});

describe('camera', () => {
  it('is really off when it is off', async () => {
    await media.setCamera(true);
    await media.setCamera(false);
    expect(camera()).toMatchObject({ state: 'off', track: null });
    expect(platform.live()).toEqual([]);
  });

  it('is off when it was switched off while it was starting', async () => {
    const starting = media.setCamera(true);
    expect(camera().state).toBe('starting');
    await media.setCamera(false);
    await starting;
    expect(camera().state).toBe('off');
    expect(platform.live()).toEqual([]);
  });

  it('switches devices and frees the former one', async () => {
    await media.setCamera(true);
    await media.selectCamera('cam-2');
    expect(camera()).toMatchObject({ state: 'on', deviceId: 'cam-2' });
    expect(platform.live().map(({ deviceId }) => deviceId)).toEqual(['cam-2']);
  });

  it('only remembers the choice while it is off', async () => {
    await media.selectCamera('cam-2');
    expect(platform.calls).toEqual([]);
    await media.setCamera(true);
    expect(camera().deviceId).toBe('cam-2');
  });

  it('goes over to another one when it is unplugged', async () => {
    await media.setCamera(true);
    platform.unplug('cam-1');
    await vi.waitFor(() => expect(camera()).toMatchObject({ state: 'on', deviceId: 'cam-2' }), SOON);
    expect(media.getSnapshot().devices.cameras).toEqual([{ deviceId: 'cam-2', label: 'the cam-2' }]);
  });

  it('says so when the last one is unplugged', async () => {
    platform.devices = platform.devices.filter(({ deviceId }) => deviceId !== 'cam-2');
    await media.setCamera(true);
    platform.unplug('cam-1');
    await vi.waitFor(() => expect(platform.calls).toHaveLength(2), SOON);
    await vi.waitFor(
      () => expect(camera()).toMatchObject({ state: 'failed', error: { reason: 'not-found' } }),
      SOON,
    );
  });
});

describe('microphone', () => {
  it('mutes at once and without stopping its track', async () => {
    await media.setMicrophone(true);
    const [track] = platform.tracks;
    media.setMuted(true);
    expect(track).toMatchObject({ enabled: false, readyState: 'live' });
    await media.setMicrophone(true);
    expect(track).toMatchObject({ enabled: true, readyState: 'live' });
    expect(platform.calls).toHaveLength(1);
  });

  it('starts silent when it was muted before', async () => {
    media.setMuted(true);
    await media.start(both);
    expect(microphone()).toMatchObject({ state: 'on', muted: true, track: { enabled: false } });
  });

  it('stays muted when the device is switched', async () => {
    await media.setMicrophone(true);
    media.setMuted(true);
    await media.selectMicrophone('mic-2');
    expect(microphone()).toMatchObject({ deviceId: 'mic-2', track: { enabled: false } });
  });
});

describe('screen', () => {
  it('comes with its sound and is marked as detail', async () => {
    await media.startScreen();
    expect(screen()).toMatchObject({ state: 'on', track: { contentHint: 'detail' } });
    expect(screen().audioTrack).not.toBeNull();
  });

  it('ends with the browser’s own bar', async () => {
    await media.startScreen();
    platform
      .live()
      .find(({ kind }) => kind === 'video')
      ?.end();
    expect(screen()).toEqual({ state: 'off', track: null, audioTrack: null, error: null });
  });

  it('is dismissed when the picker is cancelled', async () => {
    platform.screen = 'cancelled';
    await media.startScreen();
    expect(screen()).toMatchObject({ state: 'failed', error: { reason: 'dismissed' }, audioTrack: null });
  });
});

describe('snapshot', () => {
  it('keeps the identity of what did not change', async () => {
    await media.start(both);
    const before = media.getSnapshot();
    media.setMuted(true);
    const after = media.getSnapshot();
    expect(after.microphone).not.toBe(before.microphone);
    expect(after.camera).toBe(before.camera);
    expect(after.screen).toBe(before.screen);
    expect(after.devices).toBe(before.devices);
  });

  it('tells nobody any more after close', async () => {
    const listener = vi.fn();
    media.subscribe(listener);
    media.close();
    await media.start(both);
    platform.unplug('cam-1');
    await Promise.resolve();
    expect(platform.calls).toEqual([]);
    expect(listener).not.toHaveBeenCalled();
  });
});

describe('a phone', () => {
  let phone: LocalMedia;
  beforeEach(() => {
    platform.devices = [
      { kind: 'video', deviceId: 'front', facingMode: 'user' },
      { kind: 'video', deviceId: 'back-wide', facingMode: 'environment' },
      { kind: 'video', deviceId: 'back-tele', facingMode: 'environment' },
      { kind: 'audio', deviceId: 'mic' },
    ];
    phone = new LocalMedia(platform, PHONE_STYLE);
  });
  afterEach(() => phone.close());

  it('captures what it may send, with one question for both', async () => {
    await phone.start(both);
    expect(platform.calls).toHaveLength(1);
    expect(platform.calls[0]).toMatchObject({
      video: {
        width: { ideal: 640 },
        height: { ideal: 360 },
        frameRate: { ideal: 24 },
        facingMode: { ideal: 'user' },
      },
    });
  });

  it('turns to the other side and back, however many cameras there are, one camera at a time', async () => {
    await phone.start(both);
    const sides = [];
    for (let turn = 0; turn < 3; turn += 1) {
      await phone.flipCamera();
      const { deviceId, facing, state } = phone.getSnapshot().camera;
      sides.push([deviceId, facing, state]);
      expect(platform.live().filter(({ kind }) => kind === 'video')).toHaveLength(1);
    }
    expect(sides).toEqual([
      ['back-wide', 'environment', 'on'],
      ['front', 'user', 'on'],
      ['back-wide', 'environment', 'on'],
    ]);
    expect(JSON.stringify(platform.calls)).not.toContain('exact');
  });

  it('stays on its side when the camera is turned off and on', async () => {
    await phone.start(both);
    await phone.flipCamera();
    await phone.setCamera(false);
    await phone.setCamera(true);
    expect(phone.getSnapshot().camera.facing).toBe('environment');
  });

  it('takes the next camera where none has a side', async () => {
    platform.devices = platform.devices.map(({ kind, deviceId }) => ({ kind, deviceId }));
    await phone.start(both);
    await phone.flipCamera();
    expect(phone.getSnapshot().camera).toMatchObject({ deviceId: 'back-wide', facing: null, state: 'on' });
  });
});

describe('starting again what delivers nothing', () => {
  it('opens fresh tracks of the same devices, and leaves what is off', async () => {
    await media.start(both);
    await media.selectMicrophone('mic-2');
    const before = microphone().track;
    await media.restart(['microphone', 'camera']);
    expect(microphone()).toMatchObject({ state: 'on', deviceId: 'mic-2' });
    expect(microphone().track).not.toBe(before);
    await media.setCamera(false);
    const calls = platform.calls.length;
    await media.restart(['camera']);
    expect(platform.calls).toHaveLength(calls);
    expect(camera().state).toBe('off');
  });

  it('keeps the mute', async () => {
    await media.start(both);
    media.setMuted(true);
    await media.restart(['microphone']);
    expect(microphone().muted).toBe(true);
    expect(microphone().track?.enabled).toBe(false);
  });
});
