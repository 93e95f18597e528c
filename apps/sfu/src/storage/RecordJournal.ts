import type { ChatMessage } from '@parley/protocol';
import type { Attendee, Meeting, MeetingJournal } from '../rooms/MeetingJournal.ts';
import type { SqliteRecords } from './SqliteRecords.ts';
import type { SqliteRooms } from './SqliteRooms.ts';
import type { StorageFailures } from './StorageFailures.ts';

/** Writes the records of meetings as they happen. */
export class RecordJournal implements MeetingJournal {
  readonly #records: SqliteRecords;
  readonly #rooms: SqliteRooms;
  readonly #failures: StorageFailures;

  constructor(records: SqliteRecords, rooms: SqliteRooms, failures: StorageFailures) {
    this.#records = records;
    this.#rooms = rooms;
    this.#failures = failures;
  }

  started(meeting: Meeting): void {
    this.#failures.survive(() => {
      this.#records.begin(meeting);
      this.#rooms.touch(meeting.roomId, meeting.startedAt);
    });
  }

  resumed({ id, roomId, recordKeyHash }: Meeting, atMs: number): void {
    this.#failures.survive(() => {
      this.#records.resume(id, recordKeyHash);
      this.#rooms.touch(roomId, atMs);
    });
  }

  joined({ id }: Meeting, attendee: Attendee, atMs: number): void {
    this.#failures.survive(() => this.#records.addStay(id, attendee, atMs));
  }

  changed({ id }: Meeting, attendee: Attendee): void {
    this.#failures.survive(() => this.#records.changeStay(id, attendee));
  }

  left({ id }: Meeting, { userId }: Attendee, atMs: number, reason: string): void {
    this.#failures.survive(() => this.#records.endStay(id, userId, atMs, reason));
  }

  said({ id }: Meeting, message: ChatMessage): void {
    this.#failures.survive(() => this.#records.addMessage(id, message));
  }

  ended({ id, roomId }: Meeting, atMs: number, reason: string): void {
    this.#failures.survive(() => {
      this.#records.end(id, atMs, reason);
      this.#rooms.touch(roomId, atMs);
    });
  }
}
