import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { StartupError } from '../errors.ts';
import { migrations } from './migrations.ts';

export type Row = Record<string, SQLOutputValue>;

const FILE_NAME = 'parley.db';
/** Every call blocks the process; another one that writes is done long before. */
const BUSY_TIMEOUT_MS = 500;

/** The one file with everything that outlives the process. */
export class Database implements Disposable {
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /**
   * Opens the file in this folder, and makes both where they are missing.
   * @throws {StartupError} when the folder cannot be written, or the file is damaged or of a later version
   */
  static open(dataDir: string): Database {
    const path = join(dataDir, FILE_NAME);
    makeFile(dataDir, path);
    let sqlite: DatabaseSync | undefined;
    try {
      sqlite = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
      prepare(sqlite, path);
      return new Database(sqlite);
    } catch (error) {
      sqlite?.close();
      throw error instanceof StartupError ? error : unusable(path, error);
    }
  }

  private constructor(sqlite: DatabaseSync) {
    this.#sqlite = sqlite;
  }

  /** Changes rows, and says how many. */
  run(sql: string, values: Record<string, SQLInputValue> = {}): number {
    return Number(this.#statement(sql).run(values).changes);
  }

  get(sql: string, values: Record<string, SQLInputValue> = {}): Row | undefined {
    return this.#statement(sql).get(values);
  }

  all(sql: string, values: Record<string, SQLInputValue> = {}): Row[] {
    return this.#statement(sql).all(values);
  }

  /** All of it, or nothing. Not to be nested. */
  transaction<T>(work: () => T): T {
    this.#sqlite.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#sqlite.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk may have rolled it back already.
      if (this.#sqlite.isTransaction) this.#sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    if (!this.#sqlite.isOpen) return;
    this.#statements.clear();
    this.#sqlite.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** Preparing costs more than running. */
  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#sqlite.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** Chats are nobody else's on this machine; SQLite gives its side files the same rights. */
function makeFile(dataDir: string, path: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    throw new StartupError(
      `The data folder ${dataDir} cannot be written (${reasonOf(error)}); choose another one with --data-dir.`,
      { cause: error },
    );
  }
}

function prepare(sqlite: DatabaseSync, path: string): void {
  // NORMAL: a crash of the process loses nothing; a power cut may lose the last moments, but damages nothing.
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  const check = sqlite.prepare('PRAGMA quick_check(1)').get();
  if (check?.['quick_check'] !== 'ok') throw damaged(path);
  migrate(sqlite, path);
}

function migrate(sqlite: DatabaseSync, path: string): void {
  sqlite.exec('BEGIN IMMEDIATE');
  const version = Number(sqlite.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > migrations.length)
    throw new StartupError(`${path} was written by a later version of Parley; start that one.`);
  for (const step of migrations.slice(version)) sqlite.exec(step);
  // A pragma takes no parameters; this is a number of our own.
  sqlite.exec(`PRAGMA user_version = ${migrations.length}; COMMIT;`);
}

function unusable(path: string, error: unknown): StartupError {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
  // The primary result codes SQLITE_CORRUPT and SQLITE_NOTADB; the upper bits only refine them.
  if ([11, 26].includes(code & 0xff)) return damaged(path, error);
  return new StartupError(`${path} cannot be used: ${reasonOf(error)}.`, { cause: error });
}

function damaged(path: string, cause?: unknown): StartupError {
  return new StartupError(
    `${path} is damaged; put a backup in its place, or move it away to begin with an empty one.`,
    { cause },
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' && error.code.startsWith('E')
    ? error.code
    : error.message;
}
