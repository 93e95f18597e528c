import type { types } from 'mediasoup';
import type { SubscribedConsumer } from './SubscribedConsumer.ts';

/** Of each kind, most important first: all of them share one link. */
const SAMPLED = 3;
const VOICE_BPS = 40_000;
/** What the client's layers are made with, lowest first. */
const LAYER_BPS = [150_000, 500_000, 1_500_000];

/** The pictures that are shown, most important first, whether the link has room for them or not. */
export function picturesOf(consumers: readonly SubscribedConsumer[]): SubscribedConsumer[] {
  return consumers
    .filter(({ consumer, isWanted }) => consumer.kind === 'video' && isWanted)
    .sort((a, b) => b.consumer.priority - a.consumer.priority);
}

/** Enough of what flows to know what gets lost. */
export function sampleOf(consumers: readonly SubscribedConsumer[]): SubscribedConsumer[] {
  const voices = consumers.filter(({ consumer }) => consumer.kind === 'audio' && isFlowing(consumer));
  return [...sampledPictures(consumers), ...voices.slice(0, SAMPLED)];
}

/** The pictures among them. */
export function sampledPictures(consumers: readonly SubscribedConsumer[]): SubscribedConsumer[] {
  return picturesOf(consumers)
    .filter(({ consumer }) => isFlowing(consumer))
    .slice(0, SAMPLED);
}

/** What everything takes, at most, as it is now. */
export function sentBpsOf(consumers: readonly SubscribedConsumer[]): number {
  let sum = 0;
  for (const { consumer, currentLayers } of consumers) {
    if (!isFlowing(consumer)) continue;
    sum += consumer.kind === 'audio' ? VOICE_BPS : layerBps(currentLayers?.spatialLayer);
  }
  return sum;
}

/** What everything would take if the most important one that misses its layer had it, and whoever waits a little. */
export function neededBpsOf(consumers: readonly SubscribedConsumer[]): number {
  const pictures = picturesOf(consumers);
  const first = pictures.find(({ missesLayer }) => missesLayer);
  const waiting = pictures.filter((picture) => picture !== first && picture.consumer.paused);
  const firstBps = first ? layerBps(first.wantedLayer) : 0;
  const firstSentBps = first && isFlowing(first.consumer) ? layerBps(first.currentLayers?.spatialLayer) : 0;
  return sentBpsOf(consumers) - firstSentBps + firstBps + waiting.length * layerBps(undefined);
}

function isFlowing(consumer: types.Consumer): boolean {
  return !consumer.closed && !consumer.paused && !consumer.producerPaused;
}

/** Without a layer, what the smallest one would take. */
function layerBps(spatialLayer: number | undefined): number {
  return LAYER_BPS[Math.min(spatialLayer ?? 0, LAYER_BPS.length - 1)] ?? 0;
}
