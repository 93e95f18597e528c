import type { Sfu } from '@parley/sfu';
import { startSfu } from '@parley/sfu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chromium } from '../support/Chromium.ts';
import { Guest } from '../support/Guest.ts';

const ROOM = 'rotation';
const UPRIGHT = { width: 390, height: 844 };
const ACROSS = { width: 844, height: 390 };
/** The test's camera, and what is left of it in a phone that is held upright. */
const WIDE_PICTURE = { width: 640, height: 360 };
const TALL_PICTURE = { width: 180, height: 320 };
const SLOW = { timeout: 30_000, interval: 100 };

/** A phone is turned, and its camera's picture with it. */
describe('a phone', () => {
  let sfu: Sfu;
  let chromium: Chromium;
  let phone: Guest;
  let viewer: Guest;

  beforeAll(async () => {
    [sfu, chromium] = await Promise.all([startSfu(), Chromium.launch()]);
    const profile = await chromium.profile({ viewport: ACROSS, hasTouch: true, isMobile: true });
    phone = await Guest.open(profile, sfu.localUrl);
    viewer = await Guest.open(await chromium.profile(), sfu.localUrl);
    await phone.join(ROOM, 'Petra');
    await viewer.join(ROOM, 'Vera');
  });

  afterAll(async () => {
    await chromium.close();
    await sfu.close();
  });

  /** The camera gives another picture, as real ones do some time after the phone was turned. */
  const cameraGives = (size: typeof WIDE_PICTURE) =>
    phone.tile('Petra').evaluate(async (tile, { width, height }) => {
      const stream = tile.querySelector('video')?.srcObject as MediaStream;
      await stream
        .getVideoTracks()[0]
        ?.applyConstraints({ width: { exact: width }, height: { exact: height } });
    }, size);
  /** How many layers the phone's camera is sent in. */
  const layers = () => {
    const petra = sfu.registry.get(ROOM)?.peers.find(({ displayName }) => displayName === 'Petra');
    const camera = petra?.media.publications.find(({ source }) => source === 'camera');
    return camera?.producer.rtpParameters.encodings?.length ?? 0;
  };
  /** What the other one sees: the picture's shape, and all of it. */
  const seen = () =>
    viewer.tile('Petra').evaluate((tile) => {
      const video = tile.querySelector('video');
      if (video === null) return null;
      const { videoWidth, videoHeight } = video;
      return { upright: videoHeight > videoWidth, fit: getComputedStyle(video).objectFit };
    });

  it('is sent in two layers while it lies across', async () => {
    await viewer.expectMovingPictures(2);
    await expect.poll(layers, SLOW).toBe(2);
    await expect.poll(seen, SLOW).toEqual({ upright: false, fit: 'cover' });
  });

  it('is seen upright and whole when it was turned, and sends no layer that nobody could tell apart', async () => {
    await cameraGives(TALL_PICTURE);
    await expect.poll(seen, SLOW).toEqual({ upright: true, fit: 'contain' });
    expect(layers()).toBe(2);
    await phone.page.setViewportSize(UPRIGHT);
    await expect.poll(layers, SLOW).toBe(1);
    await expect.poll(seen, SLOW).toEqual({ upright: true, fit: 'contain' });
    await viewer.expectMovingPictures(2);
  });

  it('has its layers again when it was turned back', async () => {
    await phone.page.setViewportSize(ACROSS);
    await cameraGives(WIDE_PICTURE);
    await expect.poll(layers, SLOW).toBe(2);
    await expect.poll(seen, SLOW).toEqual({ upright: false, fit: 'cover' });
    await viewer.expectMovingPictures(2);
  });

  it('says nothing on the console', () => {
    expect([...phone.problems, ...viewer.problems]).toEqual([]);
  });
});
