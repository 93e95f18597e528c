import { AUDIBLE_DBOV, type Level } from './SpeakingHold.ts';

/** Speech of this length takes the stage. */
const SPEECH_MS = 300;
/** Whoever took the stage keeps it at least so long. */
const HOLD_MS = 2000;
/**
 * In so many levels in a row a voice must have been heard. One covers 250 ms, so that a cough of 150 ms is in one of them
 * (a level averages its whole quarter of a second), however long the server's detector takes it for the dominant voice.
 */
const LEVELS_OF_SPEECH = 2;
/** Levels come four times a second while anybody is audible. After this long without any they say nothing about now. */
const LEVELS_VALID_MS = 600;
/** Levels may be dropped on the way; without any, the server's word alone counts, after longer. */
const UNHEARD_SPEECH_MS = 1000;
/** Pauses between words must not take back a large picture that was asked for early. */
const NEXT_LINGER_MS = 1000;

interface Streak {
  readonly levels: number;
  readonly sinceMs: number;
}

/** The dominant speaker, while it is somebody else. */
interface Dominant {
  readonly userId: string;
  readonly sinceMs: number;
  /** Whether levels have shown that this is speech. */
  speaks: boolean;
}

/**
 * Who has the stage by speech: after 300 ms of it, for 2 s at least, never oneself; silence keeps the last speaker. Pure in
 * time: the caller says what time it is and calls `advance` when `wakeAtMs` has come.
 */
export class StageSpeaker {
  /** Everyone else in the room. */
  #people: ReadonlySet<string> = new Set();
  /** Who had the stage, the present one last. */
  #history: string[] = [];
  #stageSinceMs = -Infinity;
  #dominant: Dominant | null = null;
  #streaks: ReadonlyMap<string, Streak> = new Map();
  #levelsAtMs = -Infinity;
  #next: { readonly userId: string; readonly untilMs: number } | null = null;

  get stageUserId(): string | null {
    return this.#history.at(-1) ?? null;
  }

  /** Who will have the stage unless they fall silent. */
  get nextUserId(): string | null {
    return this.#next?.userId ?? null;
  }

  /** When `advance` will change something unless something happens before; null when never. */
  get wakeAtMs(): number | null {
    const times = [this.#readyAtMs(), this.#next?.untilMs ?? Infinity].filter((time) => time !== Infinity);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Somebody was speaking when this person came in: there is nothing on stage that would flicker. */
  start(activeSpeakerId: string | null, nowMs: number): void {
    this.setDominant(activeSpeakerId, nowMs);
    if (this.#dominant !== null && this.stageUserId === null) this.#take(this.#dominant.userId, nowMs);
  }

  /** Who is there, oneself excluded. Whoever left frees the stage for who had it before. */
  setPeople(userIds: readonly string[], nowMs: number): void {
    this.#people = new Set(userIds);
    const stageUserId = this.stageUserId;
    this.#history = this.#history.filter((userId) => this.#people.has(userId));
    if (this.stageUserId !== stageUserId) this.#stageSinceMs = -Infinity;
    if (this.#dominant !== null && !this.#people.has(this.#dominant.userId)) this.#dominant = null;
    if (this.#next !== null && !this.#people.has(this.#next.userId)) this.#next = null;
    this.advance(nowMs);
  }

  /** The server says who is dominant: null is silence; oneself counts as silence, too. */
  setDominant(userId: string | null, nowMs: number): void {
    if (userId === null || !this.#people.has(userId)) this.#dominant = null;
    else if (this.#dominant?.userId !== userId) this.#dominant = { userId, sinceMs: nowMs, speaks: false };
    this.advance(nowMs);
  }

  /** Who is audible in the latest quarter of a second; nobody when it has become silent. */
  hear(levels: readonly Level[], nowMs: number): void {
    const before = nowMs - this.#levelsAtMs < LEVELS_VALID_MS ? this.#streaks : new Map<string, Streak>();
    const audible = levels.filter(({ dbov }) => dbov > AUDIBLE_DBOV);
    this.#streaks = new Map(
      audible.map(({ userId }) => {
        const { levels: count, sinceMs } = before.get(userId) ?? { levels: 0, sinceMs: nowMs };
        return [userId, { levels: count + 1, sinceMs }];
      }),
    );
    this.#levelsAtMs = nowMs;
    this.advance(nowMs);
  }

  advance(nowMs: number): void {
    if (this.#dominant !== null) this.#judge(this.#dominant, nowMs);
    if (this.#dominant !== null && nowMs >= this.#readyAtMs()) this.#take(this.#dominant.userId, nowMs);
    if (this.#next !== null && nowMs >= this.#next.untilMs) this.#next = null;
  }

  #judge(dominant: Dominant, nowMs: number): void {
    const streak = this.#streaks.get(dominant.userId);
    if (streak !== undefined && streak.levels >= LEVELS_OF_SPEECH) dominant.speaks = true;
    const audible = streak !== undefined || nowMs - this.#levelsAtMs >= LEVELS_VALID_MS;
    if (audible && dominant.userId !== this.stageUserId)
      this.#next = { userId: dominant.userId, untilMs: nowMs + NEXT_LINGER_MS };
  }

  /** When the dominant speaker may take the stage. */
  #readyAtMs(): number {
    if (this.#dominant === null || this.#dominant.userId === this.stageUserId) return Infinity;
    const { userId, sinceMs, speaks } = this.#dominant;
    const holdEndsAtMs = this.#stageSinceMs + HOLD_MS;
    // They may have been audible before they were dominant, which speaks for them.
    const heardSinceMs = Math.min(sinceMs, this.#streaks.get(userId)?.sinceMs ?? Infinity);
    if (speaks) return Math.max(heardSinceMs + SPEECH_MS, holdEndsAtMs);
    const levelsSince = this.#levelsAtMs >= sinceMs - LEVELS_VALID_MS;
    return levelsSince ? Infinity : Math.max(sinceMs + UNHEARD_SPEECH_MS, holdEndsAtMs);
  }

  #take(userId: string, nowMs: number): void {
    this.#history = [...this.#history.filter((id) => id !== userId), userId];
    this.#stageSinceMs = nowMs;
    if (this.#next?.userId === userId) this.#next = null;
  }
}
