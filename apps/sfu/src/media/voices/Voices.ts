import type { types } from 'mediasoup';
import { SpeakerDetector, type SpeakerDetectorEvents } from '../SpeakerDetector.ts';
import { VoiceActivity } from './VoiceActivity.ts';
import { VoiceSelector } from './VoiceSelector.ts';
import { VoiceTap } from './VoiceTap.ts';

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
  /** Set by `create` before anybody gets this: its events need this, and this needs it. */
  #speakers!: SpeakerDetector;
  #voiceIds: string[] | null = null;
  #releaseTimer: NodeJS.Timeout | null = null;
  #closed = false;

  static async create(router: types.Router, limits: VoiceLimits, events: VoicesEvents): Promise<Voices> {
    const voices = new Voices(await VoiceTap.create(router), limits, events);
    voices.#speakers = await SpeakerDetector.create(router, {
      onLevels: (levels) => events.onLevels(levels),
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
    const activity = new VoiceActivity();
    const forget = () => {
      activity.reset();
      this.#speakers.note(performance.now());
      if (this.#selector.remove(ownerId)) this.#publish();
    };
    producer.observer.on('pause', forget);
    producer.observer.once('close', forget);
    await Promise.all([
      this.#speakers.add(producer, ownerId, activity),
      this.#tap.add(producer, (dbov) => {
        const nowMs = performance.now();
        if (activity.note(dbov, nowMs)) this.#onVoice(ownerId, activity.levelDbov, nowMs);
      }),
    ]);
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
    this.#speakers.close();
    this.#tap.close();
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
