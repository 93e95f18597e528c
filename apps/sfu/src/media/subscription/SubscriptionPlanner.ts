import type { MediaSource, View } from '@parley/protocol';

/** What the planner knows of a stream that could be forwarded. */
export interface Candidate {
  producerId: string;
  ownerId: string;
  source: MediaSource;
  /** Simulcast layers of a video, 1 for a single encoding; 0 for audio. */
  spatialLayers: number;
}

/** How one stream is to be forwarded to one subscriber. */
export interface Subscription {
  paused: boolean;
  /** The highest spatial layer to forward, 0 the smallest; null where there is no choice. */
  spatialLayer: number | null;
  /** mediasoup's 1 to 255: when the link is too narrow, higher ones get their layers first. */
  priority: number;
}

/** Picture height of the lowest layer; each further layer doubles it (the client's encodings are made so). */
const LOWEST_LAYER_HEIGHT = 180;
/** A picture may be enlarged this much before the next layer pays. */
const MAX_UPSCALE = 1.25;
const PRIORITY: Record<MediaSource, number> = {
  'screen-audio': 255,
  microphone: 255,
  screen: 255,
  camera: 100,
};

/**
 * Decides what a subscriber gets, from what it shows: the smallest layer that fills each tile, nothing that is not
 * shown, every voice. Before the first views arrive each video comes in its smallest layer.
 */
export function planSubscriptions(
  candidates: readonly Candidate[],
  views: readonly View[] | null,
): Map<string, Subscription> {
  return new Map(candidates.map((candidate) => [candidate.producerId, planOne(candidate, views)]));
}

function planOne(candidate: Candidate, views: readonly View[] | null): Subscription {
  const priority = PRIORITY[candidate.source];
  if (candidate.spatialLayers === 0) return { paused: false, spatialLayer: null, priority };
  const shown = views?.filter(
    ({ userId, source }) => userId === candidate.ownerId && source === candidate.source,
  );
  const layers = candidate.spatialLayers;
  if (shown === undefined) return { paused: false, spatialLayer: layers > 1 ? 0 : null, priority };
  if (shown.length === 0) return { paused: true, spatialLayer: layers > 1 ? 0 : null, priority };
  if (layers === 1) return { paused: false, spatialLayer: null, priority };
  return { paused: false, spatialLayer: Math.max(...shown.map((view) => layerFor(view, layers))), priority };
}

/** The smallest of `layers` 16:9 layers that fills the tile without enlarging it noticeably. */
export function layerFor({ width, height }: Pick<View, 'width' | 'height'>, layers: number): number {
  const neededHeight = Math.min(height, (width * 9) / 16) / MAX_UPSCALE;
  for (let layer = 0; layer < layers - 1; layer += 1) {
    if (LOWEST_LAYER_HEIGHT * 2 ** layer >= neededHeight) return layer;
  }
  return layers - 1;
}
