import type { DeviceClass, View } from '@parley/protocol';
import { VIDEOS_KEPT, type VideoChoice } from './consumerSet.ts';
import {
  planSubscriptions,
  type Candidate,
  type Speakers,
  type Subscription,
} from './SubscriptionPlanner.ts';

export interface SubscriberPlanOptions {
  /** Everything that others publish now; asked anew for each plan. */
  publications(): readonly Candidate[];
  /** Whose voices are forwarded to everyone; null when every voice is. */
  voices(): ReadonlySet<string> | null;
  speakers(): Speakers;
  /** The plan may be another one now, because time has passed. */
  onReview(): void;
}

/** Whoever says what it shows does so right after its join; a client that never does gets everything then. */
const VIEWS_WAIT_MS = 3000;

/** The plan of one subscriber, with what this subscriber says of itself and what is remembered from plan to plan. */
export class SubscriberPlan {
  readonly #options: SubscriberPlanOptions;
  /** By producer id: when a video was shown or about to be for the last time. */
  readonly #lastNeededAtMs = new Map<string, number>();
  #subscriptions: ReadonlyMap<string, Subscription> = new Map();
  #views: readonly View[] | null = null;
  #device: DeviceClass = 'desktop';
  #viewsDueAtMs = Infinity;
  #reviewTimer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(options: SubscriberPlanOptions) {
    this.#options = options;
  }

  /** As planned last, by producer id. What a new plan has left as it was is the same object as before. */
  get subscriptions(): ReadonlyMap<string, Subscription> {
    return this.#subscriptions;
  }

  /** Whether a large picture is shown, whose person may change. */
  get hasStage(): boolean {
    return this.#views?.some(({ onStage }) => onStage) ?? false;
  }

  get hasViews(): boolean {
    return this.#views !== null;
  }

  /** The client has just joined, and will say in a moment what it shows. */
  expectViews(): void {
    this.#viewsDueAtMs = performance.now() + VIEWS_WAIT_MS;
  }

  setViews(views: readonly View[], device: DeviceClass): void {
    this.#views = views;
    this.#device = device;
  }

  make(): void {
    const options = this.#options;
    const nowMs = performance.now();
    const { subscriptions, reviewAtMs } = planSubscriptions({
      candidates: options.publications(),
      views: this.#views,
      device: this.#device,
      voices: options.voices(),
      speakers: options.speakers(),
      previous: this.#subscriptions,
      nowMs,
    });
    this.#subscriptions = subscriptions;
    this.#rememberNeeded(nowMs);
    this.#reviewAt(this.#waitsForViews ? this.#viewsDueAtMs : reviewAtMs);
  }

  /** What decides whether each of these videos gets a consumer. */
  choices(videos: readonly Candidate[], exists: (producerId: string) => boolean): VideoChoice[] {
    const limit = this.#waitsForViews ? VIDEOS_KEPT : Infinity;
    return videos.map(({ producerId }, index) => ({
      producerId,
      needed: index < limit && this.#subscriptions.get(producerId)?.needed === true,
      exists: exists(producerId),
      lastNeededAtMs: this.#lastNeededAtMs.get(producerId) ?? 0,
    }));
  }

  close(): void {
    this.#closed = true;
    this.#reviewAt(null);
  }

  get #waitsForViews(): boolean {
    return this.#views === null && performance.now() < this.#viewsDueAtMs;
  }

  #rememberNeeded(nowMs: number): void {
    for (const producerId of this.#lastNeededAtMs.keys()) {
      if (!this.#subscriptions.has(producerId)) this.#lastNeededAtMs.delete(producerId);
    }
    for (const [producerId, { needed }] of this.#subscriptions) {
      if (needed) this.#lastNeededAtMs.set(producerId, nowMs);
    }
  }

  #reviewAt(atMs: number | null): void {
    if (this.#reviewTimer !== null) clearTimeout(this.#reviewTimer);
    this.#reviewTimer = null;
    if (atMs === null || this.#closed) return;
    const waitMs = Math.max(0, Math.ceil(atMs - performance.now()));
    this.#reviewTimer = setTimeout(() => this.#options.onReview(), waitMs);
  }
}
