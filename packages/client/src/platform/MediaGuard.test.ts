import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LocalMedia } from '../LocalMedia.ts';
import { SimulatedPlatform, type SimulatedTrack } from '../testing/SimulatedPlatform.ts';
import { MediaGuard } from './MediaGuard.ts';
import type { Delivery } from './TrackProbe.ts';

/** A document that somebody hides and shows. */
class Page extends EventTarget {
  hidden = false;

  show(visible: boolean): void {
    this.hidden = !visible;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

let platform: SimulatedPlatform;
let media: LocalMedia;
let page: Page;
let guard: MediaGuard;
/** What the current track of each kind is found to deliver. */
let delivers: Record<string, Delivery>;
let away: boolean[];
let openProbes: number;

beforeEach(async () => {
  vi.useFakeTimers();
  platform = new SimulatedPlatform();
  media = new LocalMedia(platform);
  page = new Page();
  delivers = { video: 'something', audio: 'something' };
  away = [];
  openProbes = 0;
  guard = new MediaGuard({
    media,
    page: page,
    devices: platform.mediaDevices,
    onAway: (now) => {
      if (away.at(-1) !== now) away.push(now);
    },
    probe: (track) => {
      openProbes += 1;
      return {
        look: () => delivers[track.kind] ?? 'unknown',
        skip: () => undefined,
        close: () => {
          openProbes -= 1;
        },
      };
    },
  });
  await media.start({ camera: true, microphone: true });
  platform.calls.length = 0;
  guard.start();
});
afterEach(() => {
  guard.stop();
  media.close();
  expect(openProbes).toBe(0);
  vi.useRealTimers();
});

const passS = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
const live = (kind: 'video' | 'audio') => platform.live().find((track) => track.kind === kind);
const set = (track: SimulatedTrack | undefined, change: object) => Object.assign(track ?? {}, change);

it('leaves alone what works', async () => {
  await passS(60);
  expect(platform.calls).toEqual([]);
  expect(guard.getSnapshot()).toEqual({ interrupted: [], needsTap: [], silent: false });
  expect(away).toEqual([false]);
});

it('opens a microphone anew that an incoming call has muted, once', async () => {
  const before = live('audio');
  set(before, { muted: true });
  await passS(3);
  expect(platform.calls).toHaveLength(1);
  expect(platform.calls[0]?.video).toBeUndefined();
  expect(live('audio')).not.toBe(before);
  expect(before?.readyState).toBe('ended');
  await passS(30);
  expect(platform.calls).toHaveLength(1);
  expect(guard.getSnapshot().interrupted).toEqual([]);
  expect(away).toEqual([false, true, false]);
});

it('opens both with one question', async () => {
  set(live('audio'), { muted: true });
  set(live('video'), { muted: true });
  await passS(3);
  expect(platform.calls).toHaveLength(1);
  expect(platform.calls[0]).toMatchObject({ video: {}, audio: {} });
});

it('opens a camera anew that calls itself live and delivers nothing', async () => {
  delivers['video'] = 'nothing';
  await passS(5);
  expect(platform.calls).toHaveLength(1);
  delivers['video'] = 'something';
  await passS(1);
  expect(guard.getSnapshot().interrupted).toEqual([]);
  expect(away).toEqual([false]);
});

it('says that a camera is gone which another app has, and takes it back with a tap', async () => {
  const busy = platform.devices.filter(({ kind }) => kind === 'video');
  for (const device of busy) device.busy = true;
  live('video')?.end();
  await passS(40);
  expect(guard.getSnapshot()).toEqual({ interrupted: ['camera'], needsTap: ['camera'], silent: false });
  const tries = platform.calls.length;
  await passS(60);
  expect(platform.calls).toHaveLength(tries);
  for (const device of busy) device.busy = false;
  guard.recover();
  await passS(1);
  expect(media.getSnapshot().camera.state).toBe('on');
  await passS(1);
  expect(guard.getSnapshot().interrupted).toEqual([]);
});

it('tries again when devices come, as a headset does', async () => {
  platform.devices = platform.devices.filter(({ kind }) => kind === 'video');
  live('audio')?.end();
  await passS(40);
  expect(guard.getSnapshot().needsTap).toEqual(['microphone']);
  platform.devices.push({ kind: 'audio', deviceId: 'headset' });
  platform.mediaDevices.dispatchEvent(new Event('devicechange'));
  await passS(2);
  expect(media.getSnapshot().microphone).toMatchObject({ state: 'on', deviceId: 'headset' });
  expect(guard.getSnapshot().interrupted).toEqual([]);
});

it('does not send the camera while nobody looks, keeps the voice, and is away', async () => {
  page.show(false);
  expect(media.getSnapshot().camera).toMatchObject({ state: 'on', paused: true });
  expect(media.getSnapshot().microphone).toMatchObject({ state: 'on', muted: false });
  expect(away).toEqual([false, true]);
  delivers['video'] = 'nothing';
  set(live('video'), { muted: true });
  await passS(60);
  expect(platform.calls).toEqual([]);
  delivers['video'] = 'something';
  set(live('video'), { muted: false });
  page.show(true);
  expect(media.getSnapshot().camera.paused).toBe(false);
  expect(away).toEqual([false, true, false]);
  await passS(10);
  expect(platform.calls).toEqual([]);
});

it('opens on return what a call has taken while nobody looked', async () => {
  page.show(false);
  set(live('audio'), { muted: true });
  await passS(30);
  expect(platform.calls).toEqual([]);
  page.show(true);
  await passS(2);
  expect(platform.calls).toHaveLength(1);
  expect(away).toEqual([false, true, false]);
});

it('judges no microphone that is muted on purpose', async () => {
  media.setMuted(true);
  delivers['audio'] = 'nothing';
  await passS(60);
  expect(platform.calls).toEqual([]);
  expect(live('audio')?.enabled).toBe(false);
  expect(live('audio')?.readyState).toBe('live');
});

it('tries once against silence, then only says so', async () => {
  delivers['audio'] = 'zeros';
  await passS(60);
  expect(platform.calls).toHaveLength(1);
  expect(guard.getSnapshot()).toEqual({
    interrupted: ['microphone'],
    needsTap: ['microphone'],
    silent: true,
  });
  expect(away).toEqual([false]);
});

it('calls nothing an interruption that never worked, or was turned off', async () => {
  await media.setCamera(false);
  platform.permission.video = 'denied';
  await media.setCamera(true);
  platform.calls.length = 0;
  await passS(60);
  expect(platform.calls).toEqual([]);
  expect(guard.getSnapshot().interrupted).toEqual([]);
});

it('leaves the camera as it was when the call ends in the background', () => {
  page.show(false);
  guard.stop();
  expect(media.getSnapshot().camera.paused).toBe(false);
  expect(away.at(-1)).toBe(false);
});
