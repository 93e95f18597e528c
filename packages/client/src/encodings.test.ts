import { describe, expect, it } from 'vitest';
import { FULL_CAMERA, PHONE_CAMERA, strictest } from './cameraLimits.ts';
import { cameraEncodings, sendingParameters } from './encodings.ts';

describe('camera encodings', () => {
  it.each([
    // width, height, heights of the layers, lowest first
    [1280, 720, [180, 360, 720]],
    [720, 1280, [180, 360, 720]],
    [1920, 1080, [180, 360, 720]],
    [3840, 2160, [180, 360, 720]],
    [960, 540, [135, 270, 540]],
    [640, 480, [240, 480]],
    [640, 360, [180, 360]],
    [480, 270, [135, 270]],
    [320, 240, [240]],
    [320, 180, [180]],
    [160, 120, [120]],
  ])('%dx%d is sent as %j', (width, height, expected) => {
    const encodings = cameraEncodings({ width, height });
    const shortSide = Math.min(width, height);
    expect(encodings.map(({ scaleResolutionDownBy }) => shortSide / scaleResolutionDownBy)).toEqual(expected);
    expect(encodings.every(({ scaleResolutionDownBy }) => scaleResolutionDownBy >= 1)).toBe(true);
  });

  it('gives a 720p camera 150, 500 and 1500 kbps', () => {
    const encodings = cameraEncodings({ width: 1280, height: 720 });
    expect(encodings.map(({ maxBitrate }) => maxBitrate)).toEqual([150_000, 500_000, 1_500_000]);
  });

  it('never lets the lowest of several layers exceed 150 kbps, and spends more on more lines', () => {
    for (let height = 90; height <= 2160; height += 10) {
      const bitrates = cameraEncodings({ width: (height * 16) / 9, height }).map(
        ({ maxBitrate }) => maxBitrate,
      );
      if (bitrates.length > 1) expect(bitrates[0]).toBeLessThanOrEqual(150_000);
      expect(bitrates).toEqual([...bitrates].sort((a, b) => a - b));
      expect(Math.max(...bitrates)).toBeLessThanOrEqual(1_500_000);
    }
  });
});

describe('a phone', () => {
  it.each([
    // what it captures, the short sides of its layers
    [640, 360, [180, 360]],
    [360, 640, [180, 360]],
    [1280, 720, [180, 360]],
    [720, 1280, [180, 360]],
    [640, 480, [180, 360]],
    [1920, 1080, [180, 360]],
    [320, 240, [240]],
  ])('of %dx%d sends no more than 360 lines in two layers, at 24 frames', (width, height, expected) => {
    const encodings = cameraEncodings({ width, height }, 'vp8', PHONE_CAMERA);
    const shortSide = Math.min(width, height);
    expect(encodings.map(({ scaleResolutionDownBy }) => shortSide / scaleResolutionDownBy)).toEqual(expected);
    expect(encodings.every(({ maxFramerate }) => maxFramerate === 24)).toBe(true);
    const total = encodings.reduce((sum, { maxBitrate }) => sum + maxBitrate, 0);
    expect(total).toBeLessThanOrEqual(650_000);
  });

  it('that is hot and has little battery sends what every reason allows', () => {
    const hot = { maxShortSide: 270, maxFps: 10, maxLayers: 3 };
    const limits = strictest([PHONE_CAMERA, hot]);
    expect(limits).toEqual({ maxShortSide: 270, maxFps: 10, maxLayers: 2 });
    const encodings = cameraEncodings({ width: 640, height: 360 }, 'vp8', limits);
    expect(encodings.map(({ scaleResolutionDownBy }) => 360 / scaleResolutionDownBy)).toEqual([135, 270]);
    expect(strictest([])).toEqual(FULL_CAMERA);
  });
});

describe('sending parameters', () => {
  it('takes 720p for granted where the platform does not tell the size', () => {
    expect(sendingParameters('camera', null)).toEqual(
      sendingParameters('camera', { width: 1280, height: 720 }),
    );
  });

  it('starts high enough for all three layers within the first second', () => {
    const { codecOptions } = sendingParameters('camera', { width: 1280, height: 720 });
    expect(codecOptions.videoGoogleStartBitrate).toBe(2500);
  });

  it('starts a small camera no higher than it can use', () => {
    const { codecOptions } = sendingParameters('camera', { width: 320, height: 180 });
    expect(codecOptions.videoGoogleStartBitrate).toBe(180);
  });

  it('sends a screen in one full-size layer', () => {
    const { encodings } = sendingParameters('screen', { width: 2560, height: 1440 });
    expect(encodings).toEqual([{ scaleResolutionDownBy: 1, maxBitrate: 2_500_000, dtx: true }]);
  });

  it('declares no scalability mode, which stalls single VP8 encodings', () => {
    const sources = [
      sendingParameters('screen', null),
      sendingParameters('camera', { width: 320, height: 180 }),
    ];
    for (const { encodings } of sources) {
      expect(encodings).toHaveLength(1);
      expect(encodings?.[0]).not.toHaveProperty('scalabilityMode');
    }
  });

  it('saves bits on silence and repairs losses of voices', () => {
    expect(sendingParameters('microphone', null)).toMatchObject({
      encodings: undefined,
      codecOptions: { opusDtx: true, opusFec: true, opusNack: true },
    });
  });
});

describe('other codecs', () => {
  const hd = { width: 1280, height: 720 };

  it.each([
    ['vp9', 1280, 720, 'L3T3_KEY'],
    ['vp9', 1920, 1080, 'L3T3_KEY'],
    ['vp9', 640, 360, 'L2T3_KEY'],
    ['vp9', 320, 180, 'L1T3'],
    ['av1', 1280, 720, 'L1T3'],
    ['av1', 320, 180, 'L1T3'],
  ] as const)('%s sends a camera of %dx%d as one encoding in %s', (codec, width, height, scalabilityMode) => {
    const encodings = cameraEncodings({ width, height }, codec);
    expect(encodings).toHaveLength(1);
    expect(encodings[0]).toMatchObject({ scalabilityMode, maxFramerate: 30 });
    const simulcast = cameraEncodings({ width, height });
    expect(encodings[0]?.maxBitrate).toBe(simulcast.at(-1)?.maxBitrate);
    expect(encodings[0]?.scaleResolutionDownBy).toBe(simulcast.at(-1)?.scaleResolutionDownBy);
  });

  it('h264 is simulcast without temporal layers', () => {
    const expected = cameraEncodings(hd).map((encoding) => ({ ...encoding, scalabilityMode: 'L1T1' }));
    expect(cameraEncodings(hd, 'h264')).toEqual(expected);
  });

  it.each([
    ['vp8', undefined],
    ['h264', undefined],
    ['vp9', 'L1T3'],
    ['av1', 'L1T3'],
  ] as const)('%s sends a screen in one spatial layer, mode %s', (codec, scalabilityMode) => {
    const { encodings } = sendingParameters('screen', hd, codec);
    expect(encodings).toHaveLength(1);
    expect(encodings?.[0]?.scalabilityMode).toBe(scalabilityMode);
  });
});
