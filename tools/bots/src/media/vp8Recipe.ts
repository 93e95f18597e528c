import { TEMPORAL_LAYERS, TEMPORAL_PATTERN } from './temporalLayers.ts';

/** One size of a picture, encoded with VP8. */
export interface Vp8Recipe {
  readonly framesPerSecond: number;
  readonly bitrateKbps: number;
  readonly temporalLayers: 1 | 3;
  readonly keyFrameEverySeconds: number;
}

/** Shares of the bitrate up to each temporal layer, as libwebrtc has them. */
const CUMULATIVE_SHARES = [0.4, 0.6, 1];

/** Options for ffmpeg. One encoder thread: libvpx' threads spin, which is several times slower on a busy machine. */
export function vp8Options(recipe: Vp8Recipe, seconds: number): string[] {
  const { framesPerSecond, bitrateKbps, keyFrameEverySeconds } = recipe;
  const rate = `${bitrateKbps}k`;
  const keyFrameInterval = String(framesPerSecond * keyFrameEverySeconds);
  return [
    ...'-c:v libvpx -pix_fmt yuv420p -threads 1 -deadline realtime -cpu-used 12'.split(' '),
    ...'-lag-in-frames 0 -auto-alt-ref 0'.split(' '),
    ...['-b:v', rate, '-minrate', rate, '-maxrate', rate, '-bufsize', `${Math.round(bitrateKbps * 0.6)}k`],
    ...['-g', keyFrameInterval, '-keyint_min', keyFrameInterval, '-sc_threshold', '0'],
    ...(recipe.temporalLayers === 1 ? [] : temporalOptions(bitrateKbps)),
    ...['-t', String(seconds)],
  ];
}

/** Error resilience keeps the probabilities of a frame from those of frames that a receiver may not have. */
function temporalOptions(bitrateKbps: number): string[] {
  const decimators = CUMULATIVE_SHARES.map((_share, layer) => 2 ** (TEMPORAL_LAYERS - 1 - layer));
  const scaling = {
    ts_number_layers: TEMPORAL_LAYERS,
    ts_target_bitrate: CUMULATIVE_SHARES.map((share) => Math.round(bitrateKbps * share)).join(),
    ts_rate_decimator: decimators.join(),
    ts_periodicity: TEMPORAL_PATTERN.length,
    ts_layer_id: TEMPORAL_PATTERN.join(),
    ts_layering_mode: 3,
  };
  const parameters = Object.entries(scaling).map(([name, value]) => `${name}=${value}`);
  return ['-error-resilient', 'default', '-ts-parameters', parameters.join(':')];
}
