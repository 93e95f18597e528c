import type { ChatMessage } from '@parley/protocol';
import type { DoorMemory } from './DoorMemory.ts';
import type { Meeting } from './MeetingJournal.ts';
import type { Peer } from './Peer.ts';
import type { RoomProfile } from './profile.ts';
import type { Tenure } from './Tenure.ts';

/** A meeting that was cut off when the process before this one ended. */
export interface CutOffMeeting {
  readonly meeting: Meeting;
  /** The latest messages, oldest first. */
  readonly chat: readonly ChatMessage[];
  readonly spotlightUserId: string | null;
}

/**
 * What lets a meeting go on in the next process, should this one end under it. Synchronous: a few rows of a local file.
 * A meeting that cannot be kept goes on all the same: nothing here throws.
 */
export interface Continuity {
  /** Who is in front of rooms, and who may not come in. */
  readonly door: DoorMemory;
  /** Whether what happens now is not kept. */
  readonly failing: boolean;
  /** The room with the rules it has now, also those that are for this meeting only. */
  keepRoom(profile: RoomProfile): void;
  /** As it was when the process before this one ended; null a while after that. */
  findRoom(roomId: string): RoomProfile | null;
  /** Which meeting is going on in a room, and whom its host has put on stage; what is written in it is in its record. */
  keepMeeting(roomId: string, meeting: { id: string; spotlightUserId: string | null }): void;
  /** The one that was cut off in this room; null a while after that. */
  findMeeting(roomId: string): CutOffMeeting | null;
  /** What somebody is in the meeting, under which id, and since when their hand is up. */
  keepTenure(roomId: string, peer: Pick<Peer, 'id' | 'tenure' | 'handRaisedAt'>): void;
  /** Of somebody with this secret in the meeting before; null when there is none. */
  findTenure(roomId: string, secret: string): Tenure | null;
  /** They were put out. */
  dropTenure(roomId: string, tenure: Tenure): void;
  /** The meeting is over. */
  end(roomId: string): void;
}
