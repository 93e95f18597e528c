import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_SLOTS, type SlotFacts, type Slots, nextSlots } from './slots.ts';

const quiet: Omit<SlotFacts, 'present'> = {
  fixed: ['me'],
  stage: null,
  speaker: null,
  pageSize: 4,
  shown: [],
};

function slotsOf(present: string, facts: Partial<SlotFacts> = {}, before = NO_SLOTS): Slots {
  const keys = present.split(' ');
  return nextSlots(before, { ...quiet, shown: before.order.slice(0, 4), ...facts, present: keys });
}

const orderAfter = (...steps: [string, Partial<SlotFacts>?][]) =>
  steps.reduce((slots, [present, facts]) => slotsOf(present, facts, slots), NO_SLOTS).order.join(' ');

describe('slots of the grid', () => {
  it('appends who joins', () => {
    expect(orderAfter(['me a b'], ['me a b c'])).toBe('me a b c');
  });

  it('fills a hole with the last one and moves nobody else', () => {
    expect(orderAfter(['me a b c d e'], ['me b c d e'])).toBe('me e b c d');
    expect(orderAfter(['me a b c'], ['me b'])).toBe('me b');
    expect(orderAfter(['me a b c'], ['me a'])).toBe('me a');
  });

  it('swaps in a speaker of another page for the quietest of the first, who came last', () => {
    expect(orderAfter(['me a b c d e'], ['me a b c d e', { speaker: 'e' }])).toBe('me a b e d c');
  });

  it('keeps those who spoke lately on the first page', () => {
    const all = 'me a b c d e';
    expect(orderAfter([all], [all, { speaker: 'c' }], [all, { speaker: 'a' }], [all, { speaker: 'e' }])).toBe(
      'me a e c d b',
    );
    const spoken = ['b', 'c', 'a', 'e'].map((speaker): [string, Partial<SlotFacts>] => [all, { speaker }]);
    expect(orderAfter([all], ...spoken)).toBe('me a e c d b');
  });

  it('leaves a speaker alone whom one sees on the page one is on', () => {
    expect(orderAfter(['me a b c d e'], ['me a b c d e', { speaker: 'e', shown: ['d', 'e'] }])).toBe(
      'me a b c d e',
    );
  });

  it('brings a pin to the first page and never swaps it out', () => {
    const all = 'me a b c d e f';
    const pinned = { fixed: ['me', 'f'] };
    expect(orderAfter([all], [all, pinned])).toBe('me a b f d e c');
    expect(orderAfter([all], [all, pinned], [all, { ...pinned, speaker: 'e' }])).toBe('me a e f d b c');
  });

  it("puts one's own screen beside oneself", () => {
    expect(orderAfter(['me a b c d'], ['me mine a b c d', { fixed: ['me', 'mine'] }])).toBe(
      'me mine a b c d',
    );
  });
});

describe('slots of the speaker view', () => {
  const all = 'me a b c d e f';

  it('gives who leaves the stage the place of who takes it', () => {
    expect(orderAfter([all, { stage: 'a' }], [all, { stage: 'c' }])).toBe('me c b a d e f');
  });

  it('keeps who left the stage on the first page when the next speaker came from another', () => {
    const order = orderAfter([all, { stage: 'a' }], [all, { stage: 'f' }]).split(' ');
    const strip = order.filter((key) => key !== 'f');
    expect(strip.slice(0, 4)).toContain('a');
    expect(strip).toEqual(['me', 'b', 'c', 'a', 'e', 'd']);
  });
});

describe('whatever happens', () => {
  const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
  const step = fc.record({
    others: fc.subarray(people),
    speaker: fc.option(fc.constantFrom(...people)),
    stage: fc.option(fc.constantFrom(...people)),
    pinned: fc.option(fc.constantFrom(...people)),
    pageSize: fc.integer({ min: 2, max: 8 }),
  });

  it('has everyone once, oneself first, is settled at once, and speakers are seen', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        let slots = NO_SLOTS;
        for (const { others, speaker, stage, pinned, pageSize } of steps) {
          const present = ['me', ...others];
          const fixed = pinned !== null && others.includes(pinned) ? ['me', pinned] : ['me'];
          const facts = { present, fixed, stage, speaker, pageSize, shown: [] };
          slots = nextSlots(slots, facts);
          expect(slots.order.toSorted()).toEqual(present.toSorted());
          expect(slots.order[0]).toBe('me');
          expect(nextSlots(slots, facts)).toBe(slots);
          const first = slots.order.filter((key) => key !== slots.stage).slice(0, pageSize);
          const room = fixed.length < pageSize;
          if (speaker !== null && others.includes(speaker) && speaker !== stage && room) {
            expect(first).toContain(speaker);
          }
        }
      }),
    );
  });

  it('moves at most two tiles for a speaker', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(people), fc.constantFrom(...people), (spoken, speaker) => {
        const present = ['me', ...people];
        const facts = { ...quiet, present };
        const before = spoken.reduce(
          (slots, key) => nextSlots(slots, { ...facts, speaker: key }),
          nextSlots(NO_SLOTS, facts),
        );
        const after = nextSlots(before, { ...facts, speaker });
        const moved = after.order.filter((key, index) => key !== before.order[index]);
        expect([0, 2]).toContain(moved.length);
      }),
    );
  });
});
