import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** More than the rooms of a server; the one that was asked for longest ago is forgotten first. */
const MAX_KNOWN = 10_000;

/**
 * What was once proved right, while the process lives: kept only as a keyed hash, whose key nobody else has. A guess then
 * costs microseconds, not the tens of milliseconds of scrypt, so that guessing cannot keep the processor from others.
 */
export class KnownSecrets {
  readonly #key = randomBytes(32);
  /** By the salted hash that is stored. */
  readonly #marks = new Map<string, Buffer>();

  remember(secret: string, hashed: string): void {
    this.#marks.delete(hashed);
    this.#marks.set(hashed, this.#markOf(secret));
    if (this.#marks.size > MAX_KNOWN) this.#forgetOldest();
  }

  /** Whether it is the right one, compared in constant time; null where that is not known. */
  isRight(secret: string, hashed: string): boolean | null {
    const mark = this.#marks.get(hashed);
    if (mark === undefined) return null;
    this.#marks.delete(hashed);
    this.#marks.set(hashed, mark);
    return timingSafeEqual(mark, this.#markOf(secret));
  }

  #markOf(secret: string): Buffer {
    return createHmac('sha256', this.#key).update(secret).digest();
  }

  #forgetOldest(): void {
    const [oldest] = this.#marks.keys();
    if (oldest !== undefined) this.#marks.delete(oldest);
  }
}
