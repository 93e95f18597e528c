/** One look at a voice that should be heard whenever its owner speaks. */
export interface VoiceSample {
  readonly userId: string;
  /** Another one is another story. */
  readonly producerId: string;
  readonly consumerId: string;
  /** Whether the server hears them speak now. */
  readonly speaking: boolean;
  /** Received so far; null when nobody has looked. */
  readonly packets: number | null;
}

/** This much speech without a packet is no accident any more. */
const UNHEARD_MS = 4000;
/** A voice that comes back with neither of these does not come back by itself. */
const MAX_RENEWALS = 2;
/** A page that was asleep has not listened all the time. */
const MAX_STEP_MS = 1500;

interface Listening {
  readonly producerId: string;
  consumerId: string;
  /** At the last look; null before the first one. */
  packets: number | null;
  lookedAtMs: number;
  /** Speech since the last packet. */
  unheardMs: number;
  renewals: number;
}

/**
 * Notices voices that are sent but do not arrive. Silence says nothing, so only time in which the server hears somebody
 * speak counts: after 4 s of it their consumer is to be made anew, twice, and then they are `inaudible` until packets
 * come. Pure in time: packet counts in, decisions out.
 */
export class AudioWatchdog {
  readonly #listening = new Map<string, Listening>();
  #inaudibleIds: readonly string[] = [];

  /** The same array as long as the same people are. */
  get inaudibleIds(): readonly string[] {
    return this.#inaudibleIds;
  }

  /** Whether packets are missed already, so that looking on makes sense in a pause, too. */
  doubts(userId: string): boolean {
    const listening = this.#listening.get(userId);
    return listening !== undefined && (listening.unheardMs > 0 || listening.renewals > 0);
  }

  /**
   * @param voices all that should be heard now; others are forgotten
   * @returns consumers to make anew
   */
  look(voices: readonly VoiceSample[], nowMs: number): string[] {
    const expected = new Set(voices.map(({ userId }) => userId));
    for (const userId of this.#listening.keys()) if (!expected.has(userId)) this.#listening.delete(userId);
    const inaudible = new Set(this.#inaudibleIds.filter((userId) => expected.has(userId)));
    const renewed: string[] = [];
    for (const voice of voices) {
      const listening = this.#follow(voice, nowMs);
      if (listening.renewals === 0) inaudible.delete(voice.userId);
      if (listening.unheardMs < UNHEARD_MS) continue;
      listening.unheardMs = 0;
      if (listening.renewals === MAX_RENEWALS) inaudible.add(voice.userId);
      else {
        listening.renewals += 1;
        renewed.push(voice.consumerId);
      }
    }
    this.#report([...inaudible].sort());
    return renewed;
  }

  #follow(voice: VoiceSample, nowMs: number): Listening {
    const listening = this.#listeningTo(voice, nowMs);
    const stepMs = Math.min(nowMs - listening.lookedAtMs, MAX_STEP_MS);
    listening.lookedAtMs = nowMs;
    if (voice.packets === null) return listening;
    const before = listening.packets;
    listening.packets = voice.packets;
    if (before === null) return listening;
    if (voice.packets > before) {
      listening.unheardMs = 0;
      listening.renewals = 0;
    } else if (voice.speaking) listening.unheardMs += stepMs;
    return listening;
  }

  #listeningTo({ userId, producerId, consumerId }: VoiceSample, nowMs: number): Listening {
    const known = this.#listening.get(userId);
    if (known?.producerId === producerId) {
      if (known.consumerId !== consumerId) Object.assign(known, { consumerId, packets: 0, unheardMs: 0 });
      return known;
    }
    const fresh = { producerId, consumerId, packets: null, lookedAtMs: nowMs, unheardMs: 0, renewals: 0 };
    this.#listening.set(userId, fresh);
    return fresh;
  }

  #report(ids: readonly string[]): void {
    const same =
      ids.length === this.#inaudibleIds.length && ids.every((id, i) => id === this.#inaudibleIds[i]);
    if (!same) this.#inaudibleIds = ids;
  }
}
