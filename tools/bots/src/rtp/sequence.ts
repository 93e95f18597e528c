/** Extends counters of a few bits, which wrap around, to numbers that don't. */
export class SequenceUnwrapper {
  readonly #range: number;
  #last: number | null = null;

  constructor(bits: 16 | 32) {
    this.#range = 2 ** bits;
  }

  /** The extended number nearest to the one seen last. The first one is extended with zeros. */
  unwrap(value: number): number {
    if (this.#last === null) {
      this.#last = value;
      return value;
    }
    const lastValue = ((this.#last % this.#range) + this.#range) % this.#range;
    let difference = value - lastValue;
    if (difference > this.#range / 2) difference -= this.#range;
    else if (difference < -this.#range / 2) difference += this.#range;
    this.#last += difference;
    return this.#last;
  }
}
