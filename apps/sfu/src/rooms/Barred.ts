import type { BarReason, DoorMemory } from './DoorMemory.ts';
import { lastingMarks, markKey } from './marks.ts';

/** Whom a host has put out of a meeting, for good or to be let in again; until it ends, also when its process ends before. */
export class Barred {
  readonly #roomId: string;
  readonly #memory: DoorMemory;
  readonly #keys: Record<BarReason, Set<string>> = { removed: new Set(), 'returned-to-lobby': new Set() };

  constructor(roomId: string, memory: DoorMemory) {
    this.#roomId = roomId;
    this.#memory = memory;
    for (const { key, reason } of memory.findBarred(roomId)) this.#keys[reason].add(key);
  }

  add(marks: readonly string[], reason: BarReason): void {
    for (const mark of marks) this.#keys[reason].add(markKey(mark));
    this.#memory.keepBarred(this.#roomId, lastingMarks(marks).map(markKey), reason);
  }

  has(marks: readonly string[], reason: BarReason): boolean {
    const keys = this.#keys[reason];
    return keys.size > 0 && marks.some((mark) => keys.has(markKey(mark)));
  }

  /** A host has let them in again. */
  forgive(marks: readonly string[]): void {
    if (!this.has(marks, 'returned-to-lobby')) return;
    const keys = marks.map(markKey);
    for (const key of keys) this.#keys['returned-to-lobby'].delete(key);
    this.#memory.dropBarred(this.#roomId, keys, 'returned-to-lobby');
  }
}
