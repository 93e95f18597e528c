import { z } from 'zod';
import type { BarredMark, BarReason, DoorMemory, KeptGuest } from '../rooms/DoorMemory.ts';
import type { Database } from './Database.ts';
import type { StorageFailures } from './StorageFailures.ts';

const guestSchema = z.object({
  guest_id: z.string(),
  display_name: z.string(),
  since: z.number(),
  admitted: z.number(),
});
const barredSchema = z.object({ key: z.string(), reason: z.enum(['removed', 'returned-to-lobby']) });

export interface DoorMemoryContext {
  database: Database;
  failures: StorageFailures;
  /** Whether those who waited in the process before may still come back. */
  remembersGuests: () => boolean;
  /** The same of those who were put out. */
  remembersBarred: () => boolean;
  /** When this process began, by the clock. */
  startedAt: number;
}

/** Who is in front of rooms and who may not come in, in the database. */
export class SqliteDoorMemory implements DoorMemory {
  readonly #context: DoorMemoryContext;

  constructor(context: DoorMemoryContext) {
    this.#context = context;
  }

  keepGuest(roomId: string, { id, displayName, since, admitted }: KeptGuest, keys: readonly string[]): void {
    const values = { roomId, id, displayName, since, admitted: Number(admitted), ...now() };
    this.#write(
      `INSERT OR REPLACE INTO waiting_guests
         (room_id, mark_key, guest_id, display_name, since, admitted, kept_at)
       SELECT :roomId, value, :id, :displayName, :since, :admitted, :atMs FROM json_each(:keys)`,
      { ...values, keys: JSON.stringify(keys) },
    );
  }

  findGuest(roomId: string, keys: readonly string[]): KeptGuest | null {
    const { database, startedAt, remembersGuests } = this.#context;
    if (!remembersGuests()) return null;
    // Of those who have come since then the room itself knows.
    const sql = `SELECT * FROM waiting_guests WHERE room_id = :roomId AND kept_at < :startedAt
      AND mark_key IN (SELECT value FROM json_each(:keys)) LIMIT 1`;
    const values = { roomId, startedAt, keys: JSON.stringify(keys) };
    let guest: KeptGuest | null = null;
    this.#context.failures.surviveAside(() => {
      const row = database.get(sql, values);
      if (row === undefined) return;
      const { guest_id: id, display_name: displayName, since, admitted } = guestSchema.parse(row);
      guest = { id, displayName, since, admitted: admitted !== 0 };
    });
    return guest;
  }

  dropGuest(roomId: string, guestId: string): void {
    this.#write('DELETE FROM waiting_guests WHERE room_id = :roomId AND guest_id = :guestId', {
      roomId,
      guestId,
    });
  }

  keepBarred(roomId: string, keys: readonly string[], reason: BarReason): void {
    this.#write(
      `INSERT OR REPLACE INTO barred_marks (room_id, mark_key, reason, kept_at)
       SELECT :roomId, value, :reason, :atMs FROM json_each(:keys)`,
      { roomId, reason, keys: JSON.stringify(keys), ...now() },
    );
  }

  findBarred(roomId: string): readonly BarredMark[] {
    const { database, failures, remembersBarred } = this.#context;
    const sql = 'SELECT mark_key AS key, reason FROM barred_marks WHERE room_id = :roomId';
    const marks: BarredMark[] = [];
    if (!remembersBarred()) return marks;
    failures.surviveAside(() => {
      for (const row of database.all(sql, { roomId })) marks.push(barredSchema.parse(row));
    });
    return marks;
  }

  dropBarred(roomId: string, keys: readonly string[], reason: BarReason): void {
    this.#write(
      `DELETE FROM barred_marks WHERE room_id = :roomId AND reason = :reason
         AND mark_key IN (SELECT value FROM json_each(:keys))`,
      { roomId, reason, keys: JSON.stringify(keys) },
    );
  }

  #write(...args: Parameters<Database['run']>): void {
    this.#context.failures.survive(() => this.#context.database.run(...args));
  }
}

function now() {
  return { atMs: Date.now() };
}
