/** A voice is kept for so long after it fell silent, so that a pause between sentences does not cut it off. */
export const RELEASE_AFTER_MS = 2000;
/** Only a voice that is clearly louder takes the place of another: two alike would swap all the time. */
export const CLEARLY_LOUDER_DB = 6;
/** Nor at once: whoever has just got a place keeps it for so long, unless silent. */
export const MIN_HOLD_MS = 600;
/** Pauses within speech are mostly shorter than this. */
const SPEECH_PAUSE_MS = 300;
/** A voice that pauses for longer ranks lower by so much a second. */
const DECAY_DB_PER_S = 10;
/**
 * A voice ranks as its loudest syllable did, less this with each packet: syllables differ by more than voices do, and
 * by the level of the moment a place would change hands several times a second.
 */
const PACKET_DECAY_DB = 0.1;
/** A voice needs so many packets in a row to take the place of another: a click has one or two. */
const TAKEOVER_PACKETS = 3;
/** Packets with more between them are not in a row. */
const SPURT_GAP_MS = 100;

interface Voice {
  /** Its rank when it was last heard. */
  peakDbov: number;
  lastHeardAtMs: number;
  /** Packets since the last gap. */
  spurtPackets: number;
  chosenAtMs: number | null;
}

/**
 * Chooses whose voices are forwarded: the loudest few, and the dominant speaker on top. A free place is given with the
 * first packet; a taken one goes to a clearly louder voice. Levels and times are handed in: this class does nothing.
 */
export class VoiceSelector {
  readonly #loudest: number;
  readonly #voices = new Map<string, Voice>();
  #chosenCount = 0;
  #dominantId: string | null = null;

  constructor(loudest: number) {
    this.#loudest = loudest;
  }

  /** Whose voices to forward, sorted. */
  get chosenIds(): string[] {
    const ids = [...this.#voices].filter(([, voice]) => voice.chosenAtMs !== null).map(([id]) => id);
    if (this.#dominantId !== null && !ids.includes(this.#dominantId)) ids.push(this.#dominantId);
    return ids.sort();
  }

  /** Whether this voice is one of the loudest. */
  isChosen(ownerId: string): boolean {
    return (this.#voices.get(ownerId)?.chosenAtMs ?? null) !== null;
  }

  /** When `release` has something to do next; Infinity for never. */
  get nextReleaseAtMs(): number {
    let earliest = Infinity;
    for (const { chosenAtMs, lastHeardAtMs } of this.#voices.values()) {
      if (chosenAtMs !== null) earliest = Math.min(earliest, lastHeardAtMs + RELEASE_AFTER_MS);
    }
    return earliest;
  }

  /** Takes an audible packet; says whether the choice is another one now. */
  note(ownerId: string, levelDbov: number, nowMs: number): boolean {
    const voice = this.#voices.get(ownerId) ?? newVoice();
    this.#voices.set(ownerId, voice);
    voice.spurtPackets = nowMs - voice.lastHeardAtMs > SPURT_GAP_MS ? 1 : voice.spurtPackets + 1;
    voice.peakDbov = Math.max(levelDbov, rankDbov(voice, nowMs) - PACKET_DECAY_DB);
    voice.lastHeardAtMs = nowMs;
    if (voice.chosenAtMs !== null) return false;
    if (this.#chosenCount >= this.#loudest && !this.#makeRoomFor(voice, nowMs)) return false;
    voice.chosenAtMs = nowMs;
    this.#chosenCount += 1;
    return true;
  }

  /** Who dominates is forwarded whatever the levels are; says whether the choice is another one now. */
  setDominant(ownerId: string | null): boolean {
    const changed = ownerId !== this.#dominantId;
    this.#dominantId = ownerId;
    return changed;
  }

  /** The microphone is gone or muted; says whether its place is free now. */
  remove(ownerId: string): boolean {
    const chosen = this.#drop(ownerId);
    const dominant = this.#dominantId === ownerId;
    if (dominant) this.#dominantId = null;
    return chosen || dominant;
  }

  /** Lets go of who has been silent for long enough; says whether that was anybody. */
  release(nowMs: number): boolean {
    const silent = [...this.#voices].filter(
      ([, { lastHeardAtMs }]) => nowMs - lastHeardAtMs >= RELEASE_AFTER_MS,
    );
    return silent.map(([ownerId]) => this.#drop(ownerId)).includes(true);
  }

  #makeRoomFor(newcomer: Voice, nowMs: number): boolean {
    if (newcomer.spurtPackets < TAKEOVER_PACKETS) return false;
    const quietest = [...this.#voices.values()]
      .filter(({ chosenAtMs }) => chosenAtMs !== null)
      .reduce((a, b) => (rankDbov(b, nowMs) < rankDbov(a, nowMs) ? b : a));
    const held = nowMs - (quietest.chosenAtMs ?? nowMs) >= MIN_HOLD_MS;
    const silent = nowMs - quietest.lastHeardAtMs >= SPEECH_PAUSE_MS;
    if (!held && !silent) return false;
    if (rankDbov(newcomer, nowMs) < rankDbov(quietest, nowMs) + CLEARLY_LOUDER_DB) return false;
    quietest.chosenAtMs = null;
    this.#chosenCount -= 1;
    return true;
  }

  #drop(ownerId: string): boolean {
    const chosen = this.isChosen(ownerId);
    this.#voices.delete(ownerId);
    if (chosen) this.#chosenCount -= 1;
    return chosen;
  }
}

function newVoice(): Voice {
  return { peakDbov: -127, lastHeardAtMs: -Infinity, spurtPackets: 0, chosenAtMs: null };
}

function rankDbov({ peakDbov, lastHeardAtMs }: Voice, nowMs: number): number {
  const silentMs = Math.max(0, nowMs - lastHeardAtMs - SPEECH_PAUSE_MS);
  return peakDbov - (silentMs * DECAY_DB_PER_S) / 1000;
}
