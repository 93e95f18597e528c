import { describe, expect, it } from 'vitest';
import { FrameLog } from './FrameLog.ts';

/** Frames every 50 ms. */
function log(frames: readonly (readonly [height: number, temporalLayer: number | null])[]): FrameLog {
  const result = new FrameLog();
  frames.forEach(([height, temporalLayer], index) => {
    result.note({ atMs: index * 50, height, temporalLayer });
  });
  return result;
}

describe('FrameLog', () => {
  it('knows the rate and the layers of the last second only', () => {
    const frames = [
      ...Array.from({ length: 20 }, () => [180, 2] as const),
      [180, 0] as const,
      [180, 1] as const,
    ];
    const sizes = log(frames);
    expect(sizes.rate(1050)).toEqual({ framesPerSecond: 20, maxTemporalLayer: 2 });
    expect(sizes.rate(1949)).toEqual({ framesPerSecond: 3, maxTemporalLayer: 2 });
    expect(sizes.rate(1950)).toEqual({ framesPerSecond: 2, maxTemporalLayer: 1 });
    expect(sizes.rate(3000)).toEqual({ framesPerSecond: 0, maxTemporalLayer: null });
  });

  it('says that the layers are not known', () => {
    expect(log([[180, null]]).rate(0)).toEqual({ framesPerSecond: 1, maxTemporalLayer: null });
  });

  it('finds the first frame of a height after a mark', () => {
    const sizes = log([
      [180, 0],
      [720, 0],
      [180, 0],
      [360, 0],
      [720, 0],
    ]);
    expect(sizes.firstAtMs({})).toBe(0);
    expect(sizes.firstAtMs({ minHeight: 300 })).toBe(50);
    expect(sizes.firstAtMs({ minHeight: 300, sinceMs: 51 })).toBe(150);
    expect(sizes.firstAtMs({ minHeight: 720, sinceMs: 51 })).toBe(200);
    expect(sizes.firstAtMs({ sinceMs: 100 })).toBe(100);
    expect(sizes.firstAtMs({ sinceMs: 201 })).toBeNull();
    expect(sizes.firstAtMs({ minHeight: 721 })).toBeNull();
  });

  it('forgets the oldest', () => {
    const many = log(Array.from({ length: 2000 }, () => [180, 0] as const));
    expect(many.firstAtMs({})).toBe((2000 - 512) * 50);
    expect(many.rate(1999 * 50).framesPerSecond).toBe(20);
  });
});
