/**
 * The steps from an empty file to today's tables, in order; `user_version` says how many a file has behind it. A step that has
 * been released is never edited: what changes is a further one. Times are milliseconds since the epoch.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE rooms (
     id TEXT PRIMARY KEY,
     created_at INTEGER NOT NULL,
     settings TEXT NOT NULL,
     video_codec TEXT NOT NULL,
     max_participants INTEGER NOT NULL,
     host_key_hash TEXT NOT NULL,
     passcode_hash TEXT,
     used_at INTEGER NOT NULL
   ) STRICT;

   CREATE TABLE meetings (
     id TEXT PRIMARY KEY,
     room_id TEXT NOT NULL,
     room_name TEXT NOT NULL,
     started_at INTEGER NOT NULL,
     ended_at INTEGER,
     end_reason TEXT,
     record_key_hash TEXT NOT NULL,
     last_event_at INTEGER NOT NULL,
     pid INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX meetings_by_room ON meetings (room_id, started_at);
   CREATE INDEX meetings_by_end ON meetings (ended_at);

   CREATE TABLE attendance (
     seq INTEGER PRIMARY KEY,
     meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
     user_id TEXT NOT NULL,
     display_name TEXT NOT NULL,
     role TEXT NOT NULL,
     joined_at INTEGER NOT NULL,
     left_at INTEGER,
     leave_reason TEXT
   ) STRICT;
   CREATE INDEX attendance_by_meeting ON attendance (meeting_id, user_id);

   CREATE TABLE messages (
     seq INTEGER PRIMARY KEY,
     meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
     id TEXT NOT NULL,
     user_id TEXT NOT NULL,
     display_name TEXT NOT NULL,
     text TEXT NOT NULL,
     sent_at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX messages_by_meeting ON messages (meeting_id);

   CREATE TABLE outbox (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL,
     url TEXT NOT NULL,
     room_id TEXT NOT NULL,
     body TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     tries INTEGER NOT NULL DEFAULT 0,
     due_at INTEGER NOT NULL,
     done_at INTEGER,
     outcome TEXT
   ) STRICT;
   CREATE INDEX outbox_pending ON outbox (url, room_id, seq) WHERE done_at IS NULL;`,

  `CREATE TABLE live_rooms (
     room_id TEXT PRIMARY KEY,
     profile TEXT NOT NULL,
     kept_at INTEGER NOT NULL
   ) STRICT;

   CREATE TABLE tenures (
     room_id TEXT NOT NULL,
     secret_hash TEXT NOT NULL,
     standing TEXT NOT NULL,
     reign_number INTEGER,
     reign_inherited INTEGER NOT NULL,
     kept_at INTEGER NOT NULL,
     PRIMARY KEY (room_id, secret_hash)
   ) STRICT;`,

  `CREATE TABLE live_meetings (
     room_id TEXT PRIMARY KEY,
     meeting_id TEXT NOT NULL,
     spotlight_user_id TEXT,
     kept_at INTEGER NOT NULL
   ) STRICT;

   ALTER TABLE tenures ADD COLUMN user_id TEXT;
   ALTER TABLE tenures ADD COLUMN hand_raised_at INTEGER;

   CREATE TABLE record_keys (
     seq INTEGER PRIMARY KEY,
     meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
     key_hash TEXT NOT NULL
   ) STRICT;
   CREATE INDEX record_keys_by_meeting ON record_keys (meeting_id);`,

  `CREATE TABLE waiting_guests (
     room_id TEXT NOT NULL,
     mark_key TEXT NOT NULL,
     guest_id TEXT NOT NULL,
     display_name TEXT NOT NULL,
     since INTEGER NOT NULL,
     admitted INTEGER NOT NULL,
     kept_at INTEGER NOT NULL,
     PRIMARY KEY (room_id, mark_key)
   ) STRICT;

   CREATE TABLE barred_marks (
     room_id TEXT NOT NULL,
     mark_key TEXT NOT NULL,
     reason TEXT NOT NULL,
     kept_at INTEGER NOT NULL,
     PRIMARY KEY (room_id, mark_key, reason)
   ) STRICT;`,
];
