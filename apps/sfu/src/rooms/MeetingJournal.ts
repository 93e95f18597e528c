import type { ChatMessage, Role } from '@parley/protocol';

/** One meeting: from the first person in a room until it closes. Times are milliseconds since the epoch. */
export interface Meeting {
  readonly id: string;
  readonly roomId: string;
  readonly roomName: string;
  readonly startedAt: number;
  /** Hash of the key that reads its record; see `secrets.ts`. */
  readonly recordKeyHash: string;
}

export interface Attendee {
  readonly userId: string;
  readonly displayName: string;
  readonly role: Role;
}

/**
 * What happens in meetings, told as it happens, to whoever keeps records and tells other servers. Never throws: a
 * meeting goes on when nothing can be kept.
 */
export interface MeetingJournal {
  started(meeting: Meeting): void;
  /** The process before this one ended under it, which looked like its end; it goes on. */
  resumed(meeting: Meeting, atMs: number): void;
  joined(meeting: Meeting, attendee: Attendee, atMs: number): void;
  /** A name or a role is another one now. */
  changed(meeting: Meeting, attendee: Attendee): void;
  left(meeting: Meeting, attendee: Attendee, atMs: number, reason: string): void;
  said(meeting: Meeting, message: ChatMessage): void;
  ended(meeting: Meeting, atMs: number, reason: string): void;
}
