import { describe, expect, it } from 'vitest';
import { framesToPlay } from './framesToPlay.ts';

const size = { width: 1280, height: 720, frames: [] };
const standby = { ...size, framesPerSecond: 2, temporalLayers: 1 as const, standby: null };
const camera = { ...size, framesPerSecond: 24, temporalLayers: 3 as const, standby };
const screen = { ...size, framesPerSecond: 5, temporalLayers: 1 as const, standby: null };
const withoutStandby = { ...camera, standby: null };

describe('framesToPlay', () => {
  it.each([
    ['all of them without a limit', camera, undefined, camera, 2],
    ['all of them below the limit', camera, 30, camera, 2],
    ['all of them at the limit', camera, 24, camera, 2],
    ['half of them', camera, 15, camera, 1],
    ['a quarter of them', camera, 10, camera, 0],
    ['a trickle of small ones', camera, 5, standby, 0],
    ['a trickle at 2', camera, 2, standby, 0],
    ['the fewest there are', withoutStandby, 2, withoutStandby, 0],
    ['all of a clip without layers', screen, 1, screen, 0],
  ])('chooses %s', (_what, clip, maxFramerate, wantedClip, maxTemporalLayer) => {
    const chosen = framesToPlay(clip, maxFramerate);
    expect(chosen.clip).toBe(wantedClip);
    expect(chosen.maxTemporalLayer).toBe(maxTemporalLayer);
  });
});
