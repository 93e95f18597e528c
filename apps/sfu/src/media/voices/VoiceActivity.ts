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
/** Somebody with so much voice within 400 ms, and loud on average, is in full flow: the average says as much as the packets. */
const STEADY_MS = 300;
/** So many averages in a row that nothing was heard of mean that packets do not come: a second. */
const DEAF_AFTER_AVERAGES = 4;
/** A second without a loud one ends the flow: then packets have to say what this is. */
const FLOW_AVERAGES = 4;

/**
 * What one microphone has been doing: how much of the last 400 ms was voice, how loud it is. Packets and times are
 * handed in. Steady noise (a fan, a street) is not voice, once it has been heard for some seconds. Besides the packets
 * there are averages, several times a second; of somebody in full flow, or whose packets do not come, they are enough.
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
  /** Since when the averages are enough; null while packets are needed. */
  #inFlowSinceMs: number | null = null;
  /** The last average was of voice. */
  #steady = false;
  #quietAverages = 0;
  #heardSinceAverage = false;
  #unheardAverages = 0;

  /** When there was voice for the last time. */
  get lastVoicedAtMs(): number {
    return this.#lastVoicedAtMs;
  }

  /** Of the voice while there is one, smoothed. */
  get levelDbov(): number {
    return this.#levelDbov;
  }

  /** The averages are enough until they say something else: nobody has to look at packets. */
  get isInFlow(): boolean {
    return this.#inFlowSinceMs !== null;
  }

  /** Takes a packet's level; says whether it is voice. */
  note(dbov: number, nowMs: number): boolean {
    this.#heardSinceAverage = true;
    this.#noteFloor(dbov, nowMs);
    this.#advance(nowMs);
    if (!this.#isVoice(dbov)) return false;
    const fresh = nowMs - this.#lastVoicedAtMs > SLOTS * SLOT_MS;
    const step = dbov > this.#levelDbov ? RISE : FALL;
    this.#levelDbov = fresh ? dbov : this.#levelDbov + step * (dbov - this.#levelDbov);
    this.#lastVoicedAtMs = nowMs;
    this.#history |= 1;
    return true;
  }

  /**
   * Takes the average level of the last packets; null when it was too quiet, or there were too few of them. Says whether
   * there was voice until now that `note` has not told, for all one knows.
   */
  noteAverage(dbov: number | null, nowMs: number): boolean {
    this.#countUnheard(dbov);
    const spokeBefore = this.#steady;
    const keepsFlow = dbov !== null && this.#keepsFlow(dbov);
    this.#steady = dbov !== null && this.#isEnough(dbov, nowMs);
    const spoke = spokeBefore || this.#steady;
    if (spoke) this.#lastVoicedAtMs = nowMs;
    if (this.#steady) this.#noteFlow(nowMs);
    if (this.#isDeaf && dbov !== null) this.#levelDbov = dbov;
    this.#quietAverages = keepsFlow ? 0 : this.#quietAverages + 1;
    if (this.#quietAverages >= FLOW_AVERAGES) this.#endFlow(nowMs);
    return spoke;
  }

  /** How much of the last 400 ms was voice. */
  voicedMs(nowMs: number): number {
    if (this.#steady) return SLOTS * SLOT_MS;
    return bitCount((this.#history << this.#slotsUntil(nowMs)) & HISTORY_MASK) * SLOT_MS;
  }

  /** Forgets what was heard: the microphone was muted. */
  reset(nowMs: number): void {
    this.#endFlow(nowMs);
    this.#history = 0;
    this.#lastVoicedAtMs = -Infinity;
  }

  get #isDeaf(): boolean {
    return this.#unheardAverages >= DEAF_AFTER_AVERAGES;
  }

  /** While the averages are enough nobody may be listening to packets. */
  #countUnheard(dbov: number | null): void {
    if (this.#heardSinceAverage) this.#unheardAverages = 0;
    else if (dbov !== null && !this.isInFlow) this.#unheardAverages += 1;
    this.#heardSinceAverage = false;
  }

  #isVoice(dbov: number): boolean {
    return dbov > AUDIBLE_DBOV && (dbov > LOUD_DBOV || dbov > this.#floorDbov + ABOVE_FLOOR_DB);
  }

  #isEnough(dbov: number, nowMs: number): boolean {
    if (this.#isDeaf) return true;
    return this.isInFlow ? this.#isVoice(dbov) : dbov > LOUD_DBOV && this.voicedMs(nowMs) >= STEADY_MS;
  }

  /** Only what is too loud for background: the averages do not tell a voice from a fan that has just been switched on. */
  #keepsFlow(dbov: number): boolean {
    return this.#isDeaf || dbov > LOUD_DBOV;
  }

  #noteFlow(nowMs: number): void {
    this.#inFlowSinceMs ??= nowMs;
    this.#history = HISTORY_MASK;
    this.#slotAtMs = nowMs;
  }

  /** The background is looked for in packets: meanwhile that stood still. */
  #endFlow(nowMs: number): void {
    if (this.#inFlowSinceMs !== null) this.#windowEndsAtMs += nowMs - this.#inFlowSinceMs;
    this.#inFlowSinceMs = null;
    this.#steady = false;
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
