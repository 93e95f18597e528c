import type { Logger } from '../logger.ts';
import type { MeetingJournal } from '../rooms/MeetingJournal.ts';
import { bothJournals } from './bothJournals.ts';
import { Database } from './Database.ts';
import { Housekeeping } from './Housekeeping.ts';
import { RecordJournal } from './RecordJournal.ts';
import { SqliteContinuity } from './SqliteContinuity.ts';
import { SqliteOutbox } from './SqliteOutbox.ts';
import { SqliteRecords } from './SqliteRecords.ts';
import { SqliteRooms } from './SqliteRooms.ts';
import { StorageFailures } from './StorageFailures.ts';

export interface StorageOptions {
  dataDir: string;
  /** What is older is deleted. */
  retentionMs: number;
}

/** Everything that outlives the process: made rooms, records, and what is still to be told to other servers. */
export class Storage {
  readonly rooms: SqliteRooms;
  readonly records: SqliteRecords;
  readonly outbox: SqliteOutbox;
  readonly continuity: SqliteContinuity;
  readonly failures: StorageFailures;
  readonly #database: Database;
  readonly #housekeeping: Housekeeping;

  /** @throws {StartupError} when the folder or the file cannot be used */
  constructor({ dataDir, retentionMs }: StorageOptions, logger: Logger) {
    this.#database = Database.open(dataDir);
    this.rooms = new SqliteRooms(this.#database);
    this.records = new SqliteRecords(this.#database);
    this.outbox = new SqliteOutbox(this.#database);
    this.failures = new StorageFailures(logger);
    this.continuity = new SqliteContinuity(this.#database, this.records, this.failures);
    const { rooms, records, outbox, failures } = this;
    this.#housekeeping = new Housekeeping({ rooms, records, outbox, failures, retentionMs }, logger);
    this.#housekeeping.clean(Date.now());
  }

  /**
   * The journal that keeps records and tells `other`. Meetings that a crash cut off are ended first, also for `other`.
   */
  openJournal(other: MeetingJournal): MeetingJournal {
    const { records, rooms, failures } = this;
    const journal = bothJournals(new RecordJournal(records, rooms, failures), other);
    failures.survive(() => {
      for (const { meeting, inside, lastEventAt } of records.abandoned()) {
        for (const attendee of inside) journal.left(meeting, attendee, lastEventAt, 'disconnected');
        journal.ended(meeting, lastEventAt, 'crashed');
      }
    });
    return journal;
  }

  close(): void {
    this.#housekeeping.close();
    this.#database.close();
  }
}
