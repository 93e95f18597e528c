import type { SubscribedConsumer } from './SubscribedConsumer.ts';
import type { Subscription } from './SubscriptionPlanner.ts';

/** What one subscriber wants of one video. */
export interface VideoDemand {
  /** The layer that is to be forwarded; null while the video is only kept ready. */
  wantedLayer: number | null;
  /** The layer that it will get when it is shown. */
  readyLayer: number;
  /** The layer that is forwarded now, below the wanted one where the link is narrow; null for none. */
  currentLayer: number | null;
}

/** By producer id; a video that nobody is to see soon is not in it. */
export function demandOf(
  consumers: ReadonlyMap<string, SubscribedConsumer>,
  plan: ReadonlyMap<string, Subscription>,
): Map<string, VideoDemand> {
  const demand = new Map<string, VideoDemand>();
  for (const [producerId, { consumer, currentLayers }] of consumers) {
    const subscription = plan.get(producerId);
    if (consumer.kind !== 'video' || subscription?.needed !== true) continue;
    const layer = subscription.spatialLayer ?? 0;
    demand.set(producerId, {
      wantedLayer: subscription.paused ? null : layer,
      readyLayer: layer,
      currentLayer: consumer.paused ? null : (currentLayers?.spatialLayer ?? null),
    });
  }
  return demand;
}

export function isSameDemand(
  a: ReadonlyMap<string, VideoDemand>,
  b: ReadonlyMap<string, VideoDemand>,
): boolean {
  if (a.size !== b.size) return false;
  for (const [producerId, { wantedLayer, readyLayer, currentLayer }] of a) {
    const other = b.get(producerId);
    if (other?.wantedLayer !== wantedLayer || other.readyLayer !== readyLayer) return false;
    if (other.currentLayer !== currentLayer) return false;
  }
  return true;
}
