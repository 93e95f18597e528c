import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layerFor, type LayerWish, riseAtMs, wishFor } from './layers.ts';

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

describe('wishFor', () => {
  const tile = (height: number) => [{ width: (height * 16) / 9, height }];
  const at = (layer: number): LayerWish => ({ layer, risingSinceMs: null });
  const BORDER = 225; // 180 lines, enlarged by a quarter

  it.each([
    { from: 0, height: BORDER, to: 0, why: 'fits' },
    { from: 0, height: BORDER * 1.09, to: 0, why: 'a little too large: waits' },
    { from: 0, height: BORDER * 1.11, to: 1, why: 'clearly larger: at once' },
    { from: 0, height: 1080, to: 2, why: 'two layers at once' },
    { from: 0, height: BORDER * 2.05, to: 1, why: 'one layer at once, the next one waits' },
    { from: 2, height: BORDER * 2, to: 1, why: 'down at once' },
    { from: 2, height: 100, to: 0, why: 'two layers down at once' },
  ])('from layer $from, a tile of $height lines: $to ($why)', ({ from, height, to }) => {
    expect(wishFor(tile(height), 3, at(from), 0).layer).toBe(to);
  });

  it('rises when it has been wanted for a moment, and knows when', () => {
    const waiting = wishFor(tile(BORDER + 5), 3, at(0), 1000);
    expect(waiting).toEqual({ layer: 0, risingSinceMs: 1000 });
    expect(riseAtMs(waiting)).toBe(1500);
    expect(wishFor(tile(BORDER + 5), 3, waiting, 1499)).toEqual(waiting);
    expect(wishFor(tile(BORDER + 5), 3, waiting, 1500)).toEqual(at(1));
  });

  it('forgets the wait when the tile shrinks meanwhile', () => {
    const waiting = wishFor(tile(BORDER + 5), 3, at(0), 0);
    expect(wishFor(tile(BORDER - 5), 3, waiting, 400)).toEqual(at(0));
  });

  it('does not flap while a tile trembles around a border', () => {
    const trembling = fc.array(fc.double({ min: -0.09, max: 0.09, noNaN: true }), {
      minLength: 10,
      maxLength: 40,
    });
    fc.assert(
      fc.property(trembling, fc.constantFrom(BORDER, BORDER * 2), (shares, border) => {
        let wish: LayerWish | null = null;
        let rises = 0;
        // Below the border at least once in half a second.
        shares.forEach((share, index) => {
          const height = border * (1 + (index % 4 === 0 ? -Math.abs(share) : share));
          const next = wishFor(tile(height), 3, wish, index * 100);
          if (wish !== null && next.layer > wish.layer) rises += 1;
          wish = next;
        });
        expect(rises).toBe(0);
      }),
    );
  });
});
