import type { RoomProfile } from './profile.ts';
import type { Tenure } from './Tenure.ts';

/**
 * What lets a meeting go on in the next process, should this one end under it. Synchronous: a few rows of a local file.
 * A meeting that cannot be kept goes on all the same: nothing here throws.
 */
export interface Continuity {
  /** The room with the rules it has now, also those that are for this meeting only. */
  keepRoom(profile: RoomProfile): void;
  /** As it was when the process before this one ended; null a while after that. */
  findRoom(roomId: string): RoomProfile | null;
  keepTenure(roomId: string, tenure: Tenure): void;
  /** Of somebody with this secret in the meeting before; null when there is none. */
  findTenure(roomId: string, secret: string): Tenure | null;
  /** They were put out. */
  dropTenure(roomId: string, tenure: Tenure): void;
  /** The meeting is over. */
  end(roomId: string): void;
}
