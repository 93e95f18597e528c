import { type ChatMessage, limits, type MeetingRecord, roleSchema } from '@parley/protocol';
import { z } from 'zod';
import type { Attendee, Meeting } from '../rooms/MeetingJournal.ts';
import type { Database } from './Database.ts';

/** A record without who was there and what was said. */
export interface RecordHead extends Omit<MeetingRecord, 'attendance' | 'chat'> {
  readonly recordKeyHash: string;
}

export interface AbandonedMeeting {
  readonly meeting: Meeting;
  readonly inside: readonly Attendee[];
  readonly lastEventAt: number;
}

/** Each costs time to compare, and a meeting may have outlived many processes. */
const MAX_FURTHER_KEYS = 7;

const headSchema = z
  .object({
    id: z.string(),
    room_id: z.string(),
    room_name: z.string(),
    started_at: z.number(),
    ended_at: z.number().nullable(),
    record_key_hash: z.string(),
  })
  .transform((row): RecordHead => ({
    id: row.id,
    roomId: row.room_id,
    roomName: row.room_name,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    recordKeyHash: row.record_key_hash,
  }));
const attendanceRow = z.object({
  userId: z.string(),
  displayName: z.string(),
  role: roleSchema,
  joinedAt: z.number(),
  leftAt: z.number().nullable(),
});
const messageRow = z.object({
  id: z.string(),
  userId: z.string(),
  displayName: z.string(),
  text: z.string(),
  sentAt: z.number(),
});

