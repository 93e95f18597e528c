import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GridOptions, gridLayout, gridRects } from './grid.ts';

const desktop = { gap: 12, aspectRatios: [16 / 9], minTileWidth: 200, maxPerPage: 25 };
const phone = { gap: 8, aspectRatios: [16 / 9, 4 / 3, 1], minTileWidth: 140, maxPerPage: 6 };

describe('gridLayout', () => {
  it.each([
    // count, width, height -> columns x rows, pages
    [1, 1400, 800, 1, 1, 1],
    [2, 1400, 800, 2, 1, 1],
    [2, 800, 1000, 1, 2, 1],
    [2, 1000, 1000, 1, 2, 1],
    [3, 1400, 800, 2, 2, 1],
    [4, 1400, 800, 2, 2, 1],
    [5, 1400, 800, 3, 2, 1],
    [6, 1400, 800, 3, 2, 1],
    [7, 1400, 800, 3, 3, 1],
    [9, 1400, 800, 3, 3, 1],
    [12, 1400, 800, 4, 3, 1],
    [16, 1400, 800, 4, 4, 1],
    [25, 1400, 800, 5, 5, 1],
    [26, 1400, 800, 4, 4, 2],
    [60, 1400, 800, 5, 4, 3],
    [12, 1000, 300, 3, 2, 2],
  ])(
    '%i people in %ix%i: %i columns, %i rows, %i pages',
    (count, width, height, columns, rows, pageCount) => {
      expect(gridLayout({ ...desktop, count, width, height })).toMatchObject({ columns, rows, pageCount });
    },
  );

  it.each([
    [1, 1, 1, 1],
    [2, 1, 2, 1],
    [4, 1, 4, 1],
    [6, 2, 3, 1],
    [7, 1, 4, 2],
    [12, 2, 3, 2],
  ])('a phone shows %i people in %i columns, %i rows, %i pages', (count, columns, rows, pageCount) => {
    const grid = gridLayout({ ...phone, count, width: 374, height: 700 });
    expect(grid).toMatchObject({ columns, rows, pageCount });
  });

  it.each([
    // people -> columns x rows, where the width is to be used
    [3, 1, 3],
    [4, 1, 4],
    [5, 2, 3],
    [6, 2, 3],
  ])(
    'an upright phone shows %i people in %i columns and %i rows: no narrow column',
    (count, columns, rows) => {
      for (const space of [
        { width: 344, height: 600 },
        { width: 374, height: 700 },
        { width: 374, height: 764 },
        { width: 396, height: 770 },
      ]) {
        const options = { ...phone, aspectRatios: [16 / 9, 4 / 3, 6 / 5], minWidthShare: 3 / 4 };
        expect(gridLayout({ ...options, ...space, count }), `${space.width}`).toMatchObject({
          columns,
          rows,
        });
      }
    },
  );

  it('fills rows evenly where that costs no size: three and three rather than five and one', () => {
    const strip = { ...desktop, count: 6, width: 628, height: 146, minTileWidth: 108, maxTileWidth: 308 };
    expect(gridLayout(strip)).toMatchObject({ columns: 3, rows: 2 });
    expect(gridLayout({ ...desktop, count: 5, width: 1400, height: 430 })).toMatchObject({
      columns: 3,
      rows: 2,
    });
  });

  it('spreads people evenly over the pages', () => {
    expect(gridLayout({ ...desktop, count: 26, width: 1400, height: 800 }).perPage).toBe(13);
  });

  it('has nothing to place without tiles or without space', () => {
    expect(gridLayout({ ...desktop, count: 0, width: 1400, height: 800 }).pageCount).toBe(1);
    expect(gridLayout({ ...desktop, count: 3, width: 0, height: 0 })).toMatchObject({
      tileWidth: 0,
      perPage: 1,
    });
  });
});

