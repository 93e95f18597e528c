/** So many averages in a row that nothing was heard of mean that packets do not come: a second. */
const DEAF_AFTER_AVERAGES = 4;
/** A second without a loud one ends the flow: then packets have to say what this is. */
const FLOW_AVERAGES = 4;

/** Whether the averages of a microphone are enough, so that nobody has to look at its packets. */
export class VoiceFlow {
  /** Null while packets are needed. */
  #sinceMs: number | null = null;
  #quietAverages = 0;
  #heardSinceAverage = false;
  #unheardAverages = 0;

  get isOn(): boolean {
    return this.#sinceMs !== null;
  }

  /** There is sound, and no packet of it comes. */
  get isDeaf(): boolean {
    return this.#unheardAverages >= DEAF_AFTER_AVERAGES;
  }

  /** A packet came. */
  notePacket(): void {
    this.#heardSinceAverage = true;
  }

  /** While the averages are enough nobody may be listening to packets. */
  noteAverage(audible: boolean): void {
    if (this.#heardSinceAverage) this.#unheardAverages = 0;
    else if (audible && !this.isOn) this.#unheardAverages += 1;
    this.#heardSinceAverage = false;
  }

  begin(nowMs: number): void {
    this.#sinceMs ??= nowMs;
  }

  /** An average was such as keeps the flow going, or not; says whether it is over. */
  noteLoud(loud: boolean): boolean {
    this.#quietAverages = loud ? 0 : this.#quietAverages + 1;
    return this.#quietAverages >= FLOW_AVERAGES;
  }

  /** @returns how long it went on */
  end(nowMs: number): number {
    const ms = this.#sinceMs === null ? 0 : nowMs - this.#sinceMs;
    this.#sinceMs = null;
    return ms;
  }
}
