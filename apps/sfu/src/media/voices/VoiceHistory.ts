/** Opus packets of browsers are 20 ms long; each is one bit of the history. */
const SLOT_MS = 20;
const SLOTS = 20;
const ALL = 2 ** SLOTS - 1;
const MAX_JITTER_MS = 100;

/** How far back it goes. */
export const HISTORY_MS = SLOTS * SLOT_MS;

/** Which of the packets of the last 400 ms were voice. */
export class VoiceHistory {
  /** Bit 0 is the latest 20 ms. */
  #bits = 0;
  #slotAtMs = -Infinity;

  /** Takes a packet. They may come late and then in a burst, and each is 20 ms of sound all the same. A long gap is a pause. */
  note(voiced: boolean, nowMs: number): void {
    const slots = nowMs - this.#slotAtMs > MAX_JITTER_MS ? this.#slotsUntil(nowMs) : 1;
    this.#bits = ((this.#bits << slots) & ALL) | Number(voiced);
    this.#slotAtMs = nowMs;
  }

  /** All of it was voice. */
  fill(nowMs: number): void {
    this.#bits = ALL;
    this.#slotAtMs = nowMs;
  }

  clear(): void {
    this.#bits = 0;
  }

  /** How much of it was voice. */
  voicedMs(nowMs: number): number {
    return bitCount((this.#bits << this.#slotsUntil(nowMs)) & ALL) * SLOT_MS;
  }

  #slotsUntil(nowMs: number): number {
    return Math.min(SLOTS, Math.max(0, Math.round((nowMs - this.#slotAtMs) / SLOT_MS)));
  }
}

/** How many of the lower 32 bits are set. */
function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
