import type { MediaSource, VideoCodec } from '@parley/protocol';
import type { types } from 'mediasoup-client';
import { type CameraLimits, FULL_CAMERA } from './cameraLimits.ts';

/** What a source is sent with. Pure: computed from codec and picture size alone, so that it can be computed again. */
export interface SendingParameters {
  /** Lowest layer first; undefined lets the browser choose (audio). */
  encodings: VideoEncoding[] | undefined;
  codecOptions: types.ProducerCodecOptions;
}

export interface VideoEncoding {
  scaleResolutionDownBy: number;
  /** Bits per second. */
  maxBitrate: number;
  maxFramerate?: number;
  /** Layers inside this one encoding, as in W3C's webrtc-svc. */
  scalabilityMode?: string;
  /** Tells mediasoup that silence is normal (a still screen) and no reason to call the stream dead. */
  dtx?: boolean;
}

export interface PictureSize {
  width: number;
  height: number;
}

/** Bits per second by the short side of the picture, for talking heads in VP8. Points between are interpolated. */
const BITRATE_LADDER = [
  { shortSide: 90, bps: 80_000 },
  { shortSide: 180, bps: 150_000 },
  { shortSide: 360, bps: 500_000 },
  { shortSide: 720, bps: 1_500_000 },
] as const;

/** Taken for granted where the platform does not tell. */
export const ASSUMED_SIZE: PictureSize = { width: 1280, height: 720 };
/** The lowest layer must fit beside everything else on a weak link, also where it is taller than 180 lines. */
const LOWEST_LAYER_MAX_BPS = 150_000;
/** A tile needs no less than this; below it another layer would only cost an encoder. */
const LOWEST_LAYER_MIN_SHORT_SIDE = 135;

const SCREEN_MAX_BPS = 2_500_000;
/** kbps. Chromium starts at 300 and takes 6 s to reach the 720p layer at 1000; at 2500 it is there within a second. */
const MAX_START_BITRATE_KBPS = 2500;

/**
 * Encodings and codec options of a source.
 * @param size The track's real size; when the platform does not tell, 720p is assumed.
 */
export function sendingParameters(
  source: MediaSource,
  size: PictureSize | null,
  codec: VideoCodec = 'vp8',
  limits: CameraLimits = FULL_CAMERA,
): SendingParameters {
  switch (source) {
    case 'camera':
      return videoParameters(cameraEncodings(size ?? ASSUMED_SIZE, codec, limits));
    case 'screen':
      return videoParameters([screenEncoding(codec)]);
    case 'microphone':
      return {
        encodings: undefined,
        codecOptions: { opusDtx: true, opusFec: true, opusNack: true, opusStereo: false },
      };
    case 'screen-audio':
      return {
        encodings: undefined,
        codecOptions: {
          opusFec: true,
          opusNack: true,
          opusStereo: true,
          opusMaxAverageBitrate: 128_000,
        },
      };
  }
}

function videoParameters(encodings: VideoEncoding[]): SendingParameters {
  return { encodings, codecOptions: { videoGoogleStartBitrate: startBitrateKbps(encodings) } };
}

/**
 * 180p, 360p and 720p of a 720p camera; small captures lose their top layers, not the low ones. In VP8 and H.264 each is an
 * encoding of its own, in VP9 they are spatial layers of one. AV1 has one size: with spatial layers nothing decoded.
 */
export function cameraEncodings(
  size: PictureSize,
  codec: VideoCodec = 'vp8',
  limits: CameraLimits = FULL_CAMERA,
): VideoEncoding[] {
  switch (codec) {
    case 'vp8':
      return simulcastEncodings(size, limits);
    case 'h264':
      return simulcastEncodings(size, limits).map(withoutTemporalLayers);
    case 'vp9':
      return [{ ...topEncoding(size, limits), scalabilityMode: spatialLayersMode(size, limits) }];
    case 'av1':
      return [{ ...topEncoding(size, limits), scalabilityMode: 'L1T3' }];
  }
}

