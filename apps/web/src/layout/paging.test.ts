import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paginate } from './paging.ts';

function people(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function lengths(count: number, capacity: number, options = {}): number[] {
  return paginate(people(count), capacity, 0, options).pages.map(({ length }) => length);
}

describe('pages', () => {
  it.each([
    // people, capacity, options -> people on each page
    [12, 12, {}, [12]],
    [26, 25, {}, [13, 13]],
    [30, 25, { rowLength: 4 }, [16, 14]],
    [30, 16, { rowLength: 2 }, [16, 14]],
    [30, 15, { rowLength: 2 }, [15, 15]], // a further one does not fit
    [19, 8, { rowLength: 3 }, [7, 7, 5]], // whole rows would leave one alone
    [29, 12, { rowLength: 2, keepFirst: true }, [12, 12, 7]],
    [3, 2, { keepFirst: true }, [2, 2]],
    [3, 1, { keepFirst: true }, [1, 1, 1]],
  ])('of %i people, at most %i on each, with %o', (count, capacity, options, expected) => {
    expect(lengths(count, capacity, options)).toEqual(expected);
  });

  it('show everybody, in order, without an empty page or one that is too full', () => {
    const anyPaging = [fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 25 })] as const;
    fc.assert(
      fc.property(
        ...anyPaging,
        fc.integer({ min: 1, max: 6 }),
        fc.boolean(),
        (count, most, row, keepFirst) => {
          const { pages } = paginate(people(count), most, 0, { keepFirst, rowLength: row });
          const others = keepFirst && most > 1 ? pages.flatMap((page) => page.slice(1)) : pages.flat();
          expect(keepFirst && most > 1 ? [0, ...others] : others).toEqual(people(count));
          for (const page of pages) {
            expect(page.length).toBeGreaterThan(keepFirst && most > 1 && count > 1 ? 1 : 0);
            expect(page.length).toBeLessThanOrEqual(most);
          }
        },
      ),
    );
  });
});
