import type { EventOf } from '@parley/protocol';

/** How a host has put somebody out: for good, or to be let in again. */
export type BarReason = EventOf<'removed'>['reason'];

/** Somebody in front of a room. */
export interface KeptGuest {
  readonly id: string;
  /** Under which a host saw them. */
  readonly displayName: string;
  readonly since: number;
  /** A host has let them in, and they have not come yet. */
  readonly admitted: boolean;
}

/** A mark of somebody who was put out. */
export interface BarredMark {
  readonly key: string;
  readonly reason: BarReason;
}

/**
 * What the next process has to know of those who are not inside a meeting that is cut off. People are known by the keys of
 * their marks (marks.ts). Nothing here throws.
 */
export interface DoorMemory {
  /** Adds somebody who waits in front of the room, or changes what is known of them. */
  keepGuest(roomId: string, guest: KeptGuest, keys: readonly string[]): void;
  /** Who waited there when the process before this one ended; null a while after that. */
  findGuest(roomId: string, keys: readonly string[]): KeptGuest | null;
  /** They wait no longer. */
  dropGuest(roomId: string, guestId: string): void;
  /** Whoever has a mark with one of these keys was put out. */
  keepBarred(roomId: string, keys: readonly string[], reason: BarReason): void;
  findBarred(roomId: string): readonly BarredMark[];
  /** They were let in again. */
  dropBarred(roomId: string, keys: readonly string[], reason: BarReason): void;
}
