import type { Logger } from '../logger.ts';
import type { SqliteOutbox } from './SqliteOutbox.ts';
import type { SqliteRecords } from './SqliteRecords.ts';
import type { SqliteRooms } from './SqliteRooms.ts';
import type { StorageFailures } from './StorageFailures.ts';

export interface HousekeepingContext {
  rooms: SqliteRooms;
  records: SqliteRecords;
  outbox: SqliteOutbox;
  failures: StorageFailures;
  retentionMs: number;
}

const MARK_EVERY_MS = 60_000;
const CLEAN_EVERY_MS = 3_600_000;

/** Notes which meetings go on, and deletes what is older than the retention time. */
export class Housekeeping {
  readonly #context: HousekeepingContext;
  readonly #logger: Logger;
  readonly #timers: NodeJS.Timeout[];

  constructor(context: HousekeepingContext, logger: Logger) {
    this.#context = context;
    this.#logger = logger;
    const { records, failures } = context;
    const mark = () => failures.survive(() => records.markRunning(Date.now()));
    this.#timers = [
      setInterval(mark, MARK_EVERY_MS),
      setInterval(() => this.clean(Date.now()), CLEAN_EVERY_MS),
    ];
    // Nothing to stay alive for.
    for (const timer of this.#timers) timer.unref();
  }

  clean(nowMs: number): void {
    const { rooms, records, outbox, failures, retentionMs } = this.#context;
    failures.survive(() => {
      const beforeMs = nowMs - retentionMs;
      const deleted = {
        records: records.deleteEndedBefore(beforeMs),
        rooms: rooms.deleteUnusedSince(beforeMs),
        webhooks: outbox.deleteBefore(beforeMs),
      };
      if (deleted.records + deleted.rooms + deleted.webhooks > 0)
        this.#logger.info(deleted, 'old data deleted');
    });
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }
}
