import { expect, it } from 'vitest';
import { recordCsv } from './recordCsv.ts';

const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);
const record = {
  id: 'one',
  roomId: 'team',
  roomName: 'Team',
  startedAt: at('09:00:00'),
  endedAt: null,
  attendance: [
    { userId: 'u1', displayName: '김지수', role: 'host', joinedAt: at('09:00:00'), leftAt: at('15:30:05') },
    { userId: 'u2', displayName: '=HYPERLINK("x")', role: 'guest', joinedAt: at('09:01:00'), leftAt: null },
  ] as const,
  chat: [{ id: 'm1', userId: 'u1', displayName: '김지수', text: 'a, "b"\nc', sentAt: at('09:02:00') }],
};

it('is one table that spreadsheets open, whatever people call themselves', () => {
  const text = recordCsv({ ...record, attendance: [...record.attendance] }, { lang: 'en', timeZone: 'UTC' });
  expect(text).toBe(
    '\uFEFFWhat,From (UTC),To (UTC),Name,Role,Message,Person\r\n' +
      'Presence,2026-11-21 09:00:00,2026-11-21 15:30:05,김지수,Host,,u1\r\n' +
      'Presence,2026-11-21 09:01:00,,"\'=HYPERLINK(""x"")",Guest,,u2\r\n' +
      'Chat,2026-11-21 09:02:00,,김지수,,"a, ""b""\nc",u1\r\n',
  );
});

it('speaks Korean, and tells the time of a place', () => {
  const text = recordCsv(
    { ...record, attendance: [...record.attendance] },
    { lang: 'ko', timeZone: 'Asia/Seoul' },
  );
  expect(text).toContain('구분,시작 (Asia/Seoul),종료 (Asia/Seoul),이름,역할,메시지,참가자 ID\r\n');
  expect(text).toContain('참석,2026-11-21 18:00:00,2026-11-22 00:30:05,김지수,호스트,,u1\r\n');
  expect(text).toContain(',게스트,,u2\r\n');
});
