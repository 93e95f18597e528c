import type { MediaSource, View } from '@parley/protocol';

/** How large something is shown, in device pixels. */
export type TileSize = Pick<View, 'width' | 'height'>;

/** Picture of the lowest layer; each further layer doubles both (the client's encodings are made so). */
const LOWEST_LAYER = { width: 320, height: 180 };
/** A picture may be enlarged this much before the next layer pays. */
const MAX_UPSCALE = 1.25;
/** A tile this much beyond the border between two layers is clearly on the other side of it. */
const DEAD_BAND = 1.1;
/** A tile that has been just beyond the border for this long stays there. */
const RISE_DELAY_MS = 500;
/** A camera in a single encoding is a small capture: the client's rule for its layers. */
const SINGLE_CAMERA_PIXELS = 640 * 360;
/** A shared screen is decoded at 1080p, but at half a camera's frames at most. */
const SCREEN_PIXELS = (1920 * 1080) / 2;

/** The layer that a tile asks for, and the memory that keeps it from flapping. */
export interface LayerWish {
  layer: number;
  /** Since when a higher layer has been wanted that does not clearly pay; null when none is. */
  risingSinceMs: number | null;
}

/** The smallest of `layers` 16:9 layers that fills the tile without enlarging it noticeably. */
export function layerFor({ width, height }: TileSize, layers: number): number {
  const neededHeight = Math.min(height, (width * 9) / 16) / MAX_UPSCALE;
  for (let layer = 0; layer < layers - 1; layer += 1) {
    if (LOWEST_LAYER.height * 2 ** layer >= neededHeight) return layer;
  }
  return layers - 1;
}

/**
 * Down at once, and up at once when the tile is clearly larger; in between only when it has stayed there for a while,
 * so that a tile whose size trembles around the border keeps its layer.
 */
export function wishFor(
  tiles: readonly TileSize[],
  layers: number,
  previous: LayerWish | null,
  nowMs: number,
): LayerWish {
  const layer = largestLayer(tiles, layers, 1);
  if (previous === null || layer <= previous.layer) return { layer, risingSinceMs: null };
  const clear = Math.max(largestLayer(tiles, layers, DEAD_BAND), previous.layer);
  if (layer === clear) return { layer, risingSinceMs: null };
  const risingSinceMs = clear > previous.layer ? nowMs : (previous.risingSinceMs ?? nowMs);
  if (nowMs - risingSinceMs >= RISE_DELAY_MS) return { layer, risingSinceMs: null };
  return { layer: clear, risingSinceMs };
}

/** When a wish may rise without anything else happening; null when it will not. */
export function riseAtMs({ risingSinceMs }: LayerWish): number | null {
  return risingSinceMs === null ? null : risingSinceMs + RISE_DELAY_MS;
}

/** What the receiver has to decode. */
export function pixelsOf(source: MediaSource, spatialLayers: number, layer: number): number {
  if (source === 'screen') return SCREEN_PIXELS;
  if (spatialLayers <= 1) return SINGLE_CAMERA_PIXELS;
  return LOWEST_LAYER.width * LOWEST_LAYER.height * 4 ** layer;
}

function largestLayer(tiles: readonly TileSize[], layers: number, shrink: number): number {
  return Math.max(
    0,
    ...tiles.map(({ width, height }) => layerFor({ width: width / shrink, height: height / shrink }, layers)),
  );
}
