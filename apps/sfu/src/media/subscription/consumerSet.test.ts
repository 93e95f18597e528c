import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseConsumers, type VideoChoice, VIDEOS_KEPT } from './consumerSet.ts';

const video = (index: number, more: Partial<VideoChoice> = {}): VideoChoice => ({
  ...{ producerId: `v${index}`, needed: false, exists: false, lastNeededAtMs: 0 },
  ...more,
});
const videos = (count: number, more: Partial<VideoChoice> = {}) =>
  Array.from({ length: count }, (_, index) => video(index, more));

it('has a consumer for everybody while there is room', () => {
  expect(chooseConsumers(videos(VIDEOS_KEPT)).create.size).toBe(VIDEOS_KEPT);
  expect(chooseConsumers(videos(VIDEOS_KEPT + 9)).create.size).toBe(VIDEOS_KEPT);
});

it('has one for all that is needed, even beyond', () => {
  expect(chooseConsumers(videos(50, { needed: true })).create.size).toBe(50);
});

it('closes what was needed longest ago to make room', () => {
  const kept = videos(VIDEOS_KEPT, { exists: true }).map((choice, index) => ({
    ...choice,
    lastNeededAtMs: 1000 + index,
  }));
  const { create, close } = chooseConsumers([
    ...kept,
    video(98, { needed: true }),
    video(99, { needed: true }),
  ]);
  expect([...create]).toEqual(['v98', 'v99']);
  expect([...close].sort()).toEqual(['v0', 'v1']);
});

it('is content with what it has made', () => {
  const anyVideos = fc
    .array(fc.tuple(fc.boolean(), fc.boolean(), fc.nat(5)), { maxLength: 60 })
    .map((all) =>
      all.map(([needed, exists, lastNeededAtMs], index) => video(index, { needed, exists, lastNeededAtMs })),
    );
  fc.assert(
    fc.property(anyVideos, (choices) => {
      const { create, close } = chooseConsumers(choices);
      for (const { producerId, needed } of choices) if (needed) expect(close.has(producerId)).toBe(false);
      const after = choices.map((choice) => ({
        ...choice,
        exists: (choice.exists || create.has(choice.producerId)) && !close.has(choice.producerId),
      }));
      const again = chooseConsumers(after);
      expect([...again.create, ...again.close]).toEqual([]);
      const needed = choices.filter((choice) => choice.needed).length;
      expect(after.filter(({ exists }) => exists).length).toBeLessThanOrEqual(Math.max(VIDEOS_KEPT, needed));
    }),
  );
});
