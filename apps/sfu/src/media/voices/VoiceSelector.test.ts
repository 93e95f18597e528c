import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLEARLY_LOUDER_DB, MIN_HOLD_MS, RELEASE_AFTER_MS, VoiceSelector } from './VoiceSelector.ts';

const PACKET_MS = 20;

/** Everyone in `levels` speaks at that level from `fromMs` to `toMs`; gives every choice there was meanwhile. */
function talk(
  selector: VoiceSelector,
  levels: Record<string, number>,
  fromMs: number,
  toMs: number,
): { atMs: number; ids: string[] }[] {
  const choices: { atMs: number; ids: string[] }[] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += PACKET_MS) {
    for (const [id, dbov] of Object.entries(levels)) {
      if (selector.note(id, dbov, atMs)) choices.push({ atMs, ids: selector.chosenIds });
    }
    if (selector.release(atMs)) choices.push({ atMs, ids: selector.chosenIds });
  }
  return choices;
}

describe('VoiceSelector', () => {
  it('gives a free place with the first packet', () => {
    const selector = new VoiceSelector(3);
    expect(selector.note('anna', -55, 0)).toBe(true);
    expect(selector.chosenIds).toEqual(['anna']);
  });

  it('keeps a voice through a pause, and lets it go two seconds after it fell silent', () => {
    const selector = new VoiceSelector(3);
    talk(selector, { anna: -30 }, 0, 500);
    const lastAtMs = 500 - PACKET_MS;
    expect(selector.nextReleaseAtMs).toBe(lastAtMs + RELEASE_AFTER_MS);
    expect(selector.release(lastAtMs + RELEASE_AFTER_MS - 1)).toBe(false);
    expect(selector.chosenIds).toEqual(['anna']);
    expect(selector.release(lastAtMs + RELEASE_AFTER_MS)).toBe(true);
    expect(selector.chosenIds).toEqual([]);
    expect(selector.nextReleaseAtMs).toBe(Infinity);
  });

  it('gives a clearly louder fourth voice the place of the quietest, within 100 ms', () => {
    const selector = new VoiceSelector(3);
    talk(selector, { anna: -20, ben: -25, chris: -40 }, 0, 1000);
    const [change] = talk(selector, { anna: -20, ben: -25, chris: -40, dora: -22 }, 1000, 1100);
    expect(change?.ids).toEqual(['anna', 'ben', 'dora']);
  });

  it.each([
    ['as loud', { anna: -30, ben: -30, chris: -30, dora: -30 }],
    ['a little louder', { anna: -30, ben: -30, chris: -30, dora: -30 + CLEARLY_LOUDER_DB - 1 }],
    ['quieter', { anna: -30, ben: -30, chris: -30, dora: -50 }],
  ])('does not swap for a voice that is %s', (_case, levels) => {
    const selector = new VoiceSelector(3);
    expect(talk(selector, levels, 0, 10_000).map(({ ids }) => ids.length)).toEqual([1, 2, 3]);
    expect(selector.chosenIds).toEqual(['anna', 'ben', 'chris']);
  });

  it('does not swap with each syllable, which differ by more than voices do', () => {
    const selector = new VoiceSelector(3);
    let changes = 0;
    for (let packet = 0; packet < 1000; packet += 1) {
      for (let person = 0; person < 4; person += 1) {
        const dbov = -35 + 12 * Math.sin((packet + 7 * person) / 3);
        if (selector.note(`u${person}`, dbov, packet * PACKET_MS)) changes += 1;
      }
    }
    expect(changes).toBe(3);
  });

  it('does not take a place away from whoever has just got it, unless silent', () => {
    const selector = new VoiceSelector(1);
    selector.note('anna', -50, 0);
    const [change] = talk(selector, { anna: -50, ben: -20 }, PACKET_MS, 2 * MIN_HOLD_MS);
    expect(change?.atMs).toBeGreaterThanOrEqual(MIN_HOLD_MS);

    const other = new VoiceSelector(1);
    other.note('anna', -25, 0);
    const [early] = talk(other, { ben: -20 }, PACKET_MS, MIN_HOLD_MS);
    expect(early?.ids).toEqual(['ben']);
  });

  it('does not give a taken place to a click', () => {
    const selector = new VoiceSelector(1);
    talk(selector, { anna: -40 }, 0, 1000);
    for (let atMs = 1000; atMs < 3000; atMs += 500) {
      talk(selector, { anna: -40, keys: -10 }, atMs, atMs + 2 * PACKET_MS);
      talk(selector, { anna: -40 }, atMs + 2 * PACKET_MS, atMs + 500);
    }
    expect(selector.chosenIds).toEqual(['anna']);
  });

  it('adds the dominant speaker to the loudest, once', () => {
    const selector = new VoiceSelector(2);
    talk(selector, { anna: -20, ben: -20 }, 0, 100);
    expect(selector.setDominant('chris')).toBe(true);
    expect(selector.chosenIds).toEqual(['anna', 'ben', 'chris']);
    selector.setDominant('ben');
    expect(selector.chosenIds).toEqual(['anna', 'ben']);
    expect(selector.setDominant('ben')).toBe(false);
  });

  it('frees the place of a microphone that is gone or muted', () => {
    const selector = new VoiceSelector(1);
    talk(selector, { anna: -20 }, 0, 1000);
    selector.setDominant('anna');
    expect(selector.remove('anna')).toBe(true);
    expect(selector.chosenIds).toEqual([]);
    expect(selector.remove('anna')).toBe(false);
    expect(selector.note('ben', -58, 1000)).toBe(true);
    expect(selector.chosenIds).toEqual(['ben']);
  });
});

