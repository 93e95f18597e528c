import type { types } from 'mediasoup';
import type { SubscribedConsumer } from './SubscribedConsumer.ts';

/** Of each kind, most important first: all of them share one link. */
const SAMPLED = 3;
const VOICE_BPS = 40_000;
/** What the client's layers are made with, lowest first. */
const LAYER_BPS = [150_000, 500_000, 1_500_000];

/**
 * Share of what is sent that gets lost on the way to the subscriber, 0 to 1, by the receiver's last reports; the
 * transport's own figure is an average over many seconds.
 */
export async function lossShareOf(consumers: readonly SubscribedConsumer[]): Promise<number> {
  const voices = consumers.filter(({ consumer }) => consumer.kind === 'audio' && isFlowing(consumer));
  const sample = [...picturesOf(consumers).slice(0, SAMPLED), ...voices.slice(0, SAMPLED)];
  // One that ends meanwhile has nothing to say.
  const stats = await Promise.all(sample.map(({ consumer }) => consumer.getStats().catch(() => [])));
  let [sentBps, lostBps] = [0, 0];
  for (const stat of stats.flat()) {
    if (stat.type !== 'outbound-rtp') continue;
    sentBps += stat.bitrate;
    lostBps += (stat.bitrate * (stat.fractionLost ?? 0)) / 256;
  }
  return sentBps === 0 ? 0 : lostBps / sentBps;
}

/** The pictures that flow or could, most important first. */
export function picturesOf(consumers: readonly SubscribedConsumer[]): SubscribedConsumer[] {
  return consumers
    .filter(({ consumer }) => consumer.kind === 'video' && isFlowing(consumer))
    .sort((a, b) => b.consumer.priority - a.consumer.priority);
}

/** What everything takes, at most, as it is now. */
export function sentBpsOf(consumers: readonly SubscribedConsumer[]): number {
  let sum = 0;
  for (const { consumer, currentLayers } of consumers) {
    if (!isFlowing(consumer)) continue;
    sum += consumer.kind === 'audio' ? VOICE_BPS : layerBps(currentLayers);
  }
  return sum;
}

/** What one picture takes beyond what it takes now if it gets the layer that it should. */
export function missingBpsOf({ preferredLayers, currentLayers }: SubscribedConsumer): number {
  return layerBps(preferredLayers) - layerBps(currentLayers);
}

function isFlowing(consumer: types.Consumer): boolean {
  return !consumer.closed && !consumer.paused && !consumer.producerPaused;
}

/** Without a layer, what the smallest one would take. */
function layerBps(layers: types.ConsumerLayers | undefined): number {
  return LAYER_BPS[Math.min(layers?.spatialLayer ?? 0, LAYER_BPS.length - 1)] ?? 0;
}
