import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange } from './arrange.ts';
import type { Arrangement } from './arrangement.ts';
import type { Rect } from './rect.ts';
import { stageProfile } from './stageProfile.ts';

const names = (count: number, prefix: string): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

function show(people: number, screens: number, width: number, height: number, page = 0, touch = false) {
  const content = { people: names(people, 'p'), screens: names(screens, 's') };
  return arrange(content, { width, height }, stageProfile(width, height, touch), page);
}

function rectOf(arrangement: Arrangement<string>, name: string): Rect {
  const found = arrangement.placements.find(({ tile }) => tile === name);
  if (found === undefined) throw new Error(`${name} is not on the stage`);
  return found.rect;
}

describe('arrange without a shared screen', () => {
  it('keeps the order people were given in', () => {
    expect(show(5, 0, 1400, 800).placements.map(({ tile }) => tile)).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
  });

  it('shows each person on exactly one page', () => {
    const pages = [0, 1].flatMap((page) => show(30, 0, 1400, 800, page).placements.map(({ tile }) => tile));
    expect(pages).toEqual(names(30, 'p'));
  });

  it.each([
    [1416, 816],
    [1000, 684],
    [374, 756],
  ])('fills all rows of a page that is not the last one in %ix%i', (width, height) => {
    const { placements, pageCount } = show(30, 0, width, height);
    expect(pageCount).toBeGreaterThan(1);
    const rows = Map.groupBy(placements, ({ rect }) => rect.y);
    expect(new Set([...rows.values()].map(({ length }) => length)).size).toBe(1);
  });

  it('falls back to the last page when people have left', () => {
    expect(show(30, 0, 1400, 800, 7).page).toBe(1);
    expect(show(3, 0, 1400, 800, 1)).toMatchObject({ page: 0, pageCount: 1 });
  });

  it('keeps room for the page switch only when there are pages', () => {
    const bottom = (count: number) =>
      Math.max(...show(count, 0, 1416, 816).placements.map(({ rect }) => rect.y + rect.height));
    expect(bottom(30)).toBeLessThanOrEqual(816 - 48);
    expect(bottom(4)).toBeGreaterThan(816 - 48);
  });

  it('shows a phone at most six people at once', () => {
    expect(show(12, 0, 374, 700, 0, true)).toMatchObject({ pageCount: 2 });
    expect(show(12, 0, 828, 310, 0, true).placements.length).toBeLessThanOrEqual(6);
  });
});

describe('arrange with a shared screen', () => {
  it('puts the screen left and people in a strip at its right in a wide window', () => {
    const arrangement = show(4, 1, 1400, 800);
    const screen = rectOf(arrangement, 's0');
    for (const name of names(4, 'p')) {
      const rect = rectOf(arrangement, name);
      expect(rect.x).toBeGreaterThanOrEqual(screen.x + screen.width);
      expect(rect.width).toBeLessThan(screen.width / 3);
    }
  });

  it('puts the screen above people in a tall window', () => {
    const arrangement = show(4, 1, 374, 700, 0, true);
    const screen = rectOf(arrangement, 's0');
    expect(screen).toMatchObject({ x: 0, width: 373, y: 0 });
    expect(rectOf(arrangement, 'p0').y).toBeGreaterThanOrEqual(screen.height);
  });

  it('pages people but never screens', () => {
    const arrangement = show(40, 2, 1400, 800, 1);
    expect(arrangement.pageCount).toBeGreaterThan(1);
    expect(rectOf(arrangement, 's0').width).toBeGreaterThan(0);
    expect(rectOf(arrangement, 's1').width).toBeGreaterThan(0);
  });

  it('never overlaps or overflows', () => {
    const size = fc.record({
      width: fc.integer({ min: 320, max: 2600 }),
      height: fc.integer({ min: 300, max: 1600 }),
    });
    const counts = fc.record({
      people: fc.integer({ min: 1, max: 60 }),
      screens: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(
        size,
        counts,
        fc.boolean(),
        fc.nat(5),
        ({ width, height }, { people, screens }, touch, page) => {
          const rects = show(people, screens, width, height, page, touch).placements.map(({ rect }) => rect);
          for (const [index, a] of rects.entries()) {
            expect(Math.min(a.x, a.y)).toBeGreaterThanOrEqual(0);
            expect(a.x + a.width).toBeLessThanOrEqual(width);
            expect(a.y + a.height).toBeLessThanOrEqual(height);
            for (const b of rects.slice(index + 1)) {
              const across = a.x + a.width <= b.x || b.x + b.width <= a.x;
              const along = a.y + a.height <= b.y || b.y + b.height <= a.y;
              expect(across || along).toBe(true);
            }
          }
        },
      ),
    );
  });
});
