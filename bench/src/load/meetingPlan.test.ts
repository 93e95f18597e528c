import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Act, planMeeting } from './meetingPlan.ts';

const request = { people: 50, durationMs: 120_000, seed: 1 };

it('is the same meeting for the same seed', () => {
  expect(planMeeting(request)).toEqual(planMeeting(request));
  expect(planMeeting({ ...request, seed: 2 })).not.toEqual(planMeeting(request));
});

it('has enough of everything to say something about one in fifty', () => {
  const count = (what: Act['what']) => planMeeting(request).filter((act) => act.what === what).length;
  expect(count('speak')).toBeGreaterThan(20);
  expect(count('cough')).toBeGreaterThan(50);
  expect(count('type')).toBeGreaterThan(40);
});

it('has one speaker at a time, never the watcher, and everybody who begins ends, in order', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 20, max: 60 }), (seed, people) => {
      const acts = planMeeting({ people, durationMs: 60_000, seed });
      const speaking = new Set<number>();
      const typing: number[] = [];
      let nowMs = 0;
      for (const { atMs, index, what } of acts) {
        expect(atMs).toBeGreaterThanOrEqual(nowMs);
        nowMs = atMs;
        expect(index).toBeGreaterThan(0);
        expect(index).toBeLessThan(people);
        if (what === 'speak') speaking.add(index);
        if (what === 'hush') expect(speaking.delete(index)).toBe(true);
        if (what === 'type') typing.push(index);
        if (what === 'stop-typing') expect(typing).toContain(index);
        if (what === 'cough' || what === 'type') expect(speaking.has(index)).toBe(false);
        expect(speaking.size).toBeLessThanOrEqual(1);
      }
      expect(speaking.size).toBe(0);
    }),
    { numRuns: 30 },
  );
});
