import type { RemoteUser, RoomSnapshot, RoomStore } from './RoomStore.ts';
import { StallDetector, type Traffic } from './StallDetector.ts';
import { shouldBeHeard } from './shouldBeHeard.ts';

/** Media whose way is watched. */
export interface WatchedMedia {
  /** Another number than before says that media has arrived; costs next to nothing. */
  readonly arrivals: number;
  traffic(): Promise<Traffic>;
}

export interface StallWatchOptions {
  store: RoomStore;
  media: () => WatchedMedia | null;
  onStall: () => void;
  onProblem: (problem: unknown) => void;
}

const INTERVAL_MS = 400;
const NOBODY: ReadonlySet<string> = new Set();

/**
 * Looks whether media still arrives, while in a room. Statistics are asked for only when nothing that is played does, and
 * something should.
 */
export class StallWatch {
  readonly #options: StallWatchOptions;
  readonly #unsubscribe: () => void;
  #detector = new StallDetector();
  #media: WatchedMedia | null = null;
  #arrivals = 0;
  #timer: ReturnType<typeof setInterval> | null = null;
  #looking = false;

  constructor(options: StallWatchOptions) {
    this.#options = options;
    this.#unsubscribe = options.store.subscribe(this.#follow);
  }

  close(): void {
    this.#unsubscribe();
    this.#stop();
  }

  readonly #follow = (): void => {
    const { status, mediaConnection } = this.#options.store.getSnapshot();
    const flows = status === 'joined' && mediaConnection === 'connected';
    if (!flows) this.#stop();
    else this.#timer ??= setInterval(this.#onInterval, INTERVAL_MS);
  };

  #stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#detector.onPause();
  }

  readonly #onInterval = (): void => {
    const { store, media, onProblem } = this.#options;
    const current = media();
    if (current !== this.#media) this.#detector = new StallDetector();
    this.#media = current;
    if (current === null || this.#looking) return;
    const { arrivals } = current;
    const arrived = arrivals !== this.#arrivals;
    this.#arrivals = arrivals;
    if (arrived) this.#detector.onArrival(performance.now());
    else if (isExpecting(store.getSnapshot())) void this.#look(current).catch(onProblem);
    else this.#detector.onPause();
  };

  async #look(media: WatchedMedia): Promise<void> {
    this.#looking = true;
    try {
      const traffic = await media.traffic();
      if (this.#timer === null || media !== this.#media) return;
      const audible = isAnybodyAudible(this.#options.store.getSnapshot());
      if (this.#detector.look({ ...traffic, audible }, performance.now())) this.#options.onStall();
    } finally {
      this.#looking = false;
    }
  }
}

/** Whether there is anything by which one could tell quiet from a lost way. */
function isExpecting(snapshot: RoomSnapshot): boolean {
  return Object.values(snapshot.local).some(({ paused }) => !paused) || isAnybodyAudible(snapshot);
}

/** Whether the server hears somebody now whose voice it forwards to me. */
function isAnybodyAudible(snapshot: RoomSnapshot): boolean {
  const speaks = ({ id, tracks }: RemoteUser) =>
    snapshot.speakingIds.includes(id) && tracks.microphone !== undefined;
  return snapshot.users.some((user) => speaks(user) && shouldBeHeard(user, snapshot, NOBODY));
}
