import type { MediaSource } from '@parley/protocol';
import { beforeEach, expect, it, vi } from 'vitest';
import { SignalError } from './errors.ts';
import { LocalMedia } from './LocalMedia.ts';
import { publishLocalMedia } from './publishLocalMedia.ts';
import type { DesiredSource } from './SourceSender.ts';
import { SimulatedPlatform } from './testing/SimulatedPlatform.ts';

const setSource = vi.fn<(source: MediaSource, desired: DesiredSource | null) => Promise<void>>();
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
  const stop = publishLocalMedia({ setSource }, media);
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
  const stop = publishLocalMedia({ setSource }, media);
  wishes();
  await media.selectCamera('cam-2');
  expect(wishes()).toEqual([['camera', { track: trackOf('cam-2'), paused: false }]]);
  stop();
  media.close();
});

it('sends a screen with its sound and ends both', async () => {
  const stop = publishLocalMedia({ setSource }, media);
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
  const stop = publishLocalMedia({ setSource }, media);
  await media.setCamera(true);
  await media.setCamera(false);
  expect(wishes().map(([, desired]) => desired === null)).toEqual([false, true]);
  stop();
  media.close();
});
