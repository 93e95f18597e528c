import { SfuError } from '../../errors.ts';
import type { RoomRegistry } from '../../rooms/RoomRegistry.ts';
import { Tries, triesKey } from '../../rooms/Tries.ts';
import { isSecret } from '../../secrets.ts';
import type { RecordHead, SqliteRecords } from '../../storage/SqliteRecords.ts';
import type { ApiCaller } from './Operation.ts';
import type { ApiHandlers } from './operations.ts';
import { recordCsv } from './recordCsv.ts';
import type { ScanLimit } from './ScanLimit.ts';

/** The records of meetings, for whoever has a key to them. */
export function recordHandlers(
  registry: RoomRegistry,
  records: SqliteRecords,
  scanLimit: ScanLimit,
): Pick<ApiHandlers, 'listRecords' | 'readRecord'> {
  const tries = new Tries();

  const isRecordKey = async (head: RecordHead, key: string, address: string) => {
    const mark = triesKey(address, head.id);
    const retryAfterMs = tries.take(mark, performance.now());
    if (retryAfterMs > 0) throw new SfuError('TOO_MANY_TRIES', { retryAfterMs });
    const matches = await Promise.all(records.keyHashesOf(head).map((hash) => isSecret(key, hash)));
    const right = matches.includes(true);
    if (right) tries.forgive(mark);
    return right;
  };

  const checkRecordKey = async (head: RecordHead, { key, hasApiKey, address }: ApiCaller) => {
    if (hasApiKey) return;
    if (key === undefined) throw new SfuError('UNAUTHORIZED');
    if (await isRecordKey(head, key, address)) return;
    if (!(await registry.isHostKey(head.roomId, key, address))) throw new SfuError('UNAUTHORIZED');
    tries.forgive(triesKey(address, head.id));
  };

  return {
    listRecords: async ({ params: { roomId }, query: { before, limit }, caller }) => {
      // How long a wrong key takes to be refused says whether there is such a room.
      scanLimit.check(caller, roomId);
      const { key, hasApiKey, address } = caller;
      const mayRead = hasApiKey || (key !== undefined && (await registry.isHostKey(roomId, key, address)));
      if (!mayRead) throw new SfuError('UNAUTHORIZED');
      const heads = records.listOf(roomId, { before: before ?? Number.MAX_SAFE_INTEGER, limit: limit + 1 });
      const page = heads.slice(0, limit).map(toListed);
      return {
        json: { records: page, next: heads.length > limit ? (page.at(-1)?.startedAt ?? null) : null },
      };
    },

    readRecord: async ({ params: { recordId }, query: { format, lang, timeZone }, caller }) => {
      const head = records.findHead(recordId);
      if (head === null) throw new SfuError(caller.key === undefined ? 'UNAUTHORIZED' : 'NOT_FOUND');
      await checkRecordKey(head, caller);
      const record = records.find(recordId);
      if (record === null) throw new SfuError('NOT_FOUND');
      const asCsv = format === 'csv' || (format === undefined && caller.prefers('text/csv'));
      if (!asCsv) return { json: record };
      const name = `${record.roomId}-${new Date(record.startedAt).toISOString().slice(0, 10)}.csv`;
      return {
        type: 'text/csv; charset=utf-8',
        text: recordCsv(record, { lang, timeZone }),
        headers: {
          'Content-Disposition': `attachment; filename="record.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
        },
      };
    },
  };
}

function toListed({ id, roomId, roomName, startedAt, endedAt }: RecordHead) {
  return { id, roomId, roomName, startedAt, endedAt };
}
