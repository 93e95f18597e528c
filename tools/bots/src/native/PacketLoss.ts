/** Loses a share of what arrives, for a while: for drills. */
export class PacketLoss {
  #share = 0;
  #untilMs = 0;

  /** From now on. */
  begin(share: number, forMs: number): void {
    this.#share = share;
    this.#untilMs = performance.now() + forMs;
  }

  /** Whether the packet that has just come is lost. */
  hits(): boolean {
    return performance.now() < this.#untilMs && Math.random() < this.#share;
  }
}
