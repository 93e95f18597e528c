import type { SubscribedConsumer } from './SubscribedConsumer.ts';

/** The queue of the link empties first, so that voices and the new picture's key frame find room in it. */
const DRAIN_MS = 350;

type Pictures = readonly SubscribedConsumer[];

/** After a flood: nothing of what was lost is sent again, and the most important picture comes back small and alone. */
export async function clear([first, ...others]: Pictures): Promise<void> {
  await Promise.all([first?.limit(0), first?.restart(DRAIN_MS), ...others.map((other) => other.limit(-1))]);
}

/** No picture grows, and none begins but the most important one. */
export async function freeze(pictures: Pictures): Promise<void> {
  await Promise.all(
    pictures.map((picture, index) => {
      const now = picture.consumer.paused ? -1 : (picture.currentLayers?.spatialLayer ?? -1);
      return picture.limit(Math.max(index === 0 ? 0 : -1, Math.min(now, picture.maxLayer)));
    }),
  );
}

/** Somebody else may have come on stage since: then at least the smallest picture of them is shown. */
export async function keepFirst([first]: Pictures): Promise<void> {
  if (first !== undefined && first.maxLayer < 0) await first.limit(0);
}

/**
 * Every picture may grow again, as far as the engine lets it; what was kept small starts anew, because after a downgrade
 * the engine keeps it small for ten seconds.
 */
export async function lift(pictures: Pictures): Promise<void> {
  await Promise.all(
    pictures.map((picture) => {
      const wasSmall = picture.maxLayer < (picture.wantedLayer ?? 0);
      return wasSmall ? Promise.all([picture.limit(Infinity), picture.restart()]) : picture.limit(Infinity);
    }),
  );
}
