import type { types } from 'mediasoup';

export interface SpeakerDetectorEvents {
  /** Who is audible, loudest first, in dBov (-127 to 0); empty once when the room falls silent. */
  onLevels(levels: { ownerId: string; dbov: number }[]): void;
  /** The dominant speaker; null when the room has fallen silent. */
  onActiveSpeaker(ownerId: string | null): void;
}

/** How often levels are measured; 250 ms is the least that mediasoup takes. */
const LEVEL_INTERVAL_MS = 250;
/** Speech is above about -60 dBov at a usual distance; room noise stays below. */
const LEVEL_THRESHOLD_DBOV = -60;
const MAX_LEVELS = 8;

/** Finds out who speaks in one router, from mediasoup's level and dominant-speaker observers. */
export class SpeakerDetector {
  readonly #levelObserver: types.AudioLevelObserver;
  readonly #speakerObserver: types.ActiveSpeakerObserver;
  readonly #owners = new Map<string, string>();
  readonly #events: SpeakerDetectorEvents;
  /** mediasoup names a dominant speaker only when it changes, so the last one is kept through silence. */
  #dominantId: string | null = null;
  #silent = true;
  #activeSpeakerId: string | null = null;

  static async create(router: types.Router, events: SpeakerDetectorEvents): Promise<SpeakerDetector> {
    const [levelObserver, speakerObserver] = await Promise.all([
      router.createAudioLevelObserver({
        maxEntries: MAX_LEVELS,
        threshold: LEVEL_THRESHOLD_DBOV,
        interval: LEVEL_INTERVAL_MS,
      }),
      router.createActiveSpeakerObserver(),
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
    levelObserver.on('silence', () => this.#onSilence());
    speakerObserver.on('dominantspeaker', ({ producer }) => this.#onDominantSpeaker(producer));
  }

  get activeSpeakerId(): string | null {
    return this.#activeSpeakerId;
  }

  /** Listens to a microphone until its producer closes. */
  async add(producer: types.Producer, ownerId: string): Promise<void> {
    const producerId = producer.id;
    this.#owners.set(producerId, ownerId);
    producer.observer.once('close', () => this.#remove(producerId));
    await Promise.all([
      this.#levelObserver.addProducer({ producerId }),
      this.#speakerObserver.addProducer({ producerId }),
    ]);
  }

  #remove(producerId: string): void {
    const ownerId = this.#owners.get(producerId);
    this.#owners.delete(producerId);
    if (ownerId !== this.#dominantId) return;
    this.#dominantId = null;
    this.#update();
  }

  #onVolumes(volumes: types.AudioLevelObserverVolume[]): void {
    const levels = volumes.flatMap(({ producer, volume }) => {
      const ownerId = this.#owners.get(producer.id);
      return ownerId === undefined ? [] : [{ ownerId, dbov: volume }];
    });
    this.#events.onLevels(levels);
    this.#silent = false;
    this.#update();
  }

  #onSilence(): void {
    this.#events.onLevels([]);
    this.#silent = true;
    this.#update();
  }

  #onDominantSpeaker(producer: types.Producer): void {
    this.#dominantId = this.#owners.get(producer.id) ?? null;
    this.#update();
  }

  #update(): void {
    const activeSpeakerId = this.#silent ? null : this.#dominantId;
    if (activeSpeakerId === this.#activeSpeakerId) return;
    this.#activeSpeakerId = activeSpeakerId;
    this.#events.onActiveSpeaker(activeSpeakerId);
  }
}
