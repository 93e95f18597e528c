import { describe, expect, it } from 'vitest';
import { cameraEncodings, type PictureSize, sendingParameters } from './encodings.ts';
import { areInEffect, layerParameters, type LayerState } from './layerParameters.ts';

const hd = { width: 1280, height: 720 };

/** Per layer: lines of its picture, or off. */
function lines(size: PictureSize, layers: readonly LayerState[]): (number | 'off')[] {
  return layerParameters(cameraEncodings(size), layers, size).map(({ active, scaleResolutionDownBy }) =>
    active ? Math.min(size.width, size.height) / scaleResolutionDownBy : 'off',
  );
}

describe('layers of a camera', () => {
  it.each<[LayerState[], (number | 'off')[]]>([
    [[], [180, 360, 720]],
    [
      ['active', 'active', 'active'],
      [180, 360, 720],
    ],
    [
      ['active', 'active', 'off'],
      [180, 360, 'off'],
    ],
    [
      ['active', 'active', 'standby'],
      [180, 360, 180],
    ],
    [
      ['active', 'standby', 'standby'],
      [180, 180, 180],
    ],
    [
      ['standby', 'off', 'active'],
      [90, 'off', 720],
    ],
    [['active'], [180, 360, 720]],
    [
      ['off', 'off', 'off'],
      ['off', 'off', 'off'],
    ],
  ])('%j are sent as %j', (layers, expected) => expect(lines(hd, layers)).toEqual(expected));

  it('turned upright is the same', () => {
    expect(lines({ width: 720, height: 1280 }, ['active', 'active', 'standby'])).toEqual([180, 360, 180]);
  });

  it('on standby costs a trickle, and is another size than in full, which starts the encoder anew', () => {
    for (let height = 90; height <= 2160; height += 10) {
      const size = { width: (height * 16) / 9, height };
      const encodings = cameraEncodings(size);
      if (encodings.length === 1) continue;
      const all = encodings.map((): LayerState => 'standby');
      layerParameters(encodings, all, size).forEach((parameters, layer) => {
        expect(parameters).toMatchObject({ active: true, maxBitrate: 30_000, maxFramerate: 5 });
        expect(parameters.scaleResolutionDownBy).toBeGreaterThan(
          encodings[layer]?.scaleResolutionDownBy ?? 0,
        );
      });
    }
  });
});

describe('a single encoding', () => {
  it.each([
    ['a small camera', cameraEncodings({ width: 320, height: 180 })],
    ['VP9', cameraEncodings(hd, 'vp9')],
    ['a screen', sendingParameters('screen', hd).encodings ?? []],
  ])('of %s is in full or off', (_of, encodings) => {
    const [full] = layerParameters(encodings, ['active'], hd);
    expect(full).toMatchObject({ active: true, maxBitrate: encodings[0]?.maxBitrate });
    expect(layerParameters(encodings, ['standby'], hd)).toEqual([full]);
    expect(layerParameters(encodings, ['off'], hd)).toEqual([{ ...full, active: false }]);
  });
});

it('sees whether a sender needs to be changed', () => {
  const encodings = cameraEncodings(hd);
  const full = layerParameters(encodings, [], hd);
  const actual = () => encodings.map((encoding, layer) => ({ ...encoding, rid: `r${layer}`, active: true }));
  expect(areInEffect(actual(), full)).toBe(true);
  expect(areInEffect(actual(), layerParameters(encodings, ['active', 'active', 'off'], hd))).toBe(false);
  expect(areInEffect(actual(), layerParameters(encodings, ['standby'], hd))).toBe(false);
  expect(areInEffect([], full)).toBe(true);
});
