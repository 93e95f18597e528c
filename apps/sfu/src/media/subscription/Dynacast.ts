import {
  changesAtMs,
  type LayerDemand,
  type LayerMemory,
  newMemory,
  remember,
  toDemands,
  wantedLayers,
} from './layerMemory.ts';
import type { Publication } from './SubscribedConsumer.ts';
import type { Speakers } from './SubscriptionPlanner.ts';
import type { VideoDemand } from './videoDemand.ts';

/** One participant, as far as it matters for what is sent. */
export interface DynacastMember {
  readonly publications: readonly Publication[];
  readonly subscriptions: { readonly demand: ReadonlyMap<string, VideoDemand>; readonly hasStage: boolean };
  /** Tells what the others want of a video of this participant. */
  setLayers(producerId: string, layers: LayerDemand[]): void;
}

export interface DynacastOptions {
  members(): readonly DynacastMember[];
  speakers(): Speakers;
}

interface Video {
  memory: LayerMemory[];
  /** As a text: what was told last is not told again. */
  told: string;
}

const BATCH_DELAY_MS = 10;
/** Who spoke this recently is likely to speak again. */
const LIKELY_AFTER_SPEECH_MS = 30_000;
/**
 * Up to so many pictures, any that is shown may become large in a moment: a pin, a click. Kept ready they cost the worker a
 * tenth more while nobody grows, and a sender 60 kbps; off they cost the viewer almost three seconds (adr/0005).
 */
const FEW_VIDEOS = 50;

/**
 * Keeps publishers from encoding what nobody receives: adds up what every subscriber in one room wants of each video
 * and tells its publisher.
 */
export class Dynacast {
  readonly #options: DynacastOptions;
  readonly #videos = new Map<string, Video>();
  readonly #spokeAtMs = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  #timerAtMs = Infinity;
  #closed = false;

  constructor(options: DynacastOptions) {
    this.#options = options;
  }

  /** Somebody wants something else, or somebody else speaks. */
  schedule(): void {
    this.#runAt(performance.now() + BATCH_DELAY_MS);
  }

  close(): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #runAt(atMs: number): void {
    if (this.#closed || atMs >= this.#timerAtMs) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timerAtMs = atMs;
    this.#timer = setTimeout(() => this.#run(), Math.max(0, Math.ceil(atMs - performance.now())));
  }

  #run(): void {
    this.#timer = null;
    this.#timerAtMs = Infinity;
    const nowMs = performance.now();
    const members = this.#options.members();
    this.#noteSpeakers(nowMs);
    this.#forgetEnded(members);
    const demands = addUp(members);
    const isLikely = this.#likelihood(members, nowMs);
    const reviews = members.flatMap((member) =>
      member.publications
        .filter(({ spatialLayers }) => spatialLayers > 0)
        .map((publication) => {
          const demanded = demands.get(publication.producerId) ?? [];
          return this.#update(member, publication, demanded, isLikely(publication, demanded), nowMs);
        }),
    );
    const silentAtMs = [...this.#spokeAtMs.values()].map((atMs) => atMs + LIKELY_AFTER_SPEECH_MS);
    const nextMs = Math.min(Infinity, ...reviews, ...silentAtMs);
    if (nextMs < Infinity) this.#runAt(nextMs);
  }

  /** @returns when this video's layers may change by themselves */
  #update(
    member: DynacastMember,
    { producerId, producer }: Publication,
    demands: readonly VideoDemand[],
    isLikely: boolean,
    nowMs: number,
  ): number {
    const video = this.#videos.get(producerId) ?? newVideo(producer);
    const encodings = video.memory.length;
    this.#videos.set(producerId, video);
    video.memory = remember(video.memory, wantedLayers({ encodings, demands, isLikely }), nowMs);
    const layers = toDemands(video.memory, nowMs);
    const text = JSON.stringify(layers);
    if (text !== video.told) {
      video.told = text;
      member.setLayers(producerId, layers);
    }
    return changesAtMs(video.memory, nowMs);
  }

  #likelihood(
    members: readonly DynacastMember[],
    nowMs: number,
  ): (publication: Publication, demands: readonly VideoDemand[]) => boolean {
    const hasStage = members.some(({ subscriptions }) => subscriptions.hasStage);
    const publications = members.flatMap((member) => member.publications);
    const isFew = publications.filter(({ spatialLayers }) => spatialLayers > 0).length <= FEW_VIDEOS;
    const unmutedIds = new Set(
      publications
        .filter(({ source, producer }) => source === 'microphone' && !producer.paused)
        .map(({ ownerId }) => ownerId),
    );
    return ({ ownerId }, demands) => {
      if (isFew && demands.length > 0) return true;
      if (!hasStage) return false;
      const spokeAtMs = this.#spokeAtMs.get(ownerId) ?? -Infinity;
      return nowMs - spokeAtMs < LIKELY_AFTER_SPEECH_MS || (unmutedIds.has(ownerId) && demands.length > 0);
    };
  }

  #noteSpeakers(nowMs: number): void {
    const { activeId, audibleIds } = this.#options.speakers();
    for (const [ownerId, atMs] of this.#spokeAtMs) {
      if (nowMs - atMs >= LIKELY_AFTER_SPEECH_MS) this.#spokeAtMs.delete(ownerId);
    }
    for (const ownerId of activeId === null ? audibleIds : [activeId, ...audibleIds])
      this.#spokeAtMs.set(ownerId, nowMs);
  }

  #forgetEnded(members: readonly DynacastMember[]): void {
    const ids = new Set(members.flatMap((member) => member.publications.map(({ producerId }) => producerId)));
    for (const producerId of this.#videos.keys()) if (!ids.has(producerId)) this.#videos.delete(producerId);
  }
}

/** Its parameters are asked once: mediasoup copies all of them each time. */
function newVideo({ rtpParameters }: Publication['producer']): Video {
  const encodings = rtpParameters.encodings?.length ?? 1;
  return {
    memory: newMemory(encodings),
    told: JSON.stringify(Array.from({ length: encodings }, () => 'active')),
  };
}

function addUp(members: readonly DynacastMember[]): Map<string, VideoDemand[]> {
  const all = new Map<string, VideoDemand[]>();
  for (const { subscriptions } of members) {
    for (const [producerId, demand] of subscriptions.demand) {
      const list = all.get(producerId);
      if (list) list.push(demand);
      else all.set(producerId, [demand]);
    }
  }
  return all;
}
