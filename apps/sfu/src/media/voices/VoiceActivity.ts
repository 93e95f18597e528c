import { SILENT_DBOV } from './audioLevel.ts';

/** Speech is above about -60 dBov at a usual distance; the noise of a quiet room stays below. */
export const AUDIBLE_DBOV = -60;

/** Opus packets of browsers are 20 ms long; each is one bit of the history. */
const SLOT_MS = 20;
const SLOTS = 20;
const HISTORY_MASK = 2 ** SLOTS - 1;
const MAX_JITTER_MS = 100;
/** Speech dips to the background between words. Within so much of the quietest of the last seconds it is background. */
const ABOVE_FLOOR_DB = 10;
/** The floor is the quietest of the running window and of the one before it. */
const FLOOR_WINDOW_MS = 5000;
/** Fewer packets than this say nothing of the background. */
const FLOOR_MIN_PACKETS = 100;
/** Nothing as loud as this is taken for background: music and a steady hum of a voice are meant to be heard. */
const LOUD_DBOV = -40;
/** The level follows a louder packet at once, a quieter one over about ten packets, or vowels would hide consonants. */
const RISE = 0.5;
const FALL = 0.1;

/**
 * What one microphone has been doing: how much of the last 400 ms was voice, how loud it is. Packets and times are
 * handed in. Steady noise (a fan, a street) is not voice, once it has been heard for some seconds.
 */
export class VoiceActivity {
  /** Bit 0 is the latest 20 ms. */
  #history = 0;
  #slotAtMs = -Infinity;
  #levelDbov = SILENT_DBOV;
  #lastVoicedAtMs = -Infinity;
  #windowEndsAtMs = -Infinity;
  #windowPackets = 0;
  #windowMinDbov = 0;
  #floorDbov = SILENT_DBOV;

  /** When the latest packet with voice came. */
  get lastVoicedAtMs(): number {
    return this.#lastVoicedAtMs;
  }

  /** Of the voice while there is one, smoothed. */
  get levelDbov(): number {
    return this.#levelDbov;
  }

  /** Takes a packet's level; says whether it is voice. */
  note(dbov: number, nowMs: number): boolean {
    this.#noteFloor(dbov, nowMs);
    this.#advance(nowMs);
    const voiced = dbov > AUDIBLE_DBOV && (dbov > LOUD_DBOV || dbov > this.#floorDbov + ABOVE_FLOOR_DB);
    if (!voiced) return false;
    const fresh = nowMs - this.#lastVoicedAtMs > SLOTS * SLOT_MS;
    const step = dbov > this.#levelDbov ? RISE : FALL;
    this.#levelDbov = fresh ? dbov : this.#levelDbov + step * (dbov - this.#levelDbov);
    this.#lastVoicedAtMs = nowMs;
    this.#history |= 1;
    return true;
  }

  /** How much of the last 400 ms was voice. */
  voicedMs(nowMs: number): number {
    return bitCount((this.#history << this.#slotsUntil(nowMs)) & HISTORY_MASK) * SLOT_MS;
  }

  /** Forgets what was heard: the microphone was muted. */
  reset(): void {
    this.#history = 0;
    this.#lastVoicedAtMs = -Infinity;
  }

  /** Packets may come late and then in a burst, and each is 20 ms of sound all the same. A long gap is a pause. */
  #advance(nowMs: number): void {
    const slots = nowMs - this.#slotAtMs > MAX_JITTER_MS ? this.#slotsUntil(nowMs) : 1;
    this.#history = (this.#history << slots) & HISTORY_MASK;
    this.#slotAtMs = nowMs;
  }

  #slotsUntil(nowMs: number): number {
    return Math.min(SLOTS, Math.max(0, Math.round((nowMs - this.#slotAtMs) / SLOT_MS)));
  }

  #noteFloor(dbov: number, nowMs: number): void {
    if (nowMs >= this.#windowEndsAtMs) {
      this.#floorDbov = this.#windowPackets >= FLOOR_MIN_PACKETS ? this.#windowMinDbov : SILENT_DBOV;
      this.#windowEndsAtMs = nowMs + FLOOR_WINDOW_MS;
      this.#windowPackets = 0;
      this.#windowMinDbov = 0;
    }
    this.#windowPackets += 1;
    this.#windowMinDbov = Math.min(this.#windowMinDbov, dbov);
    this.#floorDbov = Math.min(this.#floorDbov, dbov);
  }
}

/** How many of the lower 32 bits are set. */
function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
