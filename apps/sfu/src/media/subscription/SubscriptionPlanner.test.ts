import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, layerFor, planSubscriptions } from './SubscriptionPlanner.ts';

const camera: Candidate = { producerId: 'p1', ownerId: 'u1', source: 'camera', spatialLayers: 3 };
const microphone: Candidate = { producerId: 'p2', ownerId: 'u1', source: 'microphone', spatialLayers: 0 };
const screen: Candidate = { producerId: 'p3', ownerId: 'u1', source: 'screen', spatialLayers: 1 };

describe('layerFor', () => {
  it.each([
    { width: 160, height: 90, layers: 3, expected: 0 },
    { width: 400, height: 225, layers: 3, expected: 0 },
    { width: 402, height: 227, layers: 3, expected: 1 },
    { width: 800, height: 450, layers: 3, expected: 1 },
    { width: 1280, height: 720, layers: 3, expected: 2 },
    { width: 3840, height: 2160, layers: 3, expected: 2 },
    { width: 1280, height: 720, layers: 2, expected: 1 },
    { width: 200, height: 2000, layers: 3, expected: 0 },
  ])(
    'a tile of $width x $height with $layers layers gets layer $expected',
    ({ width, height, layers, expected }) => {
      expect(layerFor({ width, height }, layers)).toBe(expected);
    },
  );

  it('never falls when the tile grows', () => {
    const edge = fc.integer({ min: 1, max: 8192 });
    fc.assert(
      fc.property(edge, edge, fc.integer({ min: 1, max: 4 }), fc.nat(1000), (width, height, layers, more) => {
        const before = layerFor({ width, height }, layers);
        const after = layerFor({ width: width + more, height: height + more }, layers);
        expect(after).toBeGreaterThanOrEqual(before);
        expect(after).toBeLessThan(layers);
      }),
    );
  });
});

describe('planSubscriptions', () => {
  it('sends every video in its smallest layer before views are known', () => {
    const plan = planSubscriptions([camera, microphone, screen], null);
    expect(plan.get('p1')).toMatchObject({ paused: false, spatialLayer: 0 });
    expect(plan.get('p2')).toMatchObject({ paused: false, spatialLayer: null });
    expect(plan.get('p3')).toMatchObject({ paused: false, spatialLayer: null });
  });

  it('pauses videos that are in no view, and never a voice', () => {
    const plan = planSubscriptions([camera, microphone, screen], []);
    expect([...plan.values()].map(({ paused }) => paused)).toEqual([true, false, true]);
  });

  it('fills the largest tile that shows a video', () => {
    const small = { userId: 'u1', source: 'camera', width: 160, height: 90 } as const;
    const plan = planSubscriptions([camera, screen], [small, { ...small, width: 1280, height: 720 }]);
    expect(plan.get('p1')).toMatchObject({ paused: false, spatialLayer: 2 });
    expect(plan.get('p3')).toMatchObject({ paused: true });
  });

  it('puts a shared screen before cameras', () => {
    const plan = planSubscriptions([camera, screen], null);
    expect(plan.get('p3')?.priority).toBeGreaterThan(plan.get('p1')?.priority ?? 255);
  });
});
