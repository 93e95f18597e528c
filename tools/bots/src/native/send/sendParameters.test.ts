import { describe, expect, it } from 'vitest';
import { planLayers, withCodecOptions, withSsrcs } from './sendParameters.ts';

const clip = (height: number) => ({
  width: (height * 16) / 9,
  height,
  framesPerSecond: 24,
  temporalLayers: 3 as const,
  frames: [],
  standby: null,
});
const camera = { layers: [clip(180), clip(360), clip(720)] };
const screen = { layers: [clip(720)] };

describe('planLayers', () => {
  it.each([
    ['a full simulcast', camera, [4, 2, 1], [180, 360, 720]],
    ['two upper layers', camera, [2, 1], [360, 720]],
    ['one encoding', camera, [1], [720]],
    ['one small encoding', camera, [4], [180]],
    ['no encodings', camera, [], [720]],
    ['a screen', screen, [1], [720]],
    ['more layers than there are', screen, [2, 1], [720]],
  ])('chooses clips for %s', (_what, source, scales, heights) => {
    const encodings = scales.map((scaleResolutionDownBy) => ({ scaleResolutionDownBy }));
    const planned = planLayers(source, encodings);
    expect(planned.map(({ clip }) => clip.height)).toEqual(heights);
    // The engine stalls on a single VP8 encoding with temporal layers.
    const mode = heights.length > 1 ? 'L1T3' : undefined;
    expect(planned.map(({ encoding }) => encoding.scalabilityMode)).toEqual(heights.map(() => mode));
  });
});

describe('withSsrcs', () => {
  const vp8 = { mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 };
  const rtx = { mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000 };

  it('gives each encoding its own', () => {
    const encodings = withSsrcs([{ maxBitrate: 1 }, { maxBitrate: 2 }], [vp8, rtx]);
    const ssrcs = encodings.flatMap((encoding) => [encoding.ssrc, encoding.rtx?.ssrc]);
    expect(new Set(ssrcs).size).toBe(4);
    expect(encodings.map(({ maxBitrate }) => maxBitrate)).toEqual([1, 2]);
    expect(withSsrcs([{}], [vp8])[0]?.rtx).toBeUndefined();
  });
});

describe('withCodecOptions', () => {
  const nack = { type: 'nack', parameter: '' };
  const opus = { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, rtcpFeedback: [nack] };

  it('repeats lost voice only where that is asked for, as browsers do', () => {
    expect(withCodecOptions(opus).rtcpFeedback).toEqual([]);
    expect(withCodecOptions(opus, { opusFec: true }).rtcpFeedback).toEqual([]);
    expect(withCodecOptions(opus, { opusNack: true }).rtcpFeedback).toEqual([nack]);
  });

  it('leaves video alone', () => {
    const vp8 = { mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000, rtcpFeedback: [nack] };
    expect(withCodecOptions(vp8)).toBe(vp8);
  });
});
