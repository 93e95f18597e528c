import { parseScalabilityMode, type types } from 'mediasoup';
import type { Candidate } from './SubscriptionPlanner.ts';

type LayerCounts = Pick<Candidate, 'spatialLayers' | 'temporalLayers'>;

/** What there is to choose from in a stream: simulcast has a layer per encoding, SVC has them all in one. */
export function layerCounts({
  kind,
  type,
  rtpParameters,
}: Pick<types.Producer, 'kind' | 'type' | 'rtpParameters'>): LayerCounts {
  if (kind === 'audio') return { spatialLayers: 0, temporalLayers: 0 };
  const encodings = rtpParameters.encodings ?? [];
  const mode = parseScalabilityMode(encodings[0]?.scalabilityMode);
  if (type === 'simulcast') return { spatialLayers: encodings.length, temporalLayers: mode.temporalLayers };
  if (type === 'svc') return { spatialLayers: mode.spatialLayers, temporalLayers: mode.temporalLayers };
  return { spatialLayers: 1, temporalLayers: 1 };
}
