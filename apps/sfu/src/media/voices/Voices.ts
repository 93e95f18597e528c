import type { types } from 'mediasoup';
import type { Logger } from '../../logger.ts';
import { LEVEL_INTERVAL_MS, SpeakerDetector, type SpeakerDetectorEvents } from '../SpeakerDetector.ts';
import { VoiceActivity } from './VoiceActivity.ts';
import { VoiceSelector } from './VoiceSelector.ts';
import { type SetResting, VoiceTap } from './VoiceTap.ts';

export interface VoiceLimits {
  /** People from which a room forwards only the loudest voices. */
  fromPeople: number;
  /** How many of the loudest those are; the dominant speaker comes on top. */
  loudest: number;
}

export interface VoicesEvents extends SpeakerDetectorEvents {
  /** Whose voices are forwarded to everyone; null when every voice is. */
  onVoices(ownerIds: string[] | null): void;
}

type Level = Parameters<VoicesEvents['onLevels']>[0][number];

interface Microphone {
  readonly ownerId: string;
  readonly activity: VoiceActivity;
  /** Its packets do not come at present. */
  resting: boolean;
  setResting: SetResting;
}

/** A room around the limit does not switch with each who comes and goes. */
const SPARE_PEOPLE = 1;

/**
 * The microphones of one room: who speaks, and whose voices are forwarded. Lives on one router; producers of other
 * routers are given to it as their pipe producers there.
 */
export class Voices {
  readonly #limits: VoiceLimits;
  readonly #events: VoicesEvents;
  readonly #selector: VoiceSelector;
  readonly #tap: VoiceTap;
  readonly #microphones = new Set<Microphone>();
  /** Set by `create` before anybody gets this: its events need this, and this needs it. */
  #speakers!: SpeakerDetector;
  #voiceIds: string[] | null = null;
  #releaseTimer: NodeJS.Timeout | null = null;
  #silenceTimer: NodeJS.Timeout | null = null;
  #closed = false;

