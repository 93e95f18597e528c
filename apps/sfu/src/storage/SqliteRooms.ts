import { roomSettingsSchema, videoCodecSchema } from '@parley/protocol';
import { z } from 'zod';
import type { RoomStorage, StoredRoom } from '../rooms/RoomStorage.ts';
import type { Database } from './Database.ts';

/** A row is read like anything from outside: the file may have been edited. */
const rowSchema = z
  .object({
    id: z.string(),
    created_at: z.number(),
    settings: z.string().transform((text) => roomSettingsSchema.parse(JSON.parse(text))),
    video_codec: videoCodecSchema,
    max_participants: z.number(),
    host_key_hash: z.string(),
    passcode_hash: z.string().nullable(),
  })
  .transform((row): StoredRoom => ({
    id: row.id,
    createdAt: row.created_at,
    settings: row.settings,
    videoCodec: row.video_codec,
    maxParticipants: row.max_participants,
    hostKeyHash: row.host_key_hash,
    passcodeHash: row.passcode_hash,
  }));

/** The rooms that were made on purpose, in the database. */
export class SqliteRooms implements RoomStorage {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(roomId: string): StoredRoom | null {
    const row = this.#database.get('SELECT * FROM rooms WHERE id = :roomId', { roomId });
    return row === undefined ? null : rowSchema.parse(row);
  }

  save(room: StoredRoom): void {
    this.#database.run(
      `INSERT INTO rooms (id, created_at, settings, video_codec, max_participants, host_key_hash, passcode_hash, used_at)
       VALUES (:id, :createdAt, :settings, :videoCodec, :maxParticipants, :hostKeyHash, :passcodeHash, :usedAt)
       ON CONFLICT (id) DO UPDATE SET created_at = excluded.created_at, settings = excluded.settings,
         video_codec = excluded.video_codec, max_participants = excluded.max_participants,
         host_key_hash = excluded.host_key_hash, passcode_hash = excluded.passcode_hash, used_at = excluded.used_at`,
      {
        id: room.id,
        createdAt: room.createdAt,
        settings: JSON.stringify(room.settings),
        videoCodec: room.videoCodec,
        maxParticipants: room.maxParticipants,
        hostKeyHash: room.hostKeyHash,
        passcodeHash: room.passcodeHash,
        usedAt: Date.now(),
      },
    );
  }

  delete(roomId: string): void {
    this.#database.run('DELETE FROM rooms WHERE id = :roomId', { roomId });
  }

  list({ after, limit }: { after: string | null; limit: number }): StoredRoom[] {
    const rows = this.#database.all('SELECT * FROM rooms WHERE id > :after ORDER BY id LIMIT :limit', {
      after: after ?? '',
      limit,
    });
    return rows.map((row) => rowSchema.parse(row));
  }

  /** The retention time begins anew. */
  touch(roomId: string, atMs: number): void {
    this.#database.run('UPDATE rooms SET used_at = max(used_at, :atMs) WHERE id = :roomId', { roomId, atMs });
  }

  /** Deletes those without a meeting since then. @returns how many */
  deleteUnusedSince(sinceMs: number): number {
    return this.#database.run(
      `DELETE FROM rooms WHERE used_at < :sinceMs
         AND id NOT IN (SELECT room_id FROM meetings WHERE ended_at IS NULL)`,
      { sinceMs },
    );
  }
}
