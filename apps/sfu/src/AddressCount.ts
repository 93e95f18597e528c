import { networkOf } from './clientAddress.ts';

/** How much of something each address has at once, up to a bound. Holds nothing of addresses that have none. */
export class AddressCount {
  readonly #max: number;
  readonly #counts = new Map<string, number>();

  constructor(max: number) {
    this.#max = max;
  }

  /** Whether this address may have one more. */
  hasRoom(address: string): boolean {
    return this.of(address) < this.#max;
  }

  of(address: string): number {
    return this.#counts.get(networkOf(address)) ?? 0;
  }

  /** One more; each is to be taken away by {@link remove}. */
  add(address: string): void {
    this.#counts.set(networkOf(address), this.of(address) + 1);
  }

  remove(address: string): void {
    const left = this.of(address) - 1;
    if (left > 0) this.#counts.set(networkOf(address), left);
    else this.#counts.delete(networkOf(address));
  }
}