  static async create(
    router: types.Router,
    limits: VoiceLimits,
    events: VoicesEvents,
    logger: Logger,
  ): Promise<Voices> {
    const voices = new Voices(await VoiceTap.create(router, logger), limits, events);
    voices.#speakers = await SpeakerDetector.create(router, {
      onLevels: (levels) => voices.#onLevels(levels),
      onActiveSpeaker: (ownerId) => voices.#onActiveSpeaker(ownerId),
    });
    return voices;
  }

  private constructor(tap: VoiceTap, limits: VoiceLimits, events: VoicesEvents) {
    this.#tap = tap;
    this.#limits = limits;
    this.#events = events;
    this.#selector = new VoiceSelector(limits.loudest);
  }

  /** Whose voices are forwarded to everyone; null when every voice is. */
  get voiceIds(): string[] | null {
    return this.#voiceIds;
  }

  get activeSpeakerId(): string | null {
    return this.#speakers.activeSpeakerId;
  }

  /** Who is audible or was a moment ago, loudest first. */
  get audibleIds(): string[] {
    return this.#speakers.audibleIds(performance.now());
  }

  /** Listens to a microphone until its producer closes. */
  async add(producer: types.Producer, ownerId: string): Promise<void> {
    if (producer.closed || this.#closed) return;
    const microphone: Microphone = {
      ownerId,
      activity: new VoiceActivity(),
      resting: false,
      setResting: () => undefined,
    };
    const { activity } = microphone;
    this.#microphones.add(microphone);
    producer.observer.on('pause', () => this.#forget(microphone));
    producer.observer.once('close', () => {
      this.#microphones.delete(microphone);
      this.#forget(microphone);
    });
    const [setResting] = await Promise.all([
      this.#tap.add(producer, (dbov) => {
        const nowMs = performance.now();
        if (activity.note(dbov, nowMs)) this.#onVoice(ownerId, activity.levelDbov, nowMs);
      }),
      this.#speakers.add(producer, ownerId, activity),
    ]);
    microphone.setResting = setResting;
    if (microphone.resting) setResting(true);
  }

  /** How many people are in the room now. */
  setPeople(people: number): void {
    if (this.#closed) return;
    const { fromPeople } = this.#limits;
    const limited = people >= fromPeople - (this.#voiceIds === null ? 0 : SPARE_PEOPLE);
    if (limited === (this.#voiceIds !== null)) return;
    this.#voiceIds = limited ? this.#selector.chosenIds : null;
    this.#events.onVoices(this.#voiceIds);
  }

  close(): void {
    this.#closed = true;
    if (this.#releaseTimer !== null) clearTimeout(this.#releaseTimer);
    this.#releaseTimer = null;
    this.#stopSilenceTimer();
    this.#speakers.close();
    this.#tap.close();
  }

  #forget(microphone: Microphone): void {
    const nowMs = performance.now();
    microphone.activity.reset(nowMs);
    rest(microphone, false);
    this.#speakers.note(nowMs);
    if (this.#selector.remove(microphone.ownerId)) this.#publish();
  }

  #onLevels(levels: Level[]): void {
    this.#noteAverages(levels);
    this.#events.onLevels(levels);
  }

  /** Levels are what mediasoup has found on average since the last ones. */
  #noteAverages(levels: readonly Level[]): void {
    const nowMs = performance.now();
    const dbovs = new Map(levels.map(({ ownerId, dbov }) => [ownerId, dbov]));
    for (const microphone of this.#microphones) {
      const { ownerId, activity } = microphone;
      const spoke = activity.noteAverage(dbovs.get(ownerId) ?? null, nowMs);
      if (spoke && this.#selector.note(ownerId, activity.levelDbov, nowMs)) this.#publish();
      // A voice without a place has to be heard packet by packet to get one.
      rest(microphone, activity.isInFlow && this.#selector.isChosen(ownerId));
    }
    this.#speakers.note(nowMs);
    if (levels.length === 0) this.#watchSilence();
    else this.#stopSilenceTimer();
  }

  /** mediasoup says only once that everybody is silent; whoever was in flow is to be listened to again after a while. */
  #watchSilence(): void {
    this.#stopSilenceTimer();
    if (this.#closed || [...this.#microphones].every(({ activity }) => !activity.isInFlow)) return;
    this.#silenceTimer = setTimeout(() => this.#noteAverages([]), LEVEL_INTERVAL_MS);
  }

  #stopSilenceTimer(): void {
    if (this.#silenceTimer !== null) clearTimeout(this.#silenceTimer);
    this.#silenceTimer = null;
  }

  #onVoice(ownerId: string, levelDbov: number, nowMs: number): void {
    if (this.#selector.note(ownerId, levelDbov, nowMs)) this.#publish();
    this.#speakers.note(nowMs);
  }

  #onActiveSpeaker(ownerId: string | null): void {
    if (this.#selector.setDominant(ownerId)) this.#publish();
    this.#events.onActiveSpeaker(ownerId);
  }

  #publish(): void {
    if (this.#closed) return;
    this.#watchForRelease();
    if (this.#voiceIds === null) return;
    const chosenIds = this.#selector.chosenIds;
    if (chosenIds.length === this.#voiceIds.length && chosenIds.every((id, i) => id === this.#voiceIds?.[i]))
      return;
    this.#voiceIds = chosenIds;
    this.#events.onVoices(chosenIds);
  }

  /** A voice that has fallen silent brings no packets: somebody has to look at the clock. */
  #watchForRelease(): void {
    const dueMs = this.#selector.nextReleaseAtMs - performance.now();
    if (this.#releaseTimer !== null || dueMs === Infinity) return;
    this.#releaseTimer = setTimeout(
      () => {
        this.#releaseTimer = null;
        if (this.#selector.release(performance.now())) this.#publish();
        else this.#watchForRelease();
      },
      Math.max(1, Math.ceil(dueMs)),
    );
  }
}

/** Has its packets come no longer, or again. */
function rest(microphone: Microphone, resting: boolean): void {
  if (microphone.resting === resting) return;
  microphone.resting = resting;
  microphone.setResting(resting);
}