/** One thing after another, with the time until it. */
const steps = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 700 }),
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    act: fc.oneof(
      fc.integer({ min: -60, max: 0 }).map((dbov) => ({ dbov })),
      fc.constantFrom('remove' as const, 'dominant' as const, 'release' as const),
    ),
  }),
  { maxLength: 200 },
);

describe('VoiceSelector, whatever happens', () => {
  it('has at most the loudest and the dominant, no one silent, and says every change', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 4 }), (list, loudest) => {
        const selector = new VoiceSelector(loudest);
        const heardAtMs = new Map<string, number>();
        let nowMs = 0;
        let dominantId: string | null = null;
        for (const { afterMs, id, act } of list) {
          nowMs += afterMs;
          const before = selector.chosenIds.join();
          let changed: boolean;
          if (act === 'remove') {
            changed = selector.remove(id);
            heardAtMs.delete(id);
            if (dominantId === id) dominantId = null;
          } else if (act === 'dominant') {
            changed = selector.setDominant(id);
            dominantId = id;
          } else if (act === 'release') {
            changed = selector.release(nowMs);
          } else {
            changed = selector.note(id, act.dbov, nowMs);
            heardAtMs.set(id, nowMs);
          }
          const chosen = selector.chosenIds;
          if (chosen.join() !== before) expect(changed).toBe(true);
          if (dominantId !== null) expect(chosen).toContain(dominantId);
          expect(new Set(chosen).size).toBe(chosen.length);
          const others = chosen.filter((other) => other !== dominantId);
          expect(others.length).toBeLessThanOrEqual(loudest);
          if (act === 'release')
            for (const other of others)
              expect(nowMs - (heardAtMs.get(other) ?? -Infinity)).toBeLessThan(RELEASE_AFTER_MS);
        }
      }),
    );
  });

  it('has every voice that speaks while there are places', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -60, max: 0 }), { minLength: 1, maxLength: 3 }), (levels) => {
        const selector = new VoiceSelector(3);
        levels.forEach((dbov, i) => selector.note(`u${i}`, dbov, 0));
        expect(selector.chosenIds).toHaveLength(levels.length);
      }),
    );
  });

  it('does not flap between voices that are about as loud', () => {
    const wobble = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 4 * 250, maxLength: 4 * 250 });
    fc.assert(
      fc.property(wobble, (wobbles) => {
        const selector = new VoiceSelector(3);
        let changes = 0;
        for (let i = 0; i < wobbles.length; i += 1) {
          const atMs = Math.floor(i / 4) * PACKET_MS;
          if (selector.note(`u${i % 4}`, -30 + (wobbles[i] ?? 0), atMs)) changes += 1;
        }
        expect(changes).toBe(3);
      }),
      { numRuns: 30 },
    );
  });
});
