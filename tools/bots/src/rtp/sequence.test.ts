import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SequenceUnwrapper } from './sequence.ts';

describe('SequenceUnwrapper', () => {
  it.each([16, 32] as const)('follows a counter of %d bits that wraps around, with reordering', (bits) => {
    const range = 2 ** bits;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: range - 1 }),
        fc.array(fc.integer({ min: -1000, max: 1000 })),
        (first, steps) => {
          const unwrapper = new SequenceUnwrapper(bits);
          let expected = first;
          expect(unwrapper.unwrap(first)).toBe(first);
          for (const step of steps) {
            expected += step;
            expect(unwrapper.unwrap(((expected % range) + range) % range)).toBe(expected);
          }
        },
      ),
    );
  });
});
