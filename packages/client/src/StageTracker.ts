import type { RoomSnapshot, RoomStore } from './RoomStore.ts';
import type { Level } from './SpeakingHold.ts';
import { StageSpeaker } from './StageSpeaker.ts';

/** Keeps `stageUserId` and `nextStageUserId` of the store true, from who is there, who is dominant, and time. */
export class StageTracker {
  readonly #store: RoomStore;
  readonly #speaker = new StageSpeaker();
  readonly #unsubscribe: () => void;
  /** What was followed last. */
  #seen: Pick<RoomSnapshot, 'userId' | 'users' | 'activeSpeakerId'>;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(store: RoomStore) {
    this.#store = store;
    this.#seen = store.getSnapshot();
    this.#unsubscribe = store.subscribe(this.#follow);
  }

  hear(levels: readonly Level[]): void {
    this.#speaker.hear(levels, performance.now());
    this.#publish();
  }

  close(): void {
    this.#unsubscribe();
    this.#clearTimer();
  }

  readonly #follow = (): void => {
    const { userId, users, activeSpeakerId } = this.#store.getSnapshot();
    const seen = this.#seen;
    if (userId === seen.userId && users === seen.users && activeSpeakerId === seen.activeSpeakerId) return;
    this.#seen = { userId, users, activeSpeakerId };
    const nowMs = performance.now();
    const others = users.map(({ id }) => id).filter((id) => id !== userId);
    if (users !== seen.users) this.#speaker.setPeople(others, nowMs);
    if (userId !== seen.userId) this.#speaker.start(activeSpeakerId, nowMs);
    else if (activeSpeakerId !== seen.activeSpeakerId) this.#speaker.setDominant(activeSpeakerId, nowMs);
    this.#publish();
  };

  #publish(): void {
    this.#clearTimer();
    const wakeAtMs = this.#speaker.wakeAtMs;
    if (wakeAtMs !== null) this.#timer = setTimeout(this.#advance, Math.max(0, wakeAtMs - performance.now()));
    const { stageUserId, nextUserId: nextStageUserId } = this.#speaker;
    this.#store.update({ stageUserId, nextStageUserId });
  }

  readonly #advance = (): void => {
    this.#speaker.advance(performance.now());
    this.#publish();
  };

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
