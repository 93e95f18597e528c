import type { DeviceClass, MediaSource, View } from '@parley/protocol';
import { type BudgetItem, fitBudget, STAGE_PRIORITY } from './budget.ts';
import { type LayerWish, riseAtMs, wishFor } from './layers.ts';
import { isSameSubscription } from './sameSubscription.ts';

/** What the planner knows of a stream that could be forwarded. */
export interface Candidate {
  producerId: string;
  ownerId: string;
  source: MediaSource;
  /** Sizes of a video to choose from, simulcast or SVC; 1 where there is no choice, 0 for audio. */
  spatialLayers: number;
  /** Frame rates of a video to choose from; 1 where there is no choice, 0 for audio. */
  temporalLayers: number;
}

/** Who speaks in the room. */
export interface Speakers {
  activeId: string | null;
  /** Loudest first. */
  audibleIds: readonly string[];
}

/** How one stream is to be forwarded to one subscriber. */
export interface Subscription {
  paused: boolean;
  /** The highest spatial layer to forward, 0 the smallest; null where there is no choice. */
  spatialLayer: number | null;
  /** The highest temporal layer to forward, 0 the fewest frames; null where there is no choice. */
  temporalLayer: number | null;
  /** mediasoup's 1 to 255: when the link is too narrow, higher ones get their layers first. */
  priority: number;
  /** Heard, shown, or about to be: there has to be a consumer. */
  needed: boolean;
  /** What its tiles ask for, whatever the device's budget leaves of it; null while nothing shows it. */
  wish: LayerWish | null;
}

export interface PlanInput {
  candidates: readonly Candidate[];
  /** What the subscriber shows; null before it has said so. */
  views: readonly View[] | null;
  device: DeviceClass;
  /** Whose voices are forwarded to everyone; null when every voice is. */
  voices: ReadonlySet<string> | null;
  speakers: Speakers;
  /** The plan before this one. */
  previous: ReadonlyMap<string, Subscription>;
  nowMs: number;
}

export interface Plan {
  /** By producer id. What stays as it was is the same object as in the plan before. */
  subscriptions: Map<string, Subscription>;
  /** When the plan may change by itself; null when it will not. */
  reviewAtMs: number | null;
}

const PRIORITY = { share: 255, audio: 255, stage: STAGE_PRIORITY, speaker: 100, other: 10 };
/** From this many pictures on, those that are not on stage get half the frames. */
const BIG_GRID_VIDEOS = 9;
const BIG_GRID_TEMPORAL_LAYER = 1;

interface VideoItem extends BudgetItem {
  candidate: Candidate;
  needed: boolean;
  wish: LayerWish | null;
}

/**
 * Decides what a subscriber gets, from what it shows: the smallest layer that fills each tile, nothing that is not
 * shown, the voices that are chosen or pinned, and no more than its device can decode. Before the first views arrive
 * each video comes in its smallest layer.
 */
export function planSubscriptions(input: PlanInput): Plan {
  const tiles = groupViews(input.views ?? []);
  const videos = input.candidates
    .filter(({ spatialLayers }) => spatialLayers > 0)
    .map((candidate) =>
      toItem(candidate, tiles.get(keyOf(candidate.ownerId, candidate.source)) ?? [], input),
    );
  const isBigGrid = videos.filter(({ paused }) => !paused).length >= BIG_GRID_VIDEOS;
  fitBudget(videos, input.device);
  const byId = new Map(videos.map((item) => [item.candidate.producerId, item]));
  const pinnedIds = new Set((input.views ?? []).filter(({ pinned }) => pinned).map(({ userId }) => userId));
  const subscriptions = new Map(
    input.candidates.map((candidate) => {
      const { producerId } = candidate;
      const item = byId.get(producerId);
      const planned = item ? toVideo(item, isBigGrid) : toAudio(candidate, pinnedIds, input);
      const before = input.previous.get(producerId);
      return [producerId, before && isSameSubscription(before, planned) ? before : planned];
    }),
  );
  const reviews = videos.flatMap(({ wish }) => (wish && riseAtMs(wish)) ?? []);
  return { subscriptions, reviewAtMs: reviews.length === 0 ? null : Math.min(...reviews) };
}

function toItem(candidate: Candidate, views: readonly View[], input: PlanInput): VideoItem {
  const { source, spatialLayers } = candidate;
  const before = input.previous.get(candidate.producerId);
  const shown = views.filter(({ upcoming }) => upcoming !== true);
  const isShown = shown.length > 0 || input.views === null;
  const wish = wishOf(candidate, shown.length > 0 ? shown : views, isShown ? before : undefined, input);
  return {
    candidate,
    source,
    spatialLayers,
    spatialLayer: spatialLayers > 1 ? wish.layer : null,
    paused: !isShown,
    priority: priorityOf(candidate, shown, input.speakers),
    area: Math.max(0, ...shown.map(({ width, height }) => width * height)),
    needed: isShown || views.length > 0,
    wish: isShown ? wish : null,
  };
}

/** A stage gets its layer at once; so does what was not shown before, for there is nothing that could flap. */
function wishOf(
  { spatialLayers }: Candidate,
  views: readonly View[],
  before: Subscription | undefined,
  { nowMs }: PlanInput,
): LayerWish {
  return wishFor(views, spatialLayers, views.some(isStage) ? null : (before?.wish ?? null), nowMs);
}

function priorityOf({ source, ownerId }: Candidate, shown: readonly View[], speakers: Speakers): number {
  if (source === 'screen') return PRIORITY.share;
  if (shown.some(isStage)) return PRIORITY.stage;
  const speaks = speakers.activeId === ownerId || speakers.audibleIds.includes(ownerId);
  return speaks ? PRIORITY.speaker : PRIORITY.other;
}

function toVideo(item: VideoItem, isBigGrid: boolean): Subscription {
  const { candidate, paused, spatialLayer, priority, needed, wish } = item;
  const top = candidate.temporalLayers - 1;
  const isThumbnail = isBigGrid && priority < STAGE_PRIORITY;
  const temporalLayer = isThumbnail ? Math.min(BIG_GRID_TEMPORAL_LAYER, top) : top;
  return { paused, spatialLayer, temporalLayer: top > 0 ? temporalLayer : null, priority, needed, wish };
}

function toAudio(
  { ownerId, source }: Candidate,
  pinnedIds: ReadonlySet<string>,
  { voices }: PlanInput,
): Subscription {
  const isHeard = source !== 'microphone' || voices === null || voices.has(ownerId) || pinnedIds.has(ownerId);
  return {
    paused: !isHeard,
    spatialLayer: null,
    temporalLayer: null,
    priority: PRIORITY.audio,
    needed: true,
    wish: null,
  };
}

function isStage({ onStage, pinned }: View): boolean {
  return onStage === true || pinned === true;
}

function groupViews(views: readonly View[]): Map<string, View[]> {
  return Map.groupBy(views, ({ userId, source }) => keyOf(userId, source));
}

function keyOf(userId: string, source: MediaSource): string {
  return `${source} ${userId}`;
}
