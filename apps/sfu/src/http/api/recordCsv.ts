import type { MeetingRecord } from '@parley/protocol';
import { stringify } from 'csv-stringify/sync';

export interface CsvOptions {
  lang: 'en' | 'ko';
  /** As IANA names it. */
  timeZone: string;
}

const WORDS = {
  en: {
    columns: ['What', 'From', 'To', 'Name', 'Role', 'Message', 'Person'],
    presence: 'Presence',
    chat: 'Chat',
    roles: { host: 'Host', 'co-host': 'Co-host', guest: 'Guest' },
  },
  ko: {
    columns: ['구분', '시작', '종료', '이름', '역할', '메시지', '참가자 ID'],
    presence: '참석',
    chat: '채팅',
    roles: { host: '호스트', 'co-host': '공동 호스트', guest: '게스트' },
  },
} as const;

/** A record as one table: who was there from when to when, then what was written. */
export function recordCsv({ attendance, chat }: MeetingRecord, { lang, timeZone }: CsvOptions): string {
  const words = WORDS[lang];
  const time = timeFormat(timeZone);
  const stays = attendance.map((stay) => [
    words.presence,
    time(stay.joinedAt),
    stay.leftAt === null ? '' : time(stay.leftAt),
    stay.displayName,
    words.roles[stay.role],
    '',
    stay.userId,
  ]);
  const messages = chat.map(({ sentAt, displayName, text, userId }) => [
    words.chat,
    time(sentAt),
    '',
    displayName,
    '',
    text,
    userId,
  ]);
  const header = words.columns.map((column, index) =>
    index === 1 || index === 2 ? `${column} (${timeZone})` : column,
  );
  // Excel takes UTF-8 for Korean only with a byte order mark, and a name that begins with = for a formula.
  return stringify([header, ...stays, ...messages], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

/** What spreadsheets take for a date and a time: 2026-11-21 14:05:09. */
function timeFormat(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (ms) => format.format(ms);
}
