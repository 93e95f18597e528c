/** One video, as far as it matters for having a consumer or not. */
export interface VideoChoice {
  producerId: string;
  /** Shown or about to be. */
  needed: boolean;
  exists: boolean;
  /** When it was needed last; 0 for never. */
  lastNeededAtMs: number;
}

/**
 * Videos for which a subscriber has a consumer although it does not show them. In rooms up to this size paging and
 * speaker switches create nothing, neither here nor in the client's session description.
 */
export const VIDEOS_KEPT = 32;

/**
 * Which consumers to create and to close: whatever is needed has one, and the rest as long as there is room, those
 * needed most recently first.
 */
export function chooseConsumers(videos: readonly VideoChoice[]): { create: Set<string>; close: Set<string> } {
  const needed = videos.filter((video) => video.needed);
  const idle = videos.filter((video) => !video.needed);
  // What exists stays before anything is made that nobody asked for.
  const kept = idle
    .sort((a, b) => Number(b.exists) - Number(a.exists) || b.lastNeededAtMs - a.lastNeededAtMs)
    .slice(0, Math.max(0, VIDEOS_KEPT - needed.length));
  const wanted = [...needed, ...kept];
  const wantedIds = new Set(wanted.map(({ producerId }) => producerId));
  return {
    create: new Set(wanted.filter(({ exists }) => !exists).map(({ producerId }) => producerId)),
    close: new Set(
      idle
        .filter(({ exists, producerId }) => exists && !wantedIds.has(producerId))
        .map(({ producerId }) => producerId),
    ),
  };
}
