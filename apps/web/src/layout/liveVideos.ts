import type { DeviceClass } from './stageProfile.ts';

/**
 * How many pictures of others move at once. Four are what a phone decodes without getting hot, and what a data plan
 * carries; the server has limits of its own for the other classes.
 */
export const MAX_LIVE_VIDEOS: Readonly<Record<DeviceClass, number>> = {
  desktop: Infinity,
  tablet: Infinity,
  phone: 4,
};

export interface LiveFacts {
  /** Keys of the pictures that could move now, by place. */
  readonly coming: readonly string[];
  /** Of tiles that have no picture, such as those of people whose camera is off. One may come at any moment. */
  readonly still: readonly string[];
  /** Those that matter most, the most important first: what is large, who is pinned, who speaks. */
  readonly first: readonly string[];
  readonly max: number;
}

/**
 * Which pictures move, the last one to have mattered first. Whoever speaks gets a picture, and the one that has not
 * mattered for longest gives its own up: nobody else changes. The same object when nothing has changed.
 */
export function nextLive(
  before: readonly string[],
  { coming, still, first, max }: LiveFacts,
): readonly string[] {
  const possible = new Set(coming);
  const wanted = [...first, ...before, ...coming].filter((key) => possible.has(key));
  const live = [...new Set([...wanted, ...still])].slice(0, max);
  return live.length === before.length && live.every((key, index) => key === before[index]) ? before : live;
}
