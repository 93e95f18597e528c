import { randomUUID } from 'node:crypto';
import type { Attendee, Meeting, MeetingJournal } from '../rooms/MeetingJournal.ts';

export interface WebhookMessage {
  id: string;
  roomId: string;
  body: string;
}

export type Post = (message: WebhookMessage) => void;

/** What other servers are told of meetings. */
export class WebhookJournal implements MeetingJournal {
  readonly #post: Post;

  constructor(post: Post) {
    this.#post = post;
  }

  started(meeting: Meeting): void {
    this.#tell('room.started', meeting, meeting.startedAt, {});
  }

  /** Of its end they have been told: it begins again, with the id it had. */
  resumed(meeting: Meeting, atMs: number): void {
    this.#tell('room.started', meeting, atMs, {});
  }

  joined(meeting: Meeting, attendee: Attendee, atMs: number): void {
    this.#tell('participant.joined', meeting, atMs, { ...attendee });
  }

  changed(): void {
    // Names and roles are in the record.
  }

  left(meeting: Meeting, attendee: Attendee, atMs: number, reason: string): void {
    this.#tell('participant.left', meeting, atMs, { ...attendee, reason });
  }

  said(): void {
    // What people write stays between them.
  }

  ended(meeting: Meeting, atMs: number, reason: string): void {
    this.#tell('room.ended', meeting, atMs, { reason });
  }

  #tell(type: string, { id: meetingId, roomId, roomName }: Meeting, atMs: number, details: object): void {
    const data = { roomId, roomName, meetingId, ...details };
    const body = JSON.stringify({ type, timestamp: new Date(atMs).toISOString(), data });
    this.#post({ id: `msg_${randomUUID()}`, roomId, body });
  }
}