/** The records of meetings: written as things happen, read by whoever has a key. */
export class SqliteRecords {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  begin({ id, roomId, roomName, startedAt, recordKeyHash }: Meeting): void {
    this.#database.run(
      `INSERT INTO meetings (id, room_id, room_name, started_at, record_key_hash, last_event_at, pid)
       VALUES (:id, :roomId, :roomName, :startedAt, :recordKeyHash, :startedAt, :pid)`,
      { id, roomId, roomName, startedAt, recordKeyHash, pid: process.pid },
    );
  }

  /** What was ended when the process went goes on, and has one more key: of the others only hashes are known. */
  resume(meetingId: string, recordKeyHash: string): void {
    this.#database.transaction(() => {
      this.#database.run(
        'UPDATE meetings SET ended_at = NULL, end_reason = NULL, pid = :pid WHERE id = :meetingId',
        { meetingId, pid: process.pid },
      );
      this.#database.run(
        'INSERT INTO record_keys (meeting_id, key_hash) VALUES (:meetingId, :recordKeyHash)',
        {
          meetingId,
          recordKeyHash,
        },
      );
    });
  }

  addStay(meetingId: string, { userId, displayName, role }: Attendee, atMs: number): void {
    this.#database.run(
      `INSERT INTO attendance (meeting_id, user_id, display_name, role, joined_at)
       VALUES (:meetingId, :userId, :displayName, :role, :atMs)`,
      { meetingId, userId, displayName, role, atMs },
    );
    this.#heard(meetingId, atMs);
  }

  changeStay(meetingId: string, { userId, displayName, role }: Attendee): void {
    this.#database.run(
      `UPDATE attendance SET display_name = :displayName, role = :role
       WHERE meeting_id = :meetingId AND user_id = :userId AND left_at IS NULL`,
      { meetingId, userId, displayName, role },
    );
  }

  endStay(meetingId: string, userId: string, atMs: number, reason: string): void {
    this.#database.run(
      `UPDATE attendance SET left_at = :atMs, leave_reason = :reason
       WHERE meeting_id = :meetingId AND user_id = :userId AND left_at IS NULL`,
      { meetingId, userId, atMs, reason },
    );
    this.#heard(meetingId, atMs);
  }

  addMessage(meetingId: string, { id, userId, displayName, text, sentAt }: ChatMessage): void {
    this.#database.run(
      `INSERT INTO messages (meeting_id, id, user_id, display_name, text, sent_at)
       VALUES (:meetingId, :id, :userId, :displayName, :text, :sentAt)`,
      { meetingId, id, userId, displayName, text, sentAt },
    );
    this.#heard(meetingId, sentAt);
  }

  /** Whoever is still inside leaves with it. */
  end(meetingId: string, atMs: number, reason: string): void {
    this.#database.transaction(() => {
      this.#database.run(
        `UPDATE attendance SET left_at = :atMs, leave_reason = :reason
         WHERE meeting_id = :meetingId AND left_at IS NULL`,
        { meetingId, atMs, reason },
      );
      this.#database.run(
        `UPDATE meetings SET ended_at = :atMs, end_reason = :reason, last_event_at = :atMs
         WHERE id = :meetingId AND ended_at IS NULL`,
        { meetingId, atMs, reason },
      );
    });
  }

  /** Says of the meetings of this process that they go on: after a crash that is what is known of their end. */
  markRunning(atMs: number): void {
    this.#database.run(
      'UPDATE meetings SET last_event_at = max(last_event_at, :atMs) WHERE ended_at IS NULL AND pid = :pid',
      { atMs, pid: process.pid },
    );
  }

  /** The meetings of processes that are no more, with those who were inside when last something was known of them. */
  abandoned(): AbandonedMeeting[] {
    const rows = this.#database.all('SELECT * FROM meetings WHERE ended_at IS NULL');
    const orphans = rows.filter(({ pid }) => Number(pid) === process.pid || !isRunning(Number(pid)));
    return orphans.map((row) => {
      const meeting = headSchema.parse(row);
      const inside = this.#attendance(meeting.id).filter(({ leftAt }) => leftAt === null);
      return { meeting, inside, lastEventAt: Number(row['last_event_at']) };
    });
  }

  findHead(recordId: string): RecordHead | null {
    const row = this.#database.get('SELECT * FROM meetings WHERE id = :recordId', { recordId });
    return row === undefined ? null : headSchema.parse(row);
  }

  /** Of the keys that read it: the first one, and the latest of those that came with further processes. */
  keyHashesOf({ id, recordKeyHash }: RecordHead): string[] {
    const rows = this.#database.all(
      'SELECT key_hash FROM record_keys WHERE meeting_id = :id ORDER BY seq DESC LIMIT :limit',
      { id, limit: MAX_FURTHER_KEYS },
    );
    return [recordKeyHash, ...rows.map((row) => String(row['key_hash']))];
  }

  find(recordId: string): MeetingRecord | null {
    const head = this.findHead(recordId);
    if (head === null) return null;
    const { id, roomId, roomName, startedAt, endedAt } = head;
    return {
      id,
      roomId,
      roomName,
      startedAt,
      endedAt,
      attendance: this.#attendance(recordId),
      chat: this.#chat(recordId),
    };
  }

  /** The last of what was written, oldest first. */
  latestMessages(recordId: string): ChatMessage[] {
    const rows = this.#database.all(
      `SELECT id, user_id AS userId, display_name AS displayName, text, sent_at AS sentAt
       FROM messages WHERE meeting_id = :recordId ORDER BY seq DESC LIMIT :limit`,
      { recordId, limit: limits.chatHistoryLength },
    );
    return z.array(messageRow).parse(rows.reverse());
  }

  /** The records of a room, newest first; those that began before `before`, at most `limit`. */
  listOf(roomId: string, { before, limit }: { before: number; limit: number }): RecordHead[] {
    const rows = this.#database.all(
      `SELECT * FROM meetings WHERE room_id = :roomId AND started_at < :before
       ORDER BY started_at DESC LIMIT :limit`,
      { roomId, before, limit },
    );
    return rows.map((row) => headSchema.parse(row));
  }

  /** Deletes those that ended before then. @returns how many */
  deleteEndedBefore(beforeMs: number): number {
    return this.#database.run('DELETE FROM meetings WHERE ended_at < :beforeMs', { beforeMs });
  }

  #attendance(meetingId: string): MeetingRecord['attendance'] {
    const rows = this.#database.all(
      `SELECT user_id AS userId, display_name AS displayName, role, joined_at AS joinedAt, left_at AS leftAt
       FROM attendance WHERE meeting_id = :meetingId ORDER BY seq`,
      { meetingId },
    );
    return z.array(attendanceRow).parse(rows);
  }

  #chat(meetingId: string): ChatMessage[] {
    const rows = this.#database.all(
      `SELECT id, user_id AS userId, display_name AS displayName, text, sent_at AS sentAt
       FROM messages WHERE meeting_id = :meetingId ORDER BY seq`,
      { meetingId },
    );
    return z.array(messageRow).parse(rows);
  }

  #heard(meetingId: string, atMs: number): void {
    this.#database.run(
      'UPDATE meetings SET last_event_at = max(last_event_at, :atMs) WHERE id = :meetingId',
      { meetingId, atMs },
    );
  }
}

/** Whether this machine has such a process; the number of one that is no more may have been given away again. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
