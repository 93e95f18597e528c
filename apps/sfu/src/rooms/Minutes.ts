import { randomUUID } from 'node:crypto';
import type { ChatMessage, RecordAccess } from '@parley/protocol';
import { hashSecret, newSecret } from '../secrets.ts';
import type { Continuity, CutOffMeeting } from './Continuity.ts';
import type { Attendee, Meeting, MeetingJournal } from './MeetingJournal.ts';
import type { Peer } from './Peer.ts';

export interface MinutesParts {
  journal: MeetingJournal;
  continuity: Pick<Continuity, 'keepMeeting'>;
  /** The meeting that goes on with whoever comes first. */
  cutOff: CutOffMeeting | null;
}

/** Keeps the journal of one meeting, and the key to its record. */
export class Minutes {
  /** The way to the record; for hosts. */
  readonly access: RecordAccess;
  readonly #journal: MeetingJournal;
  readonly #continuity: MinutesParts['continuity'];
  readonly #cutOff: CutOffMeeting | null;
  readonly #recordKeyHash: string;
  #meeting: Meeting | null = null;

  static async create(parts: MinutesParts): Promise<Minutes> {
    const key = newSecret();
    return new Minutes(parts, key, await hashSecret(key));
  }

  private constructor({ journal, continuity, cutOff }: MinutesParts, key: string, recordKeyHash: string) {
    this.#journal = journal;
    this.#continuity = continuity;
    this.#cutOff = cutOff;
    this.access = { id: cutOff?.meeting.id ?? randomUUID(), key };
    this.#recordKeyHash = recordKeyHash;
  }

  /** The first one who joins begins the meeting. */
  joined(room: { id: string; name: string }, peer: Peer): void {
    this.#meeting ??= this.#begin(room, peer.joinedAt);
    this.#journal.joined(this.#meeting, attendee(peer), peer.joinedAt);
  }

  /** With whom on stage it goes on, should it be cut off. */
  spotlight(userId: string | null): void {
    if (this.#meeting !== null) this.#keep(this.#meeting, userId);
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

  #begin(room: { id: string; name: string }, atMs: number): Meeting {
    const news = { roomId: room.id, roomName: room.name, startedAt: atMs };
    const recordKeyHash = this.#recordKeyHash;
    const meeting = { ...(this.#cutOff?.meeting ?? news), id: this.access.id, recordKeyHash };
    if (this.#cutOff === null) this.#journal.started(meeting);
    else this.#journal.resumed(meeting, atMs);
    this.#keep(meeting, this.#cutOff?.spotlightUserId ?? null);
    return meeting;
  }

  #keep({ id, roomId }: Meeting, spotlightUserId: string | null): void {
    this.#continuity.keepMeeting(roomId, { id, spotlightUserId });
  }
}

function attendee({ id, displayName, role }: Peer): Attendee {
  return { userId: id, displayName, role };
}
