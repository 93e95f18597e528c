import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextLive } from './liveVideos.ts';

const people = ['a', 'b', 'c', 'd', 'e', 'f'];
const facts = { coming: people, still: [], first: [], max: 4 };

describe('pictures that move', () => {
  it('are the first ones, where there are more than can move', () => {
    expect(nextLive([], facts)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are all of them where there is no limit', () => {
    expect(nextLive([], { ...facts, max: Infinity })).toEqual(people);
  });

  it('include who speaks, in exchange for who has not mattered for longest', () => {
    const spoken = nextLive(nextLive([], facts), { ...facts, first: ['f'] });
    expect(spoken).toEqual(['f', 'a', 'b', 'c']);
    expect(nextLive(spoken, { ...facts, first: ['c'] })).toEqual(['c', 'f', 'a', 'b']);
  });

  it('stay when the speaker falls silent', () => {
    const spoken = nextLive([], { ...facts, first: ['f'] });
    expect(nextLive(spoken, facts)).toBe(spoken);
  });

  it('leave a place for a camera that may come on, as long as one is free', () => {
    expect(nextLive([], { ...facts, coming: ['a', 'b'], still: ['c', 'd', 'e'] })).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('take the place of a camera that is off', () => {
    const before = nextLive([], { ...facts, coming: ['a', 'b'], still: ['c', 'd', 'e'] });
    expect(nextLive(before, { ...facts, coming: ['a', 'b', 'e'], still: ['c', 'd'] })).toEqual([
      'a',
      'b',
      'e',
      'c',
    ]);
  });

  it('forget a page that was turned', () => {
    const before = nextLive([], facts);
    expect(nextLive(before, { ...facts, coming: ['g', 'h'] })).toEqual(['g', 'h']);
  });

  it('are never more than may be, and settle at once', () => {
    const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { maxLength: 8 });
    fc.assert(
      fc.property(keys, keys, keys, fc.integer({ min: 0, max: 6 }), (before, coming, first, max) => {
        const given = { coming, first, max, still: [] };
        const live = nextLive(before, given);
        expect(live.length).toBe(Math.min(max, coming.length));
        expect(nextLive(live, given)).toBe(live);
        const wanted = first.filter((key) => coming.includes(key)).slice(0, max);
        expect(live).toEqual(expect.arrayContaining(wanted));
      }),
    );
  });
});
