import type { EventOf } from '@parley/protocol';
import { ASSUMED_SIZE, type PictureSize, type VideoEncoding } from './encodings.ts';

/** What is wanted of one layer; see `producer-layers`. */
export type LayerState = EventOf<'producer-layers'>['layers'][number];

/** What is set at the sender for one encoding. */
export interface LayerParameters {
  readonly active: boolean;
  readonly scaleResolutionDownBy: number;
  /** Bits per second. */
  readonly maxBitrate: number;
  readonly maxFramerate: number | undefined;
}

/**
 * A layer on standby is sent small, a few times a second: its stream lives on, so that mediasoup switches to it at once.
 * It is the size that brings Chromium's encoder back: with another size it starts anew, with a key frame. Measured from
 * standby to the first 720p frame at a receiver: 0.1 to 0.25 s. With fewer frames or bits in full size it is 1 to 3 s (key
 * frame requests are lost with frames that are dropped, and a frame rate once lowered stays low), from off 3.1 s.
 */
const STANDBY = { maxBitrate: 30_000, maxFramerate: 5 } as const;
/** A receiver may be switched a moment before the encoder is back: what it sees then is no worse than a thumbnail. */
const STANDBY_SHORT_SIDE = 180;
/** Also where that is the size in full: another one is what matters. */
const STANDBY_MIN_SHRINK = 2;

/**
 * What to set for each encoding, lowest layer first.
 * @param encodings as they are sent in full
 * @param layers what is wanted; of layers that are not named, everything
 */
export function layerParameters(
  encodings: readonly VideoEncoding[],
  layers: readonly LayerState[],
  size: PictureSize | null,
): LayerParameters[] {
  return encodings.map((encoding, layer) => {
    const state = layers[layer] ?? 'active';
    // A single encoding has nothing below that could be shown meanwhile.
    const standby = state === 'standby' && encodings.length > 1;
    return standby ? onStandby(encoding, size ?? ASSUMED_SIZE) : inFull(encoding, state !== 'off');
  });
}

function inFull(
  { scaleResolutionDownBy, maxBitrate, maxFramerate }: VideoEncoding,
  active: boolean,
): LayerParameters {
  return { active, scaleResolutionDownBy, maxBitrate, maxFramerate };
}

function onStandby(
  { scaleResolutionDownBy }: VideoEncoding,
  { width, height }: PictureSize,
): LayerParameters {
  const scale = Math.max(
    Math.min(width, height) / STANDBY_SHORT_SIDE,
    scaleResolutionDownBy * STANDBY_MIN_SHRINK,
  );
  return { active: true, scaleResolutionDownBy: scale, ...STANDBY };
}

/** Whether the encodings of a sender are as wanted already. */
export function areInEffect(
  actual: readonly RTCRtpEncodingParameters[],
  wanted: readonly LayerParameters[],
): boolean {
  return actual.every((encoding, layer) => {
    const parameters = wanted[layer];
    if (parameters === undefined) return true;
    return (
      encoding.active === parameters.active &&
      encoding.scaleResolutionDownBy === parameters.scaleResolutionDownBy &&
      encoding.maxBitrate === parameters.maxBitrate &&
      encoding.maxFramerate === parameters.maxFramerate
    );
  });
}
