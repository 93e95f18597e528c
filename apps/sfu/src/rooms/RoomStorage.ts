import type { RoomSettings, VideoCodec } from '@parley/protocol';

/** A room that was made on purpose: it outlives its meetings and the process. */
export interface StoredRoom {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly settings: RoomSettings;
  readonly videoCodec: VideoCodec;
  readonly maxParticipants: number;
  /** See `secrets.ts`; never the key itself. */
  readonly hostKeyHash: string;
  readonly passcodeHash: string | null;
}

/** Where rooms are kept. Synchronous: a few rows of a local file. What it throws is the caller's to survive. */
export interface RoomStorage {
  find(roomId: string): StoredRoom | null;
  /** Adds it, or replaces the one with the same id. */
  save(room: StoredRoom): void;
  delete(roomId: string): void;
  /** Those after `after` (exclusive) in the order of their ids, at most `limit`. */
  list(page: { after: string | null; limit: number }): StoredRoom[];
}
