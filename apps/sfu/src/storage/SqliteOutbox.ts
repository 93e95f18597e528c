import { z } from 'zod';
import type { Outbox, OutboxItem } from '../webhooks/Outbox.ts';
import type { Database } from './Database.ts';

const rowSchema = z
  .object({
    seq: z.number(),
    id: z.string(),
    url: z.string(),
    room_id: z.string(),
    body: z.string(),
    tries: z.number(),
    due_at: z.number(),
  })
  .transform((row): OutboxItem => ({
    seq: row.seq,
    id: row.id,
    url: row.url,
    roomId: row.room_id,
    body: row.body,
    tries: row.tries,
    dueAt: row.due_at,
  }));

/** Messages to other servers that are still to be sent, in the database: they survive a restart. */
export class SqliteOutbox implements Outbox {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get pendingCount(): number {
    const row = this.#database.get('SELECT count(*) AS pending FROM outbox WHERE done_at IS NULL');
    return Number(row?.['pending'] ?? 0);
  }

  add({ id, url, roomId, body }: Pick<OutboxItem, 'id' | 'url' | 'roomId' | 'body'>, nowMs: number): void {
    this.#database.run(
      `INSERT INTO outbox (id, url, room_id, body, created_at, due_at)
       VALUES (:id, :url, :roomId, :body, :nowMs, :nowMs)`,
      { id, url, roomId, body, nowMs },
    );
  }

  /** The head of each queue: what one room tells one receiver stays in order, so only its first may go. */
  heads(urls: readonly string[], limit: number): OutboxItem[] {
    const rows = this.#database.all(
      `SELECT * FROM outbox WHERE seq IN
         (SELECT min(seq) FROM outbox WHERE done_at IS NULL GROUP BY url, room_id)
         AND url IN (SELECT value FROM json_each(:urls))
       ORDER BY due_at, seq LIMIT :limit`,
      { urls: JSON.stringify(urls), limit },
    );
    return rows.map((row) => rowSchema.parse(row));
  }

  hurry(nowMs: number): void {
    this.#database.run('UPDATE outbox SET due_at = min(due_at, :nowMs) WHERE done_at IS NULL', { nowMs });
  }

  postpone(seq: number, dueAtMs: number): void {
    this.#database.run('UPDATE outbox SET tries = tries + 1, due_at = :dueAtMs WHERE seq = :seq', {
      seq,
      dueAtMs,
    });
  }

  finish(seq: number, atMs: number, outcome: 'sent' | 'given-up'): void {
    this.#database.run(
      'UPDATE outbox SET tries = tries + 1, done_at = :atMs, outcome = :outcome WHERE seq = :seq',
      { seq, atMs, outcome },
    );
  }

  /** Deletes what is done since before then, and what waits for longer than that. @returns how many */
  deleteBefore(beforeMs: number): number {
    return this.#database.run('DELETE FROM outbox WHERE coalesce(done_at, created_at) < :beforeMs', {
      beforeMs,
    });
  }
}
