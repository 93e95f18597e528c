import { SILENT_DBOV } from './audioLevel.ts';
import { NoiseFloor } from './NoiseFloor.ts';
import { VoiceFlow } from './VoiceFlow.ts';
import { HISTORY_MS, VoiceHistory } from './VoiceHistory.ts';

/** Speech is above about -60 dBov at a usual distance; the noise of a quiet room stays below. */
export const AUDIBLE_DBOV = -60;

/** Speech dips to the background between words. Within so much of the quietest of the last seconds it is background. */
const ABOVE_FLOOR_DB = 10;
/** Nothing as loud as this is taken for background: music and a steady hum of a voice are meant to be heard. */
const LOUD_DBOV = -40;
/** The level follows a louder packet at once, a quieter one over about ten packets, or vowels would hide consonants. */
const RISE = 0.5;
const FALL = 0.1;
/** Somebody with so much voice within 400 ms, and loud on average, is in full flow: the average says as much as the packets. */
const STEADY_MS = 300;

/**
 * What one microphone has been doing: how much of the last 400 ms was voice, how loud it is. Packets and times are
 * handed in. Steady noise (a fan, a street) is not voice, once it has been heard for some seconds. Besides the packets
 * there are averages, several times a second; of somebody in full flow, or whose packets do not come, they are enough.
 */
export class VoiceActivity {
  readonly #history = new VoiceHistory();
  readonly #floor = new NoiseFloor();
  readonly #flow = new VoiceFlow();
  #levelDbov = SILENT_DBOV;
  #lastVoicedAtMs = -Infinity;
  /** The last average was of voice. */
  #steady = false;

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
    return this.#flow.isOn;
  }

  /** Takes a packet's level; says whether it is voice. */
  note(dbov: number, nowMs: number): boolean {
    this.#flow.notePacket();
    this.#floor.note(dbov, nowMs);
    const voiced = this.#isVoice(dbov);
    this.#history.note(voiced, nowMs);
    if (!voiced) return false;
    const fresh = nowMs - this.#lastVoicedAtMs > HISTORY_MS;
    const step = dbov > this.#levelDbov ? RISE : FALL;
    this.#levelDbov = fresh ? dbov : this.#levelDbov + step * (dbov - this.#levelDbov);
    this.#lastVoicedAtMs = nowMs;
    return true;
  }

  /**
   * Takes the average level of the last packets; null when it was too quiet, or there were too few of them. Says whether
   * there was voice until now that `note` has not told, for all one knows.
   */
  noteAverage(dbov: number | null, nowMs: number): boolean {
    this.#flow.noteAverage(dbov !== null);
    const spokeBefore = this.#steady;
    this.#steady = dbov !== null && this.#isEnough(dbov, nowMs);
    const spoke = spokeBefore || this.#steady;
    if (spoke) this.#lastVoicedAtMs = nowMs;
    if (this.#steady) {
      this.#flow.begin(nowMs);
      this.#history.fill(nowMs);
    }
    if (this.#flow.isDeaf && dbov !== null) this.#levelDbov = dbov;
    if (this.#flow.noteLoud(dbov !== null && this.#keepsFlow(dbov))) this.#endFlow(nowMs);
    return spoke;
  }

  /** How much of the last 400 ms was voice. */
  voicedMs(nowMs: number): number {
    return this.#steady ? HISTORY_MS : this.#history.voicedMs(nowMs);
  }

  /** Forgets what was heard: the microphone was muted. */
  reset(nowMs: number): void {
    this.#endFlow(nowMs);
    this.#history.clear();
    this.#lastVoicedAtMs = -Infinity;
  }

  #isVoice(dbov: number): boolean {
    return dbov > AUDIBLE_DBOV && (dbov > LOUD_DBOV || dbov > this.#floor.dbov + ABOVE_FLOOR_DB);
  }

  #isEnough(dbov: number, nowMs: number): boolean {
    if (this.#flow.isDeaf) return true;
    return this.isInFlow ? this.#isVoice(dbov) : dbov > LOUD_DBOV && this.voicedMs(nowMs) >= STEADY_MS;
  }

  /** Only what is too loud for background: the averages do not tell a voice from a fan that has just been switched on. */
  #keepsFlow(dbov: number): boolean {
    return this.#flow.isDeaf || dbov > LOUD_DBOV;
  }

  /** The background is looked for in packets: meanwhile that stood still. */
  #endFlow(nowMs: number): void {
    this.#floor.postpone(this.#flow.end(nowMs));
    this.#steady = false;
  }
}
