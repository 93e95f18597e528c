import { SILENT_DBOV } from './audioLevel.ts';

/** The floor is the quietest of the running window and of the one before it. */
const WINDOW_MS = 5000;
/** Fewer packets than this say nothing of the background. */
const MIN_PACKETS = 100;

/** The background of a microphone: what is heard of it in the quietest moment of the last seconds. */
export class NoiseFloor {
  #dbov = SILENT_DBOV;
  #windowEndsAtMs = -Infinity;
  #windowPackets = 0;
  #windowMinDbov = 0;

  get dbov(): number {
    return this.#dbov;
  }

  /** Takes a packet's level. */
  note(dbov: number, nowMs: number): void {
    if (nowMs >= this.#windowEndsAtMs) {
      this.#dbov = this.#windowPackets >= MIN_PACKETS ? this.#windowMinDbov : SILENT_DBOV;
      this.#windowEndsAtMs = nowMs + WINDOW_MS;
      this.#windowPackets = 0;
      this.#windowMinDbov = 0;
    }
    this.#windowPackets += 1;
    this.#windowMinDbov = Math.min(this.#windowMinDbov, dbov);
    this.#dbov = Math.min(this.#dbov, dbov);
  }

  /** For so long nobody looked at packets: that time does not count. */
  postpone(ms: number): void {
    this.#windowEndsAtMs += ms;
  }
}
