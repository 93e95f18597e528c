import { expect, test } from 'vitest';
import { calendarFile } from './calendarFile.ts';
import { localInputValue, nextHalfHour } from './calendarTime.ts';

const meeting = {
  roomId: '주간-회의',
  name: '주간 회의; 팀, 모두',
  description: '회의에 초대해요.',
  url: 'https://meet.example/r/%EC%A3%BC%EA%B0%84-%ED%9A%8C%EC%9D%98',
};

test('is one event with the link, in universal time', async () => {
  const file = calendarFile(meeting, new Date('2026-11-21T03:30:00Z'), 90);
  expect(file.type).toBe('text/calendar;charset=utf-8');
  const text = await file.text();
  // Long lines are folded: a line break and a blank.
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  expect(lines).toContain('DTSTART:20261121T033000Z');
  expect(lines).toContain('DTEND:20261121T050000Z');
  expect(lines).toContain('SUMMARY:주간 회의\\; 팀\\, 모두');
  expect(lines).toContain(`LOCATION:${meeting.url}`);
  expect(lines).toContain(`URL;VALUE=URI:${meeting.url}`);
  expect(lines).toContain(`DESCRIPTION:회의에 초대해요.\\n\\n${meeting.url}`);
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
});

test('offers the next half hour, as the input has it', () => {
  expect(localInputValue(nextHalfHour(new Date(2026, 10, 21, 9, 12)))).toBe('2026-11-21T09:30');
  expect(localInputValue(nextHalfHour(new Date(2026, 11, 31, 23, 30)))).toBe('2027-01-01T00:00');
});
