import type { types } from 'mediasoup';
import { activeSpeaker, SILENT_AFTER_MS } from './voices/activeSpeaker.ts';
import { AUDIBLE_DBOV, type VoiceActivity } from './voices/VoiceActivity.ts';

export interface SpeakerDetectorEvents {
  /** Who is audible, loudest first, in dBov (-127 to 0); empty once when the room falls silent. */
  onLevels(levels: { ownerId: string; dbov: number }[]): void;
  /** The active speaker; null when the room has fallen silent. */
  onActiveSpeaker(ownerId: string | null): void;
}

/** How often levels are measured; 250 ms is the least that mediasoup takes. */
export const LEVEL_INTERVAL_MS = 250;
const MAX_LEVELS = 8;
/** How often mediasoup compares speakers; 100 ms is the least that it takes. */
const DOMINANCE_INTERVAL_MS = 100;
/** Somebody called dominant has so long to show that it is speech. */
const CLAIM_VALID_MS = 1000;
/** Who was heard this recently counts as audible: longer than the pauses within speech. */
const AUDIBLE_FOR_MS = 500;

/**
 * Finds out who speaks in one room. Levels come from mediasoup's level observer. The active speaker comes from what the
 * microphones have been doing packet by packet, and from mediasoup's dominant-speaker observer where people talk over
 * each other; that one alone takes a cough for a speaker, says nothing on silence, and needs half a second.
 */
export class SpeakerDetector {
  readonly #levelObserver: types.AudioLevelObserver;
  readonly #speakerObserver: types.ActiveSpeakerObserver;
  readonly #owners = new Map<string, string>();
  readonly #activities = new Map<string, VoiceActivity>();
  readonly #events: SpeakerDetectorEvents;
  /** Whom mediasoup has called dominant, until this has shown or time has passed. */
  #claim: { readonly ownerId: string; readonly atMs: number } | null = null;
  #activeSpeakerId: string | null = null;
  #silenceTimer: NodeJS.Timeout | null = null;

  static async create(router: types.Router, events: SpeakerDetectorEvents): Promise<SpeakerDetector> {
    const [levelObserver, speakerObserver] = await Promise.all([
      router.createAudioLevelObserver({
        maxEntries: MAX_LEVELS,
        threshold: AUDIBLE_DBOV,
        interval: LEVEL_INTERVAL_MS,
      }),
      router.createActiveSpeakerObserver({ interval: DOMINANCE_INTERVAL_MS }),
    ]);
    return new SpeakerDetector(levelObserver, speakerObserver, events);
  }

  private constructor(
    levelObserver: types.AudioLevelObserver,
    speakerObserver: types.ActiveSpeakerObserver,
    events: SpeakerDetectorEvents,
  ) {
    this.#levelObserver = levelObserver;
    this.#speakerObserver = speakerObserver;
    this.#events = events;
    levelObserver.on('volumes', (volumes) => this.#onVolumes(volumes));
    levelObserver.on('silence', () => events.onLevels([]));
    speakerObserver.on('dominantspeaker', ({ producer }) => {
      const ownerId = this.#owners.get(producer.id);
      if (ownerId !== undefined) this.#claim = { ownerId, atMs: performance.now() };
    });
  }

  get activeSpeakerId(): string | null {
    return this.#activeSpeakerId;
  }

  /** Who is audible or was a moment ago, loudest first. */
  audibleIds(nowMs: number): string[] {
    return [...this.#activities]
      .filter(([, { lastVoicedAtMs }]) => nowMs - lastVoicedAtMs < AUDIBLE_FOR_MS)
      .sort(([, a], [, b]) => b.levelDbov - a.levelDbov)
      .map(([ownerId]) => ownerId);
  }

  /** Listens to a microphone until its producer closes. `activity` is what it has been doing: see {@link note}. */
  async add(producer: types.Producer, ownerId: string, activity: VoiceActivity): Promise<void> {
    const producerId = producer.id;
    this.#owners.set(producerId, ownerId);
    this.#activities.set(ownerId, activity);
    producer.observer.once('close', () => this.#remove(producerId, activity));
    await Promise.all([
      this.#levelObserver.addProducer({ producerId }),
      this.#speakerObserver.addProducer({ producerId }),
    ]);
  }

  /** Some microphone's activity has changed. */
  note(nowMs: number): void {
    if (this.#claim !== null && nowMs - this.#claim.atMs > CLAIM_VALID_MS) this.#claim = null;
    const activeSpeakerId = activeSpeaker({
      currentId: this.#activeSpeakerId,
      claimantId: this.#claim?.ownerId ?? null,
      activities: this.#activities,
      nowMs,
    });
    if (activeSpeakerId === this.#claim?.ownerId) this.#claim = null;
    if (activeSpeakerId === this.#activeSpeakerId) return;
    this.#activeSpeakerId = activeSpeakerId;
    this.#watchForSilence();
    this.#events.onActiveSpeaker(activeSpeakerId);
  }

  close(): void {
    this.#levelObserver.close();
    this.#speakerObserver.close();
    if (this.#silenceTimer !== null) clearTimeout(this.#silenceTimer);
    this.#silenceTimer = null;
    this.#activities.clear();
    this.#owners.clear();
  }

  #remove(producerId: string, activity: VoiceActivity): void {
    const ownerId = this.#owners.get(producerId);
    this.#owners.delete(producerId);
    // Its owner may have a new microphone already.
    if (ownerId === undefined || this.#activities.get(ownerId) !== activity) return;
    this.#activities.delete(ownerId);
    this.note(performance.now());
  }

  #onVolumes(volumes: types.AudioLevelObserverVolume[]): void {
    const levels = volumes.flatMap(({ producer, volume }) => {
      const ownerId = this.#owners.get(producer.id);
      return ownerId === undefined ? [] : [{ ownerId, dbov: volume }];
    });
    this.#events.onLevels(levels);
  }

  /** Silence brings no packets: somebody has to look at the clock. */
  #watchForSilence(): void {
    if (this.#activeSpeakerId === null || this.#silenceTimer !== null) return;
    const activity = this.#activities.get(this.#activeSpeakerId);
    const nowMs = performance.now();
    const dueMs = (activity?.lastVoicedAtMs ?? nowMs) + SILENT_AFTER_MS - nowMs;
    this.#silenceTimer = setTimeout(
      () => {
        this.#silenceTimer = null;
        this.note(performance.now());
        this.#watchForSilence();
      },
      Math.max(1, Math.ceil(dueMs)),
    );
  }
}