const anyOptions: fc.Arbitrary<GridOptions> = fc.record({
  count: fc.integer({ min: 1, max: 120 }),
  width: fc.integer({ min: 320, max: 3840 }),
  height: fc.integer({ min: 240, max: 2160 }),
  gap: fc.integer({ min: 0, max: 16 }),
  aspectRatios: fc.constantFrom<readonly number[]>([16 / 9], [16 / 9, 4 / 3, 1]),
  minTileWidth: fc.integer({ min: 80, max: 240 }),
  maxPerPage: fc.integer({ min: 1, max: 49 }),
});

/** The tile width of a single column, a single row and a square grid: what one would write without thinking. */
function naiveAreas({ width, height, gap, aspectRatios }: GridOptions, count: number): number[] {
  const aspectRatio = aspectRatios[0] ?? 1;
  return [1, count, Math.ceil(Math.sqrt(count))].map((columns) => {
    const rows = Math.ceil(count / columns);
    const byWidth = (width - gap * (columns - 1)) / columns;
    const byHeight = ((height - gap * (rows - 1)) / rows) * aspectRatio;
    const tileWidth = Math.max(0, Math.floor(Math.min(byWidth, byHeight)));
    return tileWidth * Math.floor(tileWidth / aspectRatio);
  });
}

describe('any grid', () => {
  it('keeps tiles inside the space and apart from each other', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const grid = gridLayout(options);
        const rects = gridRects(grid, options, grid.perPage);
        for (const [index, a] of rects.entries()) {
          expect(a.x).toBeGreaterThanOrEqual(0);
          expect(a.y).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width).toBeLessThanOrEqual(options.width);
          expect(a.y + a.height).toBeLessThanOrEqual(options.height);
          for (const b of rects.slice(index + 1)) {
            const apart =
              a.x + a.width + options.gap <= b.x ||
              b.x + b.width + options.gap <= a.x ||
              a.y + a.height + options.gap <= b.y;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });

  it('shows everyone on some page and leaves no page empty', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const { perPage, pageCount } = gridLayout(options);
        expect(perPage).toBeLessThanOrEqual(options.maxPerPage);
        expect(perPage * pageCount).toBeGreaterThanOrEqual(options.count);
        expect(perPage * (pageCount - 1)).toBeLessThan(options.count);
      }),
    );
  });

  it('never has visibly smaller tiles than a naive layout', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const grid = gridLayout(options);
        const naive = Math.max(...naiveAreas(options, grid.perPage));
        expect(grid.tileWidth * grid.tileHeight).toBeGreaterThanOrEqual(naive * 0.94);
      }),
    );
  });

  it('pages only when tiles would get too small or too many', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const { tileWidth, tileHeight, perPage, pageCount } = gridLayout(options);
        const minArea = options.minTileWidth ** 2 / (options.aspectRatios[0] ?? 1);
        if (perPage > 1) expect(tileWidth * tileHeight).toBeGreaterThanOrEqual(minArea * 0.94);
        const onePage = gridLayout({ ...options, minTileWidth: 0, maxPerPage: Infinity });
        const large = onePage.tileWidth * onePage.tileHeight >= minArea;
        if (large && options.count <= options.maxPerPage) expect(pageCount).toBe(1);
      }),
    );
  });

  it('is stable: more space never makes the tiles of a page visibly smaller', () => {
    fc.assert(
      fc.property(anyOptions, fc.integer({ min: 1, max: 400 }), (options, more) => {
        const everyone = { ...options, minTileWidth: 0, maxPerPage: Infinity };
        const before = gridLayout(everyone);
        const after = gridLayout({ ...everyone, width: options.width + more });
        const areaBefore = before.tileWidth * before.tileHeight;
        expect(after.tileWidth * after.tileHeight).toBeGreaterThanOrEqual(areaBefore * 0.94);
      }),
    );
  });

  it('centres the last row', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const grid = gridLayout(options);
        const rects = gridRects(grid, options, grid.perPage);
        const lastY = rects.at(-1)?.y;
        const lastRow = rects.filter((rect) => rect.y === lastY);
        const left = lastRow[0]?.x ?? 0;
        const right = options.width - (lastRow.at(-1)?.x ?? 0) - grid.tileWidth;
        expect(Math.abs(left - right)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
