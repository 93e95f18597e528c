import { describe, expect, it } from 'vitest';
import { nextOnset, rmsLevelDbov } from './AudioClip.ts';
import { nextKeyFrame } from './VideoClip.ts';
import { parseWav } from './wav.ts';

function wav(samples: readonly number[], channels = 1): Buffer {
  const file = Buffer.alloc(44 + samples.length * 2);
  file.write('RIFF', 0, 'latin1');
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(48_000, 24);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, index) => file.writeInt16LE(sample, 44 + index * 2));
  return file;
}

describe('WAV', () => {
  it('gives rate and samples', () => {
    expect(parseWav(wav([0, -5, 32_767]))).toEqual({
      sampleRate: 48_000,
      samples: Int16Array.of(0, -5, 32_767),
    });
  });

  it('is refused unless it is mono', () => {
    expect(() => parseWav(wav([1, 2], 2))).toThrow('not 16-bit mono PCM');
    expect(() => parseWav(Buffer.from('no'))).toThrow('not a WAV file');
  });
});

describe('audio level', () => {
  it.each([
    [[], 127],
    [[0, 0, 0], 127],
    [[32_767, -32_768], 0],
    [[3277, -3277], 20],
    [[1], 90],
  ])('of %j is %d', (samples, level) => {
    expect(rmsLevelDbov(Int16Array.from(samples))).toBe(level);
  });
});

describe('the onset of speech', () => {
  const clip = (voices: readonly number[]) => ({
    frames: voices.map((voice) => ({
      data: Buffer.alloc(0),
      levelDbov: 0,
      voice: voice === 1,
      pause: voice === 0,
    })),
  });
  //                  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16
  const spoken = clip([0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0]);

  it.each([
    [0, 2],
    [2, 2],
    // Two quiet frames are part of a word.
    [3, 12],
    [12, 12],
    [13, 2],
  ])('after %d is %d', (index, expected) => {
    expect(nextOnset(spoken, index)).toBe(expected);
  });

  it('is the beginning of a clip without one', () => {
    expect(nextOnset(clip([0, 0, 0]), 2)).toBe(0);
  });
});

describe('nextKeyFrame', () => {
  const frames = [true, false, false, true, false].map((keyFrame) => ({
    keyFrame,
    data: Buffer.alloc(0),
    temporalLayer: 0,
    layerSync: false,
  }));
  const clip = { width: 1, height: 1, framesPerSecond: 5, temporalLayers: 1 as const, frames, standby: null };

  it.each([
    [0, 0],
    [1, 3],
    [3, 3],
    [4, 0],
    [5, 0],
    [6, 3],
  ])('after %d is %d', (index, expected) => {
    expect(nextKeyFrame(clip, index)).toBe(expected);
  });
});
