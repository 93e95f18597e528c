import { createHash } from 'node:crypto';
import { roomSettingsSchema, videoCodecSchema } from '@parley/protocol';
import { z } from 'zod';
import type { Continuity, CutOffMeeting } from '../rooms/Continuity.ts';
import type { RoomProfile } from '../rooms/profile.ts';
import type { Tenure } from '../rooms/Tenure.ts';
import type { Database } from './Database.ts';
import type { SqliteRecords } from './SqliteRecords.ts';
import { SqliteDoorMemory } from './SqliteDoorMemory.ts';
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
  user_id: z.string().nullable(),
  hand_raised_at: z.number().nullable(),
});

/** Clients are back within seconds. Later another meeting may begin, which shall not find the door locked. */
const ROOM_FOR_MS = 60_000;
/** A laptop that was asleep comes later. */
const TENURE_FOR_MS = 3_600_000;
/** Whoever waited for longer than this for a server has gone home; what they wrote is not for who comes now. */
const OUTAGE_MS = 600_000;
/** Nobody comes back to what nothing has happened in for so long. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;
/** All with a `room_id`, and `kept_at`. */
const TABLES = ['live_rooms', 'tenures', 'live_meetings', 'waiting_guests', 'barred_marks'] as const;
/** Whoever was the host in the process before was it earlier than anybody in this one. */
const EARLIER_REIGNS = -1_000_000;

/** What meetings need to go on in the next process, in the database. */
export class SqliteContinuity implements Continuity {
  readonly door: SqliteDoorMemory;
  readonly #database: Database;
  readonly #records: SqliteRecords;
  readonly #failures: StorageFailures;
  readonly #startedAtMs = performance.now();
  /** By the clock, as what is kept. */
  readonly #startedAt = Date.now();

  constructor(database: Database, records: SqliteRecords, failures: StorageFailures) {
    this.#database = database;
    this.#records = records;
    this.#failures = failures;
    this.door = new SqliteDoorMemory({
      database,
      failures,
      remembersGuests: () => this.#ageMs <= ROOM_FOR_MS,
      // As long as whoever was inside may come back to what they were.
      remembersBarred: () => this.#ageMs <= TENURE_FOR_MS,
      startedAt: this.#startedAt,
    });
    const beforeMs = Date.now() - FORGOTTEN_AFTER_MS;
    failures.survive(() => {
      for (const table of TABLES)
        database.run(`DELETE FROM ${table} WHERE kept_at < :beforeMs`, { beforeMs });
    });
  }

  get failing(): boolean {
    return this.#failures.failing;
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

  keepMeeting(roomId: string, { id, spotlightUserId }: Parameters<Continuity['keepMeeting']>[1]): void {
    const values = { roomId, id, spotlightUserId, atMs: Date.now() };
    const sql = `INSERT OR REPLACE INTO live_meetings (room_id, meeting_id, spotlight_user_id, kept_at)
      VALUES (:roomId, :id, :spotlightUserId, :atMs)`;
    this.#failures.survive(() => this.#database.run(sql, values));
  }

  findMeeting(roomId: string): CutOffMeeting | null {
    if (this.#ageMs > ROOM_FOR_MS) return null;
    const sql = 'SELECT meeting_id, spotlight_user_id FROM live_meetings WHERE room_id = :roomId';
    return this.#find(() => {
      const row = this.#database.get(sql, { roomId });
      const head = row === undefined ? null : this.#records.findHead(String(row['meeting_id']));
      // One that is not over is another server's, beside this one.
      if (head?.endedAt == null || head.endedAt < this.#startedAt - OUTAGE_MS) return null;
      const spotlightUserId = z.string().nullable().parse(row?.['spotlight_user_id']);
      return { meeting: head, chat: this.#records.latestMessages(head.id), spotlightUserId };
    });
  }

  keepTenure(roomId: string, { id, tenure, handRaisedAt }: Parameters<Continuity['keepTenure']>[1]): void {
    const { standing, reign } = tenure;
    const values = {
      roomId,
      hash: hashOf(tenure.secret),
      standing,
      reign: reign?.number ?? null,
      inherited: Number(reign?.inherited ?? false),
      userId: id,
      handRaisedAt,
      atMs: Date.now(),
    };
    const sql = `INSERT OR REPLACE INTO tenures
      (room_id, secret_hash, standing, reign_number, reign_inherited, user_id, hand_raised_at, kept_at)
      VALUES (:roomId, :hash, :standing, :reign, :inherited, :userId, :handRaisedAt, :atMs)`;
    this.#failures.survive(() => this.#database.run(sql, values));
  }

  findTenure(roomId: string, secret: string): Tenure | null {
    if (this.#ageMs > TENURE_FOR_MS) return null;
    const own = Buffer.from(secret, 'base64url');
    const sql = 'SELECT * FROM tenures WHERE room_id = :roomId AND secret_hash = :hash';
    return this.#find(() => {
      const row = this.#database.get(sql, { roomId, hash: hashOf(own) });
      if (row === undefined) return null;
      const { standing, reign_number: number, user_id: userId, ...kept } = tenureSchema.parse(row);
      const inherited = kept.reign_inherited !== 0;
      const reign = number === null ? null : { number: number + EARLIER_REIGNS, inherited };
      const isRecent = this.#ageMs <= ROOM_FOR_MS && userId !== null;
      const before = isRecent ? { userId, handRaisedAt: kept.hand_raised_at } : null;
      return { secret: own, standing, reign, before, ended: false };
    });
  }

  dropTenure(roomId: string, tenure: Tenure): void {
    const sql = 'DELETE FROM tenures WHERE room_id = :roomId AND secret_hash = :hash';
    this.#failures.survive(() => this.#database.run(sql, { roomId, hash: hashOf(tenure.secret) }));
  }

  end(roomId: string): void {
    this.#failures.survive(() => {
      for (const table of TABLES)
        this.#database.run(`DELETE FROM ${table} WHERE room_id = :roomId`, { roomId });
    });
  }

  get #ageMs(): number {
    return performance.now() - this.#startedAtMs;
  }

  #find<T>(read: () => T | null): T | null {
    let found: T | null = null;
    this.#failures.surviveAside(() => {
      found = read();
    });
    return found;
  }
}

/** Secrets are long and random: a plain hash of one says nothing about it. */
function hashOf(secret: Buffer): string {
  return createHash('sha256').update(secret).digest('base64url');
}
