import { expect, it } from 'vitest';
import { type Deed, planSoak } from './planSoak.ts';

const request = { people: 25, durationMs: 180_000, seed: 7 };
const ENDS: Partial<Record<Deed, Deed>> = {
  speak: 'hush',
  mute: 'unmute',
  share: 'stop-sharing',
  'camera-off': 'camera-on',
  'raise-hand': 'lower-hand',
  leave: 'come',
};

it('is the same for the same seed, and another one for another', () => {
  expect(planSoak(request)).toEqual(planSoak(request));
  expect(planSoak({ ...request, seed: 8 })).not.toEqual(planSoak(request));
});

it('has everything in it, in each minute', () => {
  const acts = planSoak(request);
  const deeds = [...Object.keys(ENDS), ...Object.values(ENDS)] as Deed[];
  const moments: Deed[] = ['other-camera', 'other-microphone', 'turn-page', 'chat'];
  for (const what of [...deeds, ...moments])
    for (const minute of [0, 1, 2])
      expect(
        acts.some((act) => act.what === what && Math.floor(act.atMs / 60_000) === minute),
        `${what} in minute ${minute}`,
      ).toBe(true);
});

it('lets nobody do two things at once, and ends what was begun', () => {
  const acts = planSoak(request).filter(({ what }) => !what.startsWith('look'));
  for (let who = 0; who < request.people; who += 1) {
    let open: Deed | undefined;
    let lastMs = -Infinity;
    for (const { atMs, what } of acts.filter((act) => act.who === who)) {
      expect(atMs - lastMs).toBeGreaterThanOrEqual(1000);
      if (open === undefined) open = ENDS[what];
      else {
        expect(what).toBe(open);
        open = undefined;
      }
      lastMs = atMs;
    }
    expect(open).toBeUndefined();
  }
  expect(acts.at(-1)?.atMs).toBeLessThanOrEqual(request.durationMs);
});

it('leaves to the page what a page can do', () => {
  const deeds = new Set(planSoak(request).flatMap(({ who, what }) => (who === 0 ? [what] : [])));
  expect([...deeds].toSorted()).toEqual([
    'camera-off',
    'camera-on',
    'look-at-all',
    'look-at-speaker',
    'lower-hand',
    'mute',
    'raise-hand',
    'turn-page',
    'unmute',
  ]);
});
