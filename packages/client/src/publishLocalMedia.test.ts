import type { MediaSource } from '@parley/protocol';
import { beforeEach, expect, it, vi } from 'vitest';
import { SignalError } from './errors.ts';
import { LocalMedia } from './LocalMedia.ts';
import type { ModerationListener } from './Moderation.ts';
import { publishLocalMedia } from './publishLocalMedia.ts';
import type { DesiredSource } from './SourceSender.ts';
import { SimulatedPlatform } from './testing/SimulatedPlatform.ts';

const setSource = vi.fn<(source: MediaSource, desired: DesiredSource | null) => Promise<void>>();
let moderate: ModerationListener | null = null;
const client = {
  setSource,
  onModeration: (listener: ModerationListener) => {
    moderate = listener;
    return () => {
      moderate = null;
    };
  },
};
let platform: SimulatedPlatform;
let media: LocalMedia;
beforeEach(() => {
  setSource.mockReset().mockResolvedValue();
  platform = new SimulatedPlatform();
  media = new LocalMedia(platform);
});

const wishes = () => setSource.mock.calls.splice(0);
const trackOf = (deviceId: string) => platform.live().find((track) => track.deviceId === deviceId);

it('sends what runs already, and each change once', async () => {
  await media.start({ camera: true, microphone: true });
  const stop = publishLocalMedia(client, media);
  expect(wishes()).toEqual([
    ['microphone', { track: trackOf('mic-1'), paused: false }],
    ['camera', { track: trackOf('cam-1'), paused: false }],
  ]);
  media.setMuted(true);
  expect(wishes()).toEqual([['microphone', { track: trackOf('mic-1'), paused: true }]]);
  await media.setCamera(false);
  expect(wishes()).toEqual([['camera', null]]);
  stop();
  await media.setCamera(true);
  expect(wishes()).toEqual([]);
  media.close();
});

it('goes over from one device to the other without a pause between', async () => {
  await media.setCamera(true);
  const stop = publishLocalMedia(client, media);
  wishes();
  await media.selectCamera('cam-2');
  expect(wishes()).toEqual([['camera', { track: trackOf('cam-2'), paused: false }]]);
  stop();
  media.close();
});

it('sends a screen with its sound and ends both', async () => {
  const stop = publishLocalMedia(client, media);
  await media.startScreen();
  expect(wishes().map(([source, desired]) => [source, desired?.paused])).toEqual([
    ['screen', false],
    ['screen-audio', false],
  ]);
  media.stopScreen();
  expect(wishes()).toEqual([
    ['screen', null],
    ['screen-audio', null],
  ]);
  stop();
  media.close();
});

it('goes on after a source could not be sent', async () => {
  setSource.mockRejectedValueOnce(new SignalError('UNSUPPORTED_MEDIA'));
  const stop = publishLocalMedia(client, media);
  await media.setCamera(true);
  await media.setCamera(false);
  expect(wishes().map(([, desired]) => desired === null)).toEqual([false, true]);
  stop();
  media.close();
});

it('switches off what a host has turned off, until the person turns it on again', async () => {
  await media.start({ camera: true, microphone: true });
  await media.startScreen();
  const stop = publishLocalMedia(client, media);
  moderate?.({ type: 'unmute-asked', byUserId: 'host' });
  expect(media.getSnapshot().microphone.muted).toBe(false);
  wishes();
  for (const source of ['microphone', 'camera', 'screen'] as const)
    moderate?.({ type: 'muted', source, byUserId: 'host' });
  const { microphone, camera, screen } = media.getSnapshot();
  expect([microphone.muted, microphone.track?.readyState]).toEqual([true, 'live']);
  expect([camera.state, screen.state]).toEqual(['off', 'off']);
  expect(wishes().map(([source, desired]) => [source, desired?.paused])).toEqual([
    ['microphone', true],
    ['camera', undefined],
    ['screen', undefined],
    ['screen-audio', undefined],
  ]);
  await media.setMicrophone(true);
  expect(wishes()).toEqual([['microphone', { track: trackOf('mic-1'), paused: false }]]);
  stop();
  expect(moderate).toBeNull();
  media.close();
});

it('keeps a camera that nobody is to see, and sends it again at once', async () => {
  publishLocalMedia(client, media);
  await media.start({ camera: true, microphone: true });
  const track = media.getSnapshot().camera.track;
  wishes();
  media.setCameraPaused(true);
  expect(wishes()).toEqual([['camera', { track, paused: true }]]);
  expect(track?.readyState).toBe('live');
  media.setCameraPaused(false);
  expect(wishes()).toEqual([['camera', { track, paused: false }]]);
});
