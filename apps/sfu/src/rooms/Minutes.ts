import { randomUUID } from 'node:crypto';
import type { ChatMessage, RecordAccess } from '@parley/protocol';
import { hashSecret, newSecret } from '../secrets.ts';
import type { Attendee, Meeting, MeetingJournal } from './MeetingJournal.ts';
import type { Peer } from './Peer.ts';

/** Keeps the journal of one meeting, and the key to its record. */
export class Minutes {
  /** The way to the record; for hosts. */
  readonly access: RecordAccess;
  readonly #journal: MeetingJournal;
  readonly #recordKeyHash: string;
  #meeting: Meeting | null = null;

  static async create(journal: MeetingJournal): Promise<Minutes> {
    const key = newSecret();
    return new Minutes(journal, { id: randomUUID(), key }, await hashSecret(key));
  }

  private constructor(journal: MeetingJournal, access: RecordAccess, recordKeyHash: string) {
    this.#journal = journal;
    this.access = access;
    this.#recordKeyHash = recordKeyHash;
  }

  /** The first one who joins begins the meeting. */
  joined(room: { id: string; name: string }, peer: Peer): void {
    if (this.#meeting === null) {
      this.#meeting = {
        id: this.access.id,
        roomId: room.id,
        roomName: room.name,
        startedAt: peer.joinedAt,
        recordKeyHash: this.#recordKeyHash,
      };
      this.#journal.started(this.#meeting);
    }
    this.#journal.joined(this.#meeting, attendee(peer), peer.joinedAt);
  }

  changed(peer: Peer): void {
    if (this.#meeting !== null) this.#journal.changed(this.#meeting, attendee(peer));
  }

  left(peer: Peer, reason: string): void {
    if (this.#meeting !== null) this.#journal.left(this.#meeting, attendee(peer), Date.now(), reason);
  }

  said(message: ChatMessage): void {
    if (this.#meeting !== null) this.#journal.said(this.#meeting, message);
  }

  ended(reason: string): void {
    if (this.#meeting !== null) this.#journal.ended(this.#meeting, Date.now(), reason);
  }
}

function attendee({ id, displayName, role }: Peer): Attendee {
  return { userId: id, displayName, role };
}