/**
 * No scalability mode for VP8: mediasoup-client gives several encodings L1T3, and a single VP8 encoding must not
 * have temporal layers (mediasoup would drop the key frame that a resuming consumer asks for and stall for 1 s).
 */
function simulcastEncodings(size: PictureSize, limits: CameraLimits): VideoEncoding[] {
  const { scaleResolutionDownBy: topScale, shortSide: topShortSide } = topSize(size, limits);
  const layers = layerCount(topShortSide, limits);
  return Array.from({ length: layers }, (_, layer) => {
    const halvings = 2 ** (layers - 1 - layer);
    const bps = bitrateFor(topShortSide / halvings);
    return {
      scaleResolutionDownBy: topScale * halvings,
      maxBitrate: layer === 0 && layers > 1 ? Math.min(bps, LOWEST_LAYER_MAX_BPS) : bps,
      maxFramerate: limits.maxFps,
    };
  });
}

/** Hardware encoders of H.264 rarely have temporal layers, and are why somebody would choose it. */
function withoutTemporalLayers(encoding: VideoEncoding): VideoEncoding {
  return { ...encoding, scalabilityMode: 'L1T1' };
}

/** Everything in one stream. */
function topEncoding(size: PictureSize, limits: CameraLimits): VideoEncoding {
  const { scaleResolutionDownBy, shortSide } = topSize(size, limits);
  return { scaleResolutionDownBy, maxBitrate: bitrateFor(shortSide), maxFramerate: limits.maxFps };
}

/** As many spatial layers as simulcast would have encodings; each can be switched to with a key frame of its own. */
function spatialLayersMode(size: PictureSize, limits: CameraLimits): string {
  const layers = layerCount(topSize(size, limits).shortSide, limits);
  return layers === 1 ? 'L1T3' : `L${layers}T3_KEY`;
}

function topSize(
  { width, height }: PictureSize,
  { maxShortSide }: CameraLimits,
): { scaleResolutionDownBy: number; shortSide: number } {
  const captured = Math.min(width, height);
  const shortSide = Math.min(captured, maxShortSide);
  return { scaleResolutionDownBy: captured / shortSide, shortSide };
}

/** One spatial layer: simulcast would blur shared text for everyone on a small tile or a weak link. */
function screenEncoding(codec: VideoCodec): VideoEncoding {
  const encoding = { scaleResolutionDownBy: 1, maxBitrate: SCREEN_MAX_BPS, dtx: true };
  return codec === 'vp9' || codec === 'av1' ? { ...encoding, scalabilityMode: 'L1T3' } : encoding;
}

function layerCount(topShortSide: number, { maxLayers }: CameraLimits): number {
  let layers = 1;
  while (layers < maxLayers && topShortSide / 2 ** layers >= LOWEST_LAYER_MIN_SHORT_SIDE) layers += 1;
  return layers;
}

/** Linear between the ladder's points; its ends beyond them. */
function bitrateFor(shortSide: number): number {
  const upper = BITRATE_LADDER.findIndex((step) => step.shortSide >= shortSide);
  const to = BITRATE_LADDER[upper] ?? BITRATE_LADDER[BITRATE_LADDER.length - 1];
  const from = BITRATE_LADDER[upper - 1];
  if (to === undefined) throw new RangeError('the ladder is empty');
  if (from === undefined) return to.bps;
  const share = (shortSide - from.shortSide) / (to.shortSide - from.shortSide);
  return Math.round(from.bps + share * (to.bps - from.bps));
}

/** Enough for every layer at once, so that the first second already carries the best picture. */
function startBitrateKbps(encodings: readonly VideoEncoding[]): number {
  const totalBps = encodings.reduce((sum, encoding) => sum + encoding.maxBitrate, 0);
  return Math.min(Math.ceil((totalBps * 1.2) / 1000), MAX_START_BITRATE_KBPS);
}
