import { createHash } from 'node:crypto';
import { roomSettingsSchema, videoCodecSchema } from '@parley/protocol';
import { z } from 'zod';
import type { Continuity } from '../rooms/Continuity.ts';
import type { RoomProfile } from '../rooms/profile.ts';
import type { Tenure } from '../rooms/Tenure.ts';
import type { Database } from './Database.ts';
import type { StorageFailures } from './StorageFailures.ts';

/** A row is read like anything from outside: the file may have been edited. */
const profileSchema = z.object({
  id: z.string(),
  createdAt: z.number(),
  settings: roomSettingsSchema,
  videoCodec: videoCodecSchema,
  maxParticipants: z.number(),
  hostKeyHash: z.string().nullable(),
  passcodeHash: z.string().nullable(),
});
const tenureSchema = z.object({
  standing: z.enum(['co-host', 'guest']),
  reign_number: z.number().nullable(),
  reign_inherited: z.number(),
});

/** Clients are back within seconds. Later another meeting may begin, which shall not find the door locked. */
const ROOM_FOR_MS = 60_000;
/** A laptop that was asleep comes later. */
const TENURE_FOR_MS = 3_600_000;
/** Nobody comes back to what nothing has happened in for so long. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;
/** Whoever was the host in the process before was it earlier than anybody in this one. */
const EARLIER_REIGNS = -1_000_000;

/** What meetings need to go on in the next process, in the database. */
export class SqliteContinuity implements Continuity {
  readonly #database: Database;
  readonly #failures: StorageFailures;
  readonly #startedAtMs = performance.now();

  constructor(database: Database, failures: StorageFailures) {
    this.#database = database;
    this.#failures = failures;
    const beforeMs = Date.now() - FORGOTTEN_AFTER_MS;
    failures.survive(() => {
      database.run('DELETE FROM live_rooms WHERE kept_at < :beforeMs', { beforeMs });
      database.run('DELETE FROM tenures WHERE kept_at < :beforeMs', { beforeMs });
    });
  }

  keepRoom(profile: RoomProfile): void {
    const sql = 'INSERT OR REPLACE INTO live_rooms (room_id, profile, kept_at) VALUES (:id, :text, :atMs)';
    const values = { id: profile.id, text: JSON.stringify(profile), atMs: Date.now() };
    this.#failures.survive(() => this.#database.run(sql, values));
  }

  findRoom(roomId: string): RoomProfile | null {
    if (this.#ageMs > ROOM_FOR_MS) return null;
    const sql = 'SELECT profile FROM live_rooms WHERE room_id = :roomId';
    return this.#find(() => {
      const row = this.#database.get(sql, { roomId });
      return row === undefined ? null : profileSchema.parse(JSON.parse(String(row['profile'])));
    });
  }

  keepTenure(roomId: string, tenure: Tenure): void {
    const { standing, reign } = tenure;
    const values = {
      roomId,
      hash: hashOf(tenure.secret),
      standing,
      reign: reign?.number ?? null,
      inherited: Number(reign?.inherited ?? false),
      atMs: Date.now(),
    };
    const sql = `INSERT OR REPLACE INTO tenures (room_id, secret_hash, standing, reign_number, reign_inherited, kept_at)
      VALUES (:roomId, :hash, :standing, :reign, :inherited, :atMs)`;
    this.#failures.survive(() => this.#database.run(sql, values));
  }

  findTenure(roomId: string, secret: string): Tenure | null {
    if (this.#ageMs > TENURE_FOR_MS) return null;
    const own = Buffer.from(secret, 'base64url');
    const sql = 'SELECT * FROM tenures WHERE room_id = :roomId AND secret_hash = :hash';
    return this.#find(() => {
      const row = this.#database.get(sql, { roomId, hash: hashOf(own) });
      if (row === undefined) return null;
      const { standing, reign_number: number, reign_inherited: inherited } = tenureSchema.parse(row);
      const reign = number === null ? null : { number: number + EARLIER_REIGNS, inherited: inherited !== 0 };
      return { secret: own, standing, reign, ended: false };
    });
  }

  dropTenure(roomId: string, tenure: Tenure): void {
    const sql = 'DELETE FROM tenures WHERE room_id = :roomId AND secret_hash = :hash';
    this.#failures.survive(() => this.#database.run(sql, { roomId, hash: hashOf(tenure.secret) }));
  }

  end(roomId: string): void {
    this.#failures.survive(() => {
      this.#database.run('DELETE FROM live_rooms WHERE room_id = :roomId', { roomId });
      this.#database.run('DELETE FROM tenures WHERE room_id = :roomId', { roomId });
    });
  }

  get #ageMs(): number {
    return performance.now() - this.#startedAtMs;
  }

  #find<T>(read: () => T | null): T | null {
    let found: T | null = null;
    this.#failures.survive(() => {
      found = read();
    });
    return found;
  }
}

/** Secrets are long and random: a plain hash of one says nothing about it. */
function hashOf(secret: Buffer): string {
  return createHash('sha256').update(secret).digest('base64url');
}
