import type { types } from 'mediasoup';

const AUDIO_BPS = 40_000;
/** The layers of a camera, lowest first. */
const LAYER_BPS = [150_000, 500_000, 1_500_000];
/** A shared screen or a camera in one encoding. */
const SINGLE_VIDEO_BPS = 1_500_000;

type Stream = Pick<types.Consumer, 'kind' | 'type' | 'currentLayers'>;

/**
 * What a consumer forwards, estimated from its layer. Measuring would take a request per transport, every few seconds;
 * the figure only has to tell half a worker from a whole one.
 */
export function nominalBps({ kind, type, currentLayers }: Stream): number {
  if (kind === 'audio') return AUDIO_BPS;
  if (type === 'simple') return SINGLE_VIDEO_BPS;
  if (type === 'pipe') return LAYER_BPS.reduce((sum, bps) => sum + bps, 0);
  if (currentLayers === undefined) return 0;
  return LAYER_BPS[currentLayers.spatialLayer] ?? SINGLE_VIDEO_BPS;
}
