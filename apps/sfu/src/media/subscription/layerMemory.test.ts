import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesAtMs, newMemory, remember, toDemands, wantedLayers } from './layerMemory.ts';
import type { VideoDemand } from './videoDemand.ts';

const shown = (layer: number, currentLayer: number | null = layer): VideoDemand => ({
  ...{ wantedLayer: layer, readyLayer: layer, currentLayer },
});
const upcoming = (layer: number): VideoDemand => ({
  ...{ wantedLayer: null, readyLayer: layer, currentLayer: null },
});

describe('wantedLayers', () => {
  it.each([
    { why: 'nobody receives it', demands: [], isLikely: false, expected: 'off off off' },
    {
      why: 'nobody, but it may come on stage',
      demands: [],
      isLikely: true,
      expected: 'standby standby standby',
    },
    { why: 'small tiles only', demands: [shown(0), shown(0)], isLikely: false, expected: 'active off off' },
    { why: 'small, but likely', demands: [shown(0)], isLikely: true, expected: 'active standby standby' },
    { why: 'medium tiles', demands: [shown(1)], isLikely: false, expected: 'active active off' },
    {
      why: 'a stage: the rest is for narrow links',
      demands: [shown(2)],
      isLikely: false,
      expected: 'active standby active',
    },
    {
      why: 'a stage on a narrow link',
      demands: [shown(2, 1)],
      isLikely: false,
      expected: 'active active active',
    },
    {
      why: 'a stage without bandwidth',
      demands: [shown(2, null)],
      isLikely: false,
      expected: 'active standby active',
    },
    { why: 'the next page', demands: [upcoming(1)], isLikely: false, expected: 'standby standby off' },
    {
      why: 'the next page of one',
      demands: [shown(0), upcoming(1)],
      isLikely: false,
      expected: 'active standby off',
    },
  ])('$why: $expected', ({ demands, isLikely, expected }) => {
    expect(wantedLayers({ encodings: 3, demands, isLikely }).join(' ')).toBe(expected);
  });

  it.each([
    { demands: [], isLikely: true, expected: ['off'] },
    { demands: [shown(0)], isLikely: false, expected: ['active'] },
    { demands: [shown(2)], isLikely: false, expected: ['active'] },
    { demands: [upcoming(0)], isLikely: false, expected: ['active'] },
  ])('of a single encoding all or nothing is wanted: $expected', ({ demands, isLikely, expected }) => {
    expect(wantedLayers({ encodings: 1, demands, isLikely })).toEqual(expected);
  });

  it('never lets the lowest layer rest while anybody receives, nor a layer that somebody wants or gets', () => {
    const layer = fc.integer({ min: 0, max: 2 });
    const anyDemands = fc.array(fc.tuple(layer, fc.option(layer)), { minLength: 1 });
    fc.assert(
      fc.property(anyDemands, fc.boolean(), (pairs, isLikely) => {
        const layers = wantedLayers({
          ...{ encodings: 3, isLikely },
          demands: pairs.map(([wanted, current]) => shown(wanted, current)),
        });
        expect(layers[0]).toBe('active');
        for (const [wanted, current] of pairs) {
          expect(layers[wanted]).toBe('active');
          if (current !== null) expect(layers[current]).toBe('active');
        }
      }),
    );
  });
});

describe('memory', () => {
  it('switches on at once and off after five seconds, by way of standby', () => {
    let memory = remember(newMemory(1), ['off'], 0);
    expect(toDemands(memory, 4999)).toEqual(['active']);
    expect(changesAtMs(memory, 0)).toBe(5000);
    expect(toDemands(memory, 5000)).toEqual(['off']);
    memory = remember(memory, ['active'], 6000);
    expect(toDemands(memory, 6000)).toEqual(['active']);
    expect(changesAtMs(memory, 6000)).toBe(Infinity);
    memory = remember(memory, ['standby'], 20_000);
    expect(toDemands(memory, 24_999)).toEqual(['active']);
    expect(toDemands(memory, 25_000)).toEqual(['standby']);
    memory = remember(memory, ['off'], 30_000);
    expect(toDemands(memory, 34_999)).toEqual(['standby']);
    expect(toDemands(memory, 35_000)).toEqual(['off']);
    expect(changesAtMs(memory, 35_000)).toBe(Infinity);
  });

  it('does not start the five seconds anew because it is asked again', () => {
    let memory = remember(newMemory(1), ['off'], 0);
    for (let nowMs = 1000; nowMs < 5000; nowMs += 1000) memory = remember(memory, ['off'], nowMs);
    expect(toDemands(memory, 5000)).toEqual(['off']);
  });
});
